package io.redoubt.masking;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A private key in PEM (RFC 7468) in Base64 once more, as Kubernetes secrets and build variables hold it. */
final class Base64PrivateKey implements Detector {

    /** {@code -----BEGIN}, without the last digit, which depends on what follows. */
    private static final String BEGIN = base64("-----BEGIN").substring(0, 13);
    /** How far the label of a PEM block reaches. */
    private static final int LABEL = 64;
    /** {@code PRIVATE KEY}, as it reads in each of the three positions within a group, without the digits that hold a neighbour's bits. */
    private static final List<String> PRIVATE = List.of(
            base64("PRIVATE KEY").substring(0, 14),
            base64("xPRIVATE KEY").substring(2, 16),
            base64("xxPRIVATE KEY").substring(3, 17));

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String id() {
        return "cred.provider.base64-private-key";
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(Anchor.word(BEGIN));
    }

    @Override
    public long find(byte[] text, int start, int end) {
        int label = TokenAlphabet.ANY64.end(text, start, start + LABEL);
        if (!standsAt(text, start, BEGIN) || PRIVATE.stream().noneMatch(name -> standsWithin(text, end, label, name))) {
            return Span.NONE;
        }
        return Span.of(start, endOfLines(text, start));
    }

    /** Encoders break lines after 64 or 76 digits, or never. */
    private static int endOfLines(byte[] text, int start) {
        int line = start;
        int end = TokenAlphabet.ANY64.end(text, line, Integer.MAX_VALUE);
        while (end - line == 64 || end - line == 76) {
            line = afterLineEnd(text, end);
            int next = TokenAlphabet.ANY64.end(text, line, Integer.MAX_VALUE);
            if (line == end || next == line) {
                return end;
            }
            end = next;
        }
        return end;
    }

    private static int afterLineEnd(byte[] text, int end) {
        int next = end;
        while (next < text.length && isLineEnd(text, next)) {
            next += text[next] == '\\' ? 2 : 1;
        }
        return next;
    }

    private static boolean isLineEnd(byte[] text, int offset) {
        byte c = text[offset];
        return c == '\n'
                || c == '\r'
                || (c == '\\' && offset + 1 < text.length && (text[offset + 1] == 'n' || text[offset + 1] == 'r'));
    }

    private static boolean standsWithin(byte[] text, int from, int to, String word) {
        for (int i = from; i <= to - word.length(); i++) {
            if (standsAt(text, i, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean standsAt(byte[] text, int offset, String word) {
        if (offset > text.length - word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[offset + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
