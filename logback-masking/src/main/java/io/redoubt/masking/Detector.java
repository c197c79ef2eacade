package io.redoubt.masking;

import java.util.List;

/**
 * Knows one kind of value that must not be read by whoever reads logs. Implementations are stateless and thread-safe, look a bounded
 * number of bytes to each side (or no further than the value they answer), and neither allocate before they are sure nor change the text.
 *
 * @since 0.1.0
 */
public interface Detector {

    /** {@return its name: two or more segments of lower case letters, digits and hyphens, joined by dots, as in {@code pii.card}} */
    String id();

    /** {@return what it is called for} */
    List<Anchor> anchors();

    /**
     * {@return the part to be masked as a {@link Span}, or {@link Span#NONE}}
     *
     * @param text UTF-8, from anywhere; must not be changed
     * @param start where the anchor begins: the literal, the run of digits, the at sign; for a key, its value
     * @param end where it ends
     */
    long find(byte[] text, int start, int end);

    /** {@return what becomes of the value, where nobody chose otherwise} */
    default Strategy strategy() {
        return Strategy.placeholder();
    }

    /**
     * {@return what may be told of a value in place of which a placeholder stands, as in {@code alg=ES256}; empty for nothing. What is
     * not a letter, a digit or one of {@code . _ : / = -} becomes a space, and no more than 200 characters are taken}
     *
     * @param text that was searched
     * @param from where the value begins
     * @param to where it ends
     */
    default String describe(byte[] text, int from, int to) {
        return "";
    }
}
