package io.redoubt.masking;

import java.util.List;

/**
 * Tokens that have a rare sign at a fixed place instead of a beginning.
 *
 * @param id of the detector
 * @param sign that is rare
 */
record SignedTokens(String id, char sign) implements Detector {

    static List<Detector> detectors() {
        return List.of(
                new SignedTokens("cred.provider.azure-client-secret", '~'),
                new SignedTokens("cred.provider.facebook-app", '|'),
                new SignedTokens("cred.provider.salesforce", '!'));
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(Anchor.sign(sign));
    }

    @Override
    public long find(byte[] text, int start, int end) {
        return switch (sign) {
            case '~' -> azure(text, start);
            case '|' -> facebook(text, start);
            default -> salesforce(text, start);
        };
    }

    /** Microsoft Entra, "Add a client secret": three characters, a digit, {@code Q~}, and 31 to 34 characters. */
    private static long azure(byte[] text, int tilde) {
        int from = tilde - 5;
        if (Ascii.at(text, tilde - 1) != 'Q' || !Ascii.isDigit(Ascii.at(text, tilde - 2)) || from < 0) {
            return Span.NONE;
        }
        for (int i = from; i < tilde; i++) {
            if (!isAzure(text[i])) {
                return Span.NONE;
            }
        }
        int to = tilde + 1;
        while (to < text.length && to - tilde <= 40 && isAzure(text[to])) {
            to++;
        }
        return to - tilde > 30 ? Span.of(from, to) : Span.NONE;
    }

    private static boolean isAzure(int c) {
        return Ascii.isBase64Url(c) || c == '.' || c == '~';
    }

    /** Meta, "Access tokens", app access token: the number of the app, a bar, 27 characters. */
    private static long facebook(byte[] text, int bar) {
        int from = bar;
        while (from > 0 && bar - from < 18 && Ascii.isDigit(text[from - 1])) {
            from--;
        }
        int to = bar + 1;
        while (to < text.length && to - bar <= 28 && Ascii.isBase64Url(text[to])) {
            to++;
        }
        return bar - from >= 13 && bar - from <= 17 && to - bar == 28 ? Span.of(from, to) : Span.NONE;
    }

    /** Salesforce, "Session IDs": the number of the organisation ({@code 00D} and 12 or 15 characters), an exclamation mark, and 40 or more. */
    private static long salesforce(byte[] text, int mark) {
        long span = salesforce(text, mark, mark - 15);
        return span == Span.NONE ? salesforce(text, mark, mark - 18) : span;
    }

    private static long salesforce(byte[] text, int mark, int from) {
        if (!Ascii.standsAt(text, from, "00d") || Ascii.isAlphanumeric(Ascii.at(text, from - 1))) {
            return Span.NONE;
        }
        int to = mark + 1;
        while (to < text.length && (Ascii.isBase64Url(text[to]) || text[to] == '.')) {
            to++;
        }
        return to - mark > 40 ? Span.of(from, to) : Span.NONE;
    }
}
