package io.redoubt.masking;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A fixed beginning and the characters after it. A checksum is not asked for: a token with a mistake in it is one that somebody may mend.
 *
 * @param id of the detector
 * @param alphabet of what follows the prefix
 * @param min fewest characters after the prefix
 * @param max most of them; {@link #OPEN} if the provider promises no length
 * @param check of the first of them
 * @param prefixes in the case in which they are issued; one that ends in {@code =}, {@code /} or a space names the token and is kept
 */
record TokenFormat(String id, TokenAlphabet alphabet, int min, int max, TokenCheck check, List<String> prefixes) {

    /** No most: as far as the alphabet goes. */
    static final int OPEN = Integer.MAX_VALUE;

    private static final int CHECKED = 64;
    /** How long a beginning has to be that only one provider uses. */
    private static final int DISTINCT = 5;

    /** Beginnings that others use as well. */
    private static final Set<String> ORDINARY = Set.of("secret", "test", "live", "v1.0", "key", "token");

    private static final int LEAST_OTHER = 12;
    private static final int LEAST_DIGITS = 3;

    TokenFormat {
        prefixes = List.copyOf(prefixes);
    }

    static TokenFormat of(String id, TokenAlphabet alphabet, int min, int max, TokenCheck check, String... prefixes) {
        return new TokenFormat(id, alphabet, min, max, check, List.of(prefixes));
    }

    static TokenFormat of(String id, TokenAlphabet alphabet, int min, int max, String... prefixes) {
        return of(id, alphabet, min, max, TokenCheck.VARIED, prefixes);
    }

    static TokenFormat of(String id, TokenAlphabet alphabet, int length, String... prefixes) {
        return of(id, alphabet, length, length, prefixes);
    }

    /** One beginning of one format. */
    static final class Prefix {

        private final byte[] bytes;
        private final int anchor;
        private final int kept;
        private final boolean distinct;
        private final TokenFormat format;

        Prefix(String text, TokenFormat format) {
            this.bytes = text.getBytes(StandardCharsets.US_ASCII);
            this.anchor = format.anchors(text).get(0).length();
            this.distinct = bytes.length >= DISTINCT
                    && (text.endsWith("_") || text.endsWith("-"))
                    && !ORDINARY.contains(text.substring(0, text.length() - 1));
            this.kept = " =/".indexOf(text.charAt(text.length() - 1)) >= 0 ? text.length() : 0;
            this.format = format;
        }

        long find(byte[] text, int start, int end) {
            if (end - start != anchor || !standsAt(text, start) || goesOn(text, start)) {
                return Span.NONE;
            }
            int to = format.endOfBody(text, start + bytes.length);
            if (to < 0 && distinct) {
                to = endOfOtherBody(text, start + bytes.length);
            }
            return to < 0 ? Span.NONE : Span.of(start + kept, to);
        }

        /** Providers change what follows a beginning that only they use: it is enough that it soon has a long piece with digits among it. */
        private static int endOfOtherBody(byte[] text, int from) {
            int checked = TokenAlphabet.DOTTED_PADDED.end(text, from, from + CHECKED);
            int piece = from;
            while (piece < checked) {
                int end = TokenAlphabet.BASE62.end(text, piece, checked);
                if (end - piece >= LEAST_OTHER && digits(text, piece, end) >= LEAST_DIGITS) {
                    return withoutPunctuation(text, from, TokenAlphabet.DOTTED_PADDED.end(text, checked, OPEN));
                }
                piece = end + 1;
            }
            return -1;
        }

        /** {@return how many there are among letters; 0 in a number} */
        private static int digits(byte[] text, int from, int to) {
            int digits = 0;
            for (int i = from; i < to; i++) {
                digits += Ascii.isDigit(text[i]) ? 1 : 0;
            }
            return digits == to - from ? 0 : digits;
        }

        /** As the logger {@code o.s.AbstractFactory2} does. */
        private boolean goesOn(byte[] text, int start) {
            return start > 0 && text[start - 1] == '.' && bytes[bytes.length - 1] == '.';
        }

        private boolean standsAt(byte[] text, int start) {
            if (start < 0 || start > text.length - bytes.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if (text[start + i] != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** {@return what to look for: of two letters, which begin half of all words, each continuation} */
    List<String> anchors(String prefix) {
        if (prefix.length() > 2 || !TokenAlphabet.BASE62.has((byte) prefix.charAt(1))) {
            return List.of(prefix.strip());
        }
        return alphabet.characters().chars().mapToObj(c -> prefix + (char) c).toList();
    }

    /** Never looks further than it must to refuse. */
    private int endOfBody(byte[] text, int from) {
        int least = from + min;
        if (least > text.length
                || alphabet.end(text, from, least) < least
                || !check.passes(text, from, Math.min(least, from + CHECKED))) {
            return -1;
        }
        int end = alphabet.end(text, least, max == OPEN ? OPEN : from + max);
        if (end < text.length && TokenAlphabet.BASE62.has(text[end])) {
            return -1;
        }
        return withoutPunctuation(text, least, withoutNextItem(text, least, end));
    }

    /** A comma stands between two parameters, never behind the last part. */
    private int withoutNextItem(byte[] text, int least, int end) {
        if (!alphabet.has((byte) ',')) {
            return end;
        }
        int part = end;
        while (part > least && text[part - 1] != '$') {
            part--;
        }
        int to = part;
        while (to < end && text[to] != ',') {
            to++;
        }
        return to;
    }

    /** The end of a sentence is no end of a token. */
    private static int withoutPunctuation(byte[] text, int least, int end) {
        int to = end;
        while (to > least && (text[to - 1] == '.' || text[to - 1] == ':')) {
            to--;
        }
        return to;
    }
}
