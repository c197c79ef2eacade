package io.redoubt.masking.logback;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The texts of objects, also of those that have none. */
final class Texts {

    /** How the text of an object begins that has none. */
    static final String FAILED = "[FAILED toString: ";

    private Texts() {}

    /** {@return its text; the name of its class if it throws, since what it throws may tell a value} */
    static String of(@Nullable Object value) {
        try {
            return value instanceof Object[] items ? Arrays.deepToString(items) : String.valueOf(value);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return FAILED + (value == null ? "" : value.getClass().getName()) + "]";
        }
    }
}
