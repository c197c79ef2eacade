package io.redoubt.masking.logback;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes from text what makes it look like other text: ends of lines, escapes of terminals, other controls, and the marks that turn the
 * direction of writing (CWE-117, CWE-838).
 */
final class Controls {

    /** What stands before a line of a message that looks like a record. */
    private static final String CONTINUATION = "\n  | ";

    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

    private Controls() {}

    /** What becomes of line feeds. */
    private enum Lines {
        SHOWN,
        CONTINUED,
        MARKED
    }

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
        return rewritten(text, Lines.SHOWN);
    }

    /** {@return the same, but lines stay lines; those that look like a record of their own have a mark before them} */
    static String continued(String text) {
        return rewritten(text, Lines.CONTINUED);
    }

    /** {@return the same, but each line except the first has a mark before it} */
    static String marked(String text) {
        return rewritten(text, Lines.MARKED);
    }

    private static String rewritten(String text, Lines lines) {
        if (!areIn(text)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lineEnd = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n') {
                visible.append(lineFeed(text, i, lines));
            } else if (!isControl(c)) {
                visible.append(c);
            } else if (!lineEnd || lines == Lines.SHOWN) {
                visible.append(c == '\r' ? "\\r" : String.format("\\u%04x", (int) c));
            }
        }
        return visible.toString();
    }

    private static String lineFeed(String text, int at, Lines lines) {
        return switch (lines) {
            case SHOWN -> "\\n";
            case CONTINUED -> looksLikeRecord(text, at + 1) ? CONTINUATION : "\n";
            case MARKED -> at + 1 < text.length() ? CONTINUATION : "\n";
        };
    }

    /** A time, a level, or the bracket of either or of JSON: that is how records begin. */
    private static boolean looksLikeRecord(String text, int from) {
        if (from >= text.length()) {
            return false;
        }
        char c = text.charAt(from);
        if ((c >= '0' && c <= '9') || c == '[' || c == '{' || c == '<') {
            return true;
        }
        for (String level : LEVELS) {
            if (text.regionMatches(true, from, level, 0, level.length())) {
                return true;
            }
        }
        return false;
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
