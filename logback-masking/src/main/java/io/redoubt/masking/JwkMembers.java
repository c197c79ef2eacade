package io.redoubt.masking;

import java.util.List;

/** The private members of a JSON Web Key (RFC 7518, section 6), which have names of one or two letters: beside {@code kty} only. */
record JwkMembers() implements Detector {

    private static final int WINDOW = 512;
    private static final int LEAST = 16;

    @Override
    public String id() {
        return "cred.jwk";
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(Anchor.key("d", "p", "q", "dp", "dq", "qi", "k"));
    }

    @Override
    public long find(byte[] text, int start, int end) {
        if (end - start < LEAST || !Ascii.isQuote(Ascii.at(text, start - 1))) {
            return Span.NONE;
        }
        for (int i = start; i < Math.min(end, start + WINDOW); i++) {
            if (!Ascii.isBase64Url(text[i])) {
                return Span.NONE;
            }
        }
        boolean key = Ascii.standsWithin(text, start - WINDOW, start, "kty")
                || Ascii.standsWithin(text, end, end + WINDOW, "kty");
        return key ? Span.of(start, end) : Span.NONE;
    }
}
