package io.redoubt.field;

/** What was sealed is no value of the type that is asked for. Says nothing of it. */
final class MalformedPlaintext extends Exception {

    private static final long serialVersionUID = 1L;
}
