package io.redoubt.token;

/** Says why a key set could not be fetched or used; its message is constant text and safe to log. */
final class KeySetException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String problem;

    KeySetException(String problem) {
        super(problem);
        this.problem = problem;
    }

    @Override
    public String getMessage() {
        return problem;
    }
}
