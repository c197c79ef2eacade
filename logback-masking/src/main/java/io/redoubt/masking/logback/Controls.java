package io.redoubt.masking.logback;

import org.jspecify.annotations.Nullable;

/**
 * Takes from text what makes it look like other text: ends of lines, escapes of terminals, other controls, and the marks that turn the
 * direction of writing (CWE-117, CWE-838).
 */
final class Controls {

    /** What stands before the second line of a message, so that no line of it looks like a record. */
    private static final String CONTINUATION = "\n  | ";

    private Controls() {}

    static boolean areIn(@Nullable String text) {
        if (text == null) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** {@return the text with each control made visible, as its escape in a Java string} */
    static String escaped(String text) {
        return rewritten(text, "\\n");
    }

    /** {@return the same, but lines stay lines: each but the first one with a mark before it} */
    static String continued(String text) {
        return rewritten(text, CONTINUATION);
    }

    private static String rewritten(String text, String lineFeed) {
        if (!areIn(text)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lineEnd = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n') {
                visible.append(lineFeed);
            } else if (!isControl(c)) {
                visible.append(c);
            } else if (!lineEnd || !lineFeed.equals(CONTINUATION)) {
                visible.append(c == '\r' ? "\\r" : String.format("\\u%04x", (int) c));
            }
        }
        return visible.toString();
    }

    /** Tabs are left: they move no text to another line or column of a record. */
    private static boolean isControl(char c) {
        if (c < 0x20) {
            return c != '\t';
        }
        return c >= 0x7f && (c <= 0x9f || c == 0x2028 || c == 0x2029 || isDirection(c));
    }

    private static boolean isDirection(char c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x61c;
    }
}
