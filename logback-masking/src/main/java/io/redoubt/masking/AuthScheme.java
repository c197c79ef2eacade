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
        if (from == end) {
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
        boolean parameter = to < text.length && text[to - 1] == '=' && Ascii.isQuote(text[to]);
        boolean credential = to - from >= LEAST && !small && (telling || to - from >= 2 * LEAST);
        return credential && !parameter ? Span.of(from, to) : Span.NONE;
    }

    /** RFC 9110, section 11.2. */
    private static boolean isToken68(int c) {
        return Ascii.isBase64(c) || c == '.' || c == '~' || c == '=';
    }
}
