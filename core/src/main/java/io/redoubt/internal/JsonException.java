package io.redoubt.internal;

/** Says where and why a text is not the strict JSON that is accepted; it never contains any of the text. */
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1L;

    JsonException(String problem, int position) {
        this(problem + " at byte " + position);
    }

    /**
     * Describes what is wrong with the content of strict JSON.
     *
     * @param problem what is wrong, constant text
     */
    public JsonException(String problem) {
        // Thrown for hostile input: no stack trace, so that garbage costs its sender more than it costs us.
        super(problem, null, false, false);
    }
}
