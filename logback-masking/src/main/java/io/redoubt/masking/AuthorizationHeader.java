package io.redoubt.masking;

import java.util.List;

/** What stands behind {@code Authorization}, without the scheme (RFC 9110, section 11.6.2). */
record AuthorizationHeader() implements Detector {

    @Override
    public String id() {
        return "cred.authorization";
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(Anchor.key(
                "authorization", "proxyauthorization", "xauthorization", "authheader", "authorizationheader"));
    }

    @Override
    public long find(byte[] text, int start, int end) {
        int value = start;
        while (value < end && !Ascii.isBlank(text[value])) {
            value++;
        }
        if (value == end) { // a token without a scheme, or a scheme alone
            return AuthScheme.isScheme(text, start, end) ? Span.NONE : Span.of(start, end);
        }
        int scheme = value;
        while (value < end && Ascii.isBlank(text[value])) {
            value++;
        }
        int from = AuthScheme.isScheme(text, start, scheme) ? value : start;
        return from == end || Values.saysNothing(text, from, end) ? Span.NONE : Span.of(from, end);
    }
}
