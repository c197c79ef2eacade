package io.redoubt.cli;

/** The command refuses, and nothing has changed: says what is wrong and how to mend it, and holds no text from outside. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String remedy;

    /**
     * Describes a refusal.
     *
     * @param code its stable code, such as {@code password.file}
     * @param problem what is wrong: constant text, numbers, and names that were validated
     * @param remedy what to do about it
     */
    CommandException(String code, String problem, String remedy) {
        super(code + ": " + problem + "; " + remedy);
        this.code = code;
        this.remedy = remedy;
    }

    String code() {
        return code;
    }

    String remedy() {
        return remedy;
    }
}
