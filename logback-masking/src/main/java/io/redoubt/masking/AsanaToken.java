package io.redoubt.masking;

import java.util.List;

/** Asana, "Personal access token": a version, the numbers of the user and the token between slashes, a colon, 32 hexadecimal digits. */
final class AsanaToken implements Detector {

    private static final int SECRET = 32;

    @Override
    public String id() {
        return "cred.provider.asana";
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(Anchor.digits(14, 48));
    }

    @Override
    public long find(byte[] text, int start, int end) {
        int from = end + 1;
        int to = from + SECRET;
        if (to > text.length
                || text[end] != ':'
                || TokenAlphabet.HEX.end(text, from, to) < to
                || (to < text.length && TokenAlphabet.BASE62.has(text[to]))) {
            return Span.NONE;
        }
        int number = end;
        while (number > start && (text[number - 1] == '/' || Ascii.isDigit(text[number - 1]))) {
            number--;
        }
        return Span.of(number, to);
    }
}
