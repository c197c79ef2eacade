package io.redoubt.masking;

import java.util.List;

/** A credential behind the name of a scheme (RFC 9110, section 11.4), wherever it stands. */
record AuthScheme(String id, List<Anchor> anchors) implements Detector {

    private static final List<String> SCHEMES = List.of(
            "bearer",
            "basic",
            "digest",
            "negotiate",
            "ntlm",
            "dpop",
            "token",
            "apikey",
            "ssws",
            "hmac",
            "hawk",
            "signature",
            "aws4-hmac-sha256",
            "gnap",
            "privatetoken",
            "kerberos",
            "mac",
            "sharedkey",
            "sharedkeylite",
            "genie-key",
            "key",
            "oauth");
    private static final int LEAST = 8;
    /** {@code Proxy-Authorization} and what stands between it and its value. */
    private static final int LONGEST_HEADER = 28;

    static List<Detector> detectors() {
        return List.of(
                new AuthScheme("cred.bearer", List.of(Anchor.word("bearer"), Anchor.word("dpop"), Anchor.word("ssws"))),
                new AuthScheme(
                        "cred.basic", List.of(Anchor.word("basic"), Anchor.word("negotiate"), Anchor.word("ntlm"))));
    }

    static boolean isScheme(byte[] text, int from, int to) {
        for (String scheme : SCHEMES) {
            if (scheme.length() == to - from && Ascii.standsAt(text, from, scheme)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long find(byte[] text, int start, int end) {
        int from = end;
        while (from < text.length && from - end < 4 && (Ascii.isBlank(text[from]) || text[from] == '+')) {
            from++;
        }
        if (from == end || isParameter(text, start, from)) {
            return Span.NONE;
        }
        int to = from;
        boolean telling = false;
        boolean small = true;
        while (to < text.length && isToken68(text[to])) {
            telling |= !Ascii.isLetter(text[to]);
            small &= Ascii.isLower(text[to]) || text[to] == '-' || text[to] == '.';
            to++;
        }
        boolean credential = to - from >= LEAST && !small && (telling || to - from >= 2 * LEAST);
        return credential ? Span.of(from, to) : Span.NONE;
    }

    /** {@return whether a name and its value follow, and not the padding of a token: {@code token_type=Bearer expires_in=3600}} */
    private static boolean isParameter(byte[] text, int scheme, int from) {
        int to = from;
        while (to < text.length && (Ascii.isLetter(text[to]) || text[to] == '_' || text[to] == '-')) {
            to++;
        }
        int value = Ascii.at(text, to + 1);
        if (Ascii.at(text, to) != '=' || value == '=') {
            return false;
        }
        boolean header = Ascii.standsWithin(text, scheme - LONGEST_HEADER, scheme, "authorization");
        return Ascii.isQuote(value) || (isToken68(value) && !header);
    }

    /** RFC 9110, section 11.2. */
    private static boolean isToken68(int c) {
        return Ascii.isBase64(c) || c == '.' || c == '~' || c == '=';
    }
}
