package io.redoubt.masking;

import java.util.List;
import java.util.Set;

/** Addresses of e-mail (RFC 5321, section 4.1.2, without quoted local parts). */
record Emails() implements Detector {

    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 255;
    /** What follows an at sign and ends like this is a file or a unit. */
    private static final Set<String> FILES = Set.of(
            "png", "jpg", "jpeg", "gif", "svg", "webp", "jar", "war", "java", "class", "js", "css", "html", "xml",
            "json", "yml", "yaml", "log", "txt", "zip", "gz", "service", "socket", "timer", "mount", "target", "git",
            "local");

    @Override
    public String id() {
        return "pii.email";
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(Anchor.at());
    }

    @Override
    public Strategy strategy() {
        return Strategy.pseudonym();
    }

    @Override
    public long find(byte[] text, int start, int end) {
        if (!Ascii.isAlphanumeric(Ascii.at(text, end))) {
            return Span.NONE;
        }
        int from = start;
        int first = Math.max(0, start - LONGEST_LOCAL);
        while (from > first && isLocal(text[from - 1])) {
            from--;
        }
        while (from < start && (text[from] == '.' || text[from] == '-')) {
            from++;
        }
        from = behindEscape(text, from, start);
        if (from == start) {
            return Span.NONE;
        }
        int to = endOfDomain(text, end);
        boolean git = start - from == 3 && Ascii.standsAt(text, from, "git@");
        return to < 0 || git ? Span.NONE : Span.of(from, to);
    }

    /** {@return the start of the local part without what belongs to an escape, as in {@code \nkim@example.org}} */
    private static int behindEscape(byte[] text, int from, int at) {
        if (Ascii.at(text, from - 1) != '\\') {
            return from;
        }
        int behind = switch (text[from]) {
            case 'n', 't', 'r', 'b', 'f' -> from + 1;
            case 'u' -> from + 5; // with four hexadecimal digits (RFC 8259, section 7)
            default -> from;
        };
        return Math.min(behind, at);
    }

    private static boolean isLocal(int c) {
        return Ascii.isAlphanumeric(c) || "._%+-~!#$*^".indexOf(c) >= 0;
    }

    /** {@return the end of a domain name with at least one dot and a last label of letters; a negative number if there is none} */
    private static int endOfDomain(byte[] text, int from) {
        int last = Math.min(text.length, from + LONGEST_DOMAIN);
        int to = from;
        int dot = -1;
        while (to < last && (Ascii.isAlphanumeric(text[to]) || text[to] == '-' || text[to] == '.')) {
            if (text[to] == '.') {
                if (to == from || text[to - 1] == '.' || !Ascii.isAlphanumeric(Ascii.at(text, to + 1))) {
                    break;
                }
                dot = to;
            }
            to++;
        }
        return dot > from && isTopLevel(text, dot + 1, to) ? to : -1;
    }

    private static boolean isTopLevel(byte[] text, int from, int to) {
        if (to - from < 2 || to - from > 24) {
            return false;
        }
        StringBuilder label = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (!Ascii.isLetter(text[i])) {
                return Ascii.standsAt(text, from, "xn--");
            }
            label.append((char) (Ascii.lower(text[i]) & 0xff));
        }
        return !FILES.contains(label.toString());
    }
}
