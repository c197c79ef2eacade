package io.redoubt.masking;

/**
 * A choice of detectors. Immutable.
 *
 * @since 0.1.0
 */
public enum Profile {
    /** Credentials and personal data; not addresses of machines, which operators need. */
    DEFAULT,
    /** As the default, and cards without the last digits. */
    PCI,
    /** As the default, and addresses of machines. */
    GDPR,
    /** Credentials alone. */
    CREDENTIALS_ONLY
}
