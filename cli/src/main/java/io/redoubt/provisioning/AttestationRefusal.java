package io.redoubt.provisioning;

/**
 * Why the statement of an instance does not count, in the order in which it is looked at.
 *
 * @since 0.1.0
 */
public enum AttestationRefusal {
    /** It is not a statement of format 1. */
    FORM("is no statement of format 1"),
    /** It is of another service, or of another trust domain. */
    SERVICE("is of another service or trust domain"),
    /** No live key of the service has signed it. */
    SIGNATURE("is not signed under a live signing key of the service"),
    /** The key that has signed it is of an epoch that was revoked. */
    REVOKED("is signed under a key of an epoch that was revoked"),
    /** It is older than ten minutes. */
    STALE("is older than ten minutes"),
    /** It is more than sixty seconds ahead of this clock. */
    FUTURE("is ahead of this machine's clock"),
    /** The instance has an older keyset. */
    OLDER_GENERATION("shows that the instance has an older keyset"),
    /** The instance has a newer keyset: this manifest is not the last one. */
    NEWER_GENERATION("shows that the instance has a newer keyset than this manifest knows"),
    /** The instance has other keys than the manifest names. */
    KEYS("shows other keys than the manifest names"),

    /** It is signed under a key of the service that is not its primary one: no instance with these keys does so. */
    NOT_PRIMARY("is signed under a key that is not the primary one of the service");

    private final String problem;

    AttestationRefusal(String problem) {
        this.problem = problem;
    }

    /** {@return what is wrong, to be read after "the statement"} */
    public String problem() {
        return problem;
    }
}
