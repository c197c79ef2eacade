package io.redoubt.key;

/**
 * A keyset was refused: names the check that failed, what is wrong and how to mend it, and never anything of the file.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class KeysetException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Transient because exceptions of this library are never serialised; the message has it all. */
    private final transient KeysetCheck check;

    private final transient String problem;

    /**
     * Describes a refusal.
     *
     * @param check which check failed
     * @param problem what is wrong, constant text, to be read after "the keyset"
     */
    KeysetException(KeysetCheck check, String problem) {
        super(check.code() + ": the keyset " + problem + "; " + check.remedy());
        this.check = check;
        this.problem = problem;
    }

    /** {@return the check that failed} */
    public KeysetCheck check() {
        return check;
    }

    /** {@return what is wrong, to be read after "the keyset"} */
    public String problem() {
        return problem;
    }

    /** {@return whether another refusal would tell an operator nothing new} */
    boolean saysTheSame(KeysetException other) {
        return check == other.check && problem.equals(other.problem);
    }
}
