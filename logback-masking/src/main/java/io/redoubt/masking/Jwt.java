package io.redoubt.masking;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * JSON Web Tokens (RFC 7519), signed or encrypted: all goes but what tells why one was refused.
 *
 * <p>A token with its signature cut off still has claims, so that two parts are enough.
 */
record Jwt() implements Detector {

    private static final String START = "eyj";
    private static final int LONGEST_LOOK_BACK = 16;
    private static final int LONGEST_HEADER = 2048;
    private static final int LONGEST_PAYLOAD = 8192;
    /** A single part is some other JSON in base64, short ones of which hold no secret. */
    private static final int LEAST_SINGLE_PART = 40;
    /** The shortest header is {@code {"alg":"none"}}. */
    private static final int LEAST_HEADER = 16;

    @Override
    public String id() {
        return "cred.jwt";
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(Anchor.word(START));
    }

    @Override
    public long find(byte[] text, int start, int end) {
        if (text[start] != 'e' || text[start + 1] != 'y' || text[start + 2] != 'J' || isWithinToken(text, start)) {
            return Span.NONE;
        }
        int to = end;
        int parts = 1;
        while (to < text.length && (Ascii.isBase64Url(text[to]) || isDot(text, to, parts))) {
            parts += text[to] == '.' ? 1 : 0;
            to++;
        }
        while (to < text.length && text[to] == '=') {
            to++;
        }
        int least = parts > 1 ? LEAST_HEADER : LEAST_SINGLE_PART;
        return indexOfDot(text, start, to) - start >= least ? Span.of(start, to) : Span.NONE;
    }

    /** RFC 7516, section 3.1: five parts at most; a dot that ends a sentence is none. */
    private static boolean isDot(byte[] text, int i, int parts) {
        return text[i] == '.'
                && parts < 5
                && (Ascii.isBase64Url(Ascii.at(text, i + 1)) || Ascii.at(text, i + 1) == '.');
    }

    /** {@return whether the start of the token is further ahead, so that it was judged there} */
    private static boolean isWithinToken(byte[] text, int start) {
        int i = start - 1;
        int first = start - LONGEST_LOOK_BACK;
        while (i >= first && (Ascii.isBase64Url(Ascii.at(text, i)) || Ascii.at(text, i) == '.')) {
            i--;
        }
        return i < first;
    }

    @Override
    public String describe(byte[] text, int from, int to) {
        int dot = indexOfDot(text, from, to);
        String header = decoded(text, from, dot, LONGEST_HEADER);
        String payload = dot < to ? decoded(text, dot + 1, indexOfDot(text, dot + 1, to), LONGEST_PAYLOAD) : "";
        StringBuilder told = new StringBuilder();
        append(told, "alg", member(header, "alg"), 20);
        append(told, "kid", member(header, "kid"), 40);
        append(told, "iss", member(payload, "iss"), 80);
        append(told, "exp", member(payload, "exp"), 12);
        return told.toString();
    }

    private static int indexOfDot(byte[] text, int from, int to) {
        int i = from;
        while (i < to && text[i] != '.') {
            i++;
        }
        return i;
    }

    private static String decoded(byte[] text, int from, int to, int longest) {
        int length = Math.min(to - from, longest) & ~3;
        if (to - from <= longest) {
            length = to - from;
        }
        String part = new String(text, from, length, StandardCharsets.US_ASCII).replace("=", "");
        try {
            return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // no base64url: nothing to tell
            return "";
        }
    }

    /** {@return a text or number of an object, as far as it can be told without a parser; empty if there is none} */
    private static String member(String json, String name) {
        int key = json.indexOf("\"" + name + "\"");
        int from = key < 0 ? -1 : json.indexOf(':', key + name.length() + 2);
        if (from < 0) {
            return "";
        }
        String rest = json.substring(from + 1).stripLeading();
        int end = 0;
        boolean text = rest.startsWith("\"");
        for (end = text ? 1 : 0; end < rest.length(); end++) {
            char c = rest.charAt(end);
            if (text ? c == '"' || c == '\\' : !Ascii.isDigit(c)) {
                break;
            }
        }
        return rest.substring(text ? 1 : 0, end);
    }

    private static void append(StringBuilder told, String name, String value, int longest) {
        if (!value.isEmpty() && value.length() <= longest && value.indexOf('@') < 0) {
            told.append(told.isEmpty() ? "" : " ").append(name).append('=').append(value);
        }
    }
}
