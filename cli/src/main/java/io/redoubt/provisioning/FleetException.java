package io.redoubt.provisioning;

/**
 * A step in the life of a fleet was refused, and nothing has changed: says why and how to mend it, and holds no key and no
 * text from outside.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FleetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Transient because exceptions of this library are never serialised; the message has it all. */
    private final transient FleetRefusal refusal;

    /**
     * Describes a refusal.
     *
     * @param refusal why
     * @param problem what is wrong: constant text, numbers, and names that were validated
     */
    FleetException(FleetRefusal refusal, String problem) {
        super(refusal.code() + ": " + problem + "; " + refusal.remedy());
        this.refusal = refusal;
    }

    /** {@return why} */
    public FleetRefusal refusal() {
        return refusal;
    }
}
