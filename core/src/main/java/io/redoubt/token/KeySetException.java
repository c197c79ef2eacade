package io.redoubt.token;

/** Says why a key set could not be fetched or used; its message is constant text and safe to log. */
final class KeySetException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final Severity severity;

    KeySetException(String problem) {
        this(problem, Severity.FAULT);
    }

    KeySetException(String problem, Severity severity) {
        super(problem);
        this.problem = problem;
        this.severity = severity;
    }

    @Override
    public String getMessage() {
        return problem;
    }

    Severity severity() {
        return severity;
    }

    enum Severity {
        /** What was known before stays as good as it was. */
        FAULT,
        /** Somebody else can sign with the issuer's keys. */
        COMPROMISE
    }
}
