package io.redoubt.field.jdbc;

/** Somebody else works on the range by now. */
final class LeaseLostException extends Exception {

    private static final long serialVersionUID = 1L;

    LeaseLostException() {
        super("the lease is over");
    }
}
