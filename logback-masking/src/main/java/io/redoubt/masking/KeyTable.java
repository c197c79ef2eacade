package io.redoubt.masking;

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

    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final long[] hashes;
    private final KeyEntry[] entries;
    private final int mask;
    /** Lengths of the names that also match in the middle of a word. */
    private long lengthsWithin;
    /** One bit for each pair of bytes at the end of a name. */
    private final long[] endings = new long[1 << 10];

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
        int pair = pair(name.length() < 2 ? 0 : name.charAt(name.length() - 2), name.charAt(name.length() - 1));
        endings[pair >>> 6] |= 1L << pair;
    }

    /** {@return what is known of the key in a range of a text; null if nothing} */
    @Nullable
    KeyEntry find(byte[] text, int from, int to) {
        int end = withoutNumber(text, from, to);
        if (end == from || !mayEnd(text, from, end)) {
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

    private boolean mayEnd(byte[] text, int from, int end) {
        int last = text[end - 1];
        int before = end - 2 >= from && Ascii.isAlphanumeric(text[end - 2]) ? text[end - 2] : 0;
        int pair = pair(Ascii.lower(before), Ascii.lower(last));
        int single = pair(0, Ascii.lower(last));
        return (endings[pair >>> 6] & 1L << pair) != 0 || (endings[single >>> 6] & 1L << single) != 0;
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

    private static int pair(int first, int second) {
        return (first & 0xff) << 8 | (second & 0xff);
    }
}
