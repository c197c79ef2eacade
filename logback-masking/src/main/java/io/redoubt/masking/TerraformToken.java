package io.redoubt.masking;

import java.util.List;

/** HCP Terraform, "API tokens": 14 characters, {@code .atlasv1.}, some sixty more. */
final class TerraformToken implements Detector {

    private static final int NUMBER = 14;
    private static final int SECRET = 50;
    private static final int MOST = 90;

    @Override
    public String id() {
        return "cred.provider.terraform";
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(Anchor.word("atlasv1."));
    }

    @Override
    public long find(byte[] text, int start, int end) {
        int from = start - 1 - NUMBER;
        if (from < 0 || text[start - 1] != '.' || TokenAlphabet.BASE62.end(text, from, start - 1) < start - 1) {
            return Span.NONE;
        }
        int to = TokenAlphabet.URL64.end(text, end, end + MOST);
        return to - end < SECRET ? Span.NONE : Span.of(from, to);
    }
}
