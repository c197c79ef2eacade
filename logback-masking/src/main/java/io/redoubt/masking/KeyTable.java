package io.redoubt.masking;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows which keys have values that must not be read. A name is read from its end, so that {@code spring.datasource.password} and
 * {@code userPassword} are passwords; the longest known ending decides, so that {@code pageToken} is no token. Immutable.
 */
final class KeyTable {

    /** Longest key that is looked at, with its separators. */
    static final int LONGEST = 64;

    private static final int MOST_DIGITS = 4;
    private static final int ENDINGS = 1 << 16;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final long[] hashes;
    private final KeyEntry[] entries;
    private final int mask;
    /** Lengths of the names that also match in the middle of a word. */
    private long lengthsWithin;
    /** One bit for each ending of a name. */
    private final long[] endings = new long[ENDINGS >>> 6];

    KeyTable(Map<String, KeyEntry> names) {
        int size = Integer.highestOneBit(Math.max(16, names.size() * 4));
        hashes = new long[size];
        entries = new KeyEntry[size];
        mask = size - 1;
        names.forEach(this::add);
    }

    /** {@return a name without its separators, in lower case} */
    static String normalised(String name) {
        StringBuilder plain = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Ascii.isDigit(c) || Ascii.isLower(c)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private void add(String name, KeyEntry entry) {
        long hash = 0;
        for (int i = name.length() - 1; i >= 0; i--) {
            hash = mix(hash, name.charAt(i));
        }
        int slot = slot(hash);
        while (hashes[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        hashes[slot] = hash;
        entries[slot] = entry;
        if (entry.withinWords()) {
            lengthsWithin |= 1L << name.length();
        }
        int ending = ending(name.getBytes(StandardCharsets.US_ASCII), name.length());
        endings[ending >>> 6] |= 1L << ending;
    }

    /** {@return what is known of the key in a range of a text; null if nothing} */
    @Nullable
    KeyEntry find(byte[] text, int from, int to) {
        int end = withoutNumber(text, from, to);
        if (end == from) {
            return null;
        }
        KeyEntry best = null;
        long hash = 0;
        int length = 0;
        for (int i = end - 1; i >= from; i--) {
            int c = text[i];
            if (!Ascii.isAlphanumeric(c)) {
                continue;
            }
            hash = mix(hash, Ascii.lower(c));
            length++;
            boolean begins = beginsWord(text, from, i, end);
            if (begins || (length < 64 && (lengthsWithin & 1L << length) != 0)) {
                KeyEntry entry = get(hash);
                if (entry != null && (begins || entry.withinWords())) {
                    best = entry;
                }
            }
        }
        return best;
    }

    /** {@return the end of a key without its number: {@code token2} is a token} */
    private static int withoutNumber(byte[] text, int from, int to) {
        int end = to;
        while (end > from && !Ascii.isLetter(text[end - 1])) {
            end--;
        }
        return end;
    }

    /** {@return whether a known key may end before an offset: most others are told apart by their last characters} */
    boolean mayEnd(byte[] text, int to) {
        int end = to;
        if (end > 0 && Ascii.isDigit(text[end - 1])) {
            end = withoutNumber(text, Math.max(0, to - MOST_DIGITS), to);
        }
        if (end == 0 || !Ascii.isLetter(text[end - 1])) {
            return false;
        }
        int ending = ending(text, end);
        return (endings[ending >>> 6] & 1L << ending) != 0;
    }

    /** {@return a number for the last three letters or digits before an offset; for fewer, if no more stand in a row there} */
    private static int ending(byte[] text, int to) {
        int ending = 0;
        int count = 0;
        for (int i = to - 1; i >= 0 && i >= to - 5 && count < 3; i--) {
            int c = text[i];
            if (Ascii.isAlphanumeric(c)) {
                ending = ending * 37 + (Ascii.lower(c) & 0x7f) - '0' + 1;
                count++;
            } else if (!isJoint(c)) {
                break;
            }
        }
        return ending & ENDINGS - 1;
    }

    private static boolean isJoint(int c) {
        return c == '-' || c == '_' || c == '.' || c == ' ';
    }

    private static boolean beginsWord(byte[] text, int from, int i, int end) {
        if (i == from || !Ascii.isAlphanumeric(text[i - 1])) {
            return true;
        }
        boolean capital = Ascii.isUpper(text[i]);
        boolean afterCapital = Ascii.isUpper(text[i - 1]);
        return capital && (!afterCapital || (i + 1 < end && Ascii.isLower(text[i + 1])));
    }

    private @Nullable KeyEntry get(long hash) {
        for (int slot = slot(hash); hashes[slot] != 0; slot = (slot + 1) & mask) {
            if (hashes[slot] == hash) {
                return entries[slot];
            }
        }
        return null;
    }

    private static long mix(long hash, int c) {
        return (hash ^ c) * FACTOR;
    }

    private int slot(long hash) {
        return (int) (hash >>> 40) & mask;
    }
}
