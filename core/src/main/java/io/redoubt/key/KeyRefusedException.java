package io.redoubt.key;

/**
 * A key cannot be used for what was asked: says why and how to mend it, and names no data. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class KeyRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Transient because exceptions of this library are never serialised; the message has it all. */
    private final transient Cause cause;

    private final transient Purpose purpose;

    KeyRefusedException(Cause cause, Purpose purpose) {
        super("the key for " + purpose.id() + " " + cause.text);
        this.cause = cause;
        this.purpose = purpose;
    }

    /** {@return why} */
    public Cause reason() {
        return cause;
    }

    /** {@return what the key was wanted for} */
    public Purpose purpose() {
        return purpose;
    }

    /** Why a key cannot be used. */
    public enum Cause {
        /** The keyset has no key for this purpose. */
        NOT_ISSUED("was not issued to this service: issue a keyset with it"),
        /** The keyset has no key of this epoch. */
        UNKNOWN_EPOCH("of this epoch is not known here: the data is of another service, or of a newer keyset"),
        /** The key of this epoch is no longer delivered. */
        RETIRED("of this epoch was retired: issue the keyset again with the epoch in state decrypt-only"),
        /** The key of this epoch is in the hands of somebody else. */
        COMPROMISED("of this epoch is compromised: re-encrypt its data with --accept-compromised"),
        /** The keyset has expired, and nothing new is made with it. */
        EXPIRED("has expired: issue a new keyset; what exists can still be read");

        private final String text;

        Cause(String text) {
            this.text = text;
        }
    }
}
