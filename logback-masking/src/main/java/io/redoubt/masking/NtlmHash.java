package io.redoubt.masking;

import java.util.List;

/** [MS-NLMP], section 3.3.1: an unsalted MD4, which is as good as the password. Nothing but its key tells it from other digests. */
final class NtlmHash implements Detector {

    private static final int DIGITS = 32;

    @Override
    public String id() {
        return "cred.hash.ntlm";
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(Anchor.key("ntlm", "ntlmhash", "nthash", "lmhash"));
    }

    @Override
    public long find(byte[] text, int start, int end) {
        int length = end - start;
        if (length < DIGITS) {
            return Span.NONE;
        }
        for (int i = start; i < start + DIGITS; i++) {
            if (!Ascii.isHex(text[i])) {
                return Span.NONE;
            }
        }
        return Span.of(start, end);
    }
}
