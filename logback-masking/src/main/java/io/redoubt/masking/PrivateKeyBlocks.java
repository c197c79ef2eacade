package io.redoubt.masking;

import java.util.List;

/**
 * Private keys in text: PEM (RFC 7468, section 10), OpenSSH, PGP (RFC 9580, section 6.2) and PuTTY. A block without its end goes as far as it
 * looks like one.
 */
record PrivateKeyBlocks(String id, String begin) implements Detector {

    private static final int LONGEST_LABEL = 48;
    private static final int LEAST_CONTENT = 24;

    static List<Detector> detectors() {
        return List.of(
                new PrivateKeyBlocks("cred.pem", "-----begin"), new PrivateKeyBlocks("cred.putty", "private-lines:"));
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(Anchor.word(begin));
    }

    @Override
    public long find(byte[] text, int start, int end) {
        if (!begin.startsWith("-")) {
            int to = endOfLines(text, end);
            return Span.of(start, to);
        }
        int label = end;
        int last = Math.min(text.length, end + LONGEST_LABEL);
        while (label < last && text[label] != '-') {
            label++;
        }
        if (!Ascii.standsWithin(text, end, label, "private") && !Ascii.standsWithin(text, end, label, "secret")) {
            return Span.NONE;
        }
        int content = label;
        while (content < text.length && text[content] == '-') {
            content++;
        }
        int to = endOfLines(text, content);
        if (Ascii.standsAt(text, to, "-----end")) {
            if (to - content < LEAST_CONTENT) {
                return Span.NONE;
            }
            int close = to + "-----end".length();
            last = Math.min(text.length, close + LONGEST_LABEL);
            while (close < last && text[close] != '-' && text[close] != '"') {
                close++;
            }
            while (close < text.length && text[close] == '-') {
                close++;
            }
            to = close;
        }
        return Span.of(start, to);
    }

    /** {@return where base64, its headers, and the ends of its lines end, real or escaped} */
    private static int endOfLines(byte[] text, int from) {
        int i = from;
        while (i < text.length && !Ascii.standsAt(text, i, "-----end") && isContent(text, i)) {
            i++;
        }
        while (i > from && Ascii.isSpace(text[i - 1])) {
            i--;
        }
        return i < text.length && i > from && text[i] == '-' ? i : skipSpace(text, i);
    }

    private static int skipSpace(byte[] text, int from) {
        int i = from;
        while (i < text.length && Ascii.isSpace(text[i])) {
            i++;
        }
        return Ascii.standsAt(text, i, "-----end") ? i : from;
    }

    private static boolean isContent(byte[] text, int i) {
        int c = text[i];
        return Ascii.isBase64(c)
                || Ascii.isSpace(c)
                || c == '='
                || c == '\\'
                || c == ':'
                || c == ','
                || c == '.'
                || c == '('
                || c == ')'
                || c == '#'
                || c == '&'
                || c == ';'
                || c == '%';
    }
}
