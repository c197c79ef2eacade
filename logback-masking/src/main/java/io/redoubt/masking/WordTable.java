package io.redoubt.masking;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the literals that stand at the start of a word: most words end at one look into a bitmap of their first
 * three bytes. Immutable.
 */
final class WordTable {

    private static final int BITS = 17;
    private static final Entry[] NONE = {};

    /** One bit for each three bytes, letters in lower case; some share one. */
    private final long[] beginnings = new long[1 << (BITS - 6)];
    /** Literals by the low bits of their first pair. */
    private final Entry[][] buckets = new Entry[1 << 8][];

    private record Entry(String literal, Rule rule) {}

    WordTable(List<Rule> rules) {
        for (Rule rule : rules) {
            for (Anchor anchor : rule.detector().anchors()) {
                if (anchor instanceof Anchor.Word word) {
                    add(new Entry(word.literal(), rule));
                }
            }
        }
    }

    /** {@return whether a byte may follow a literal of two}: two letters alone would be the start of half of all words */
    private static boolean mayFollow(int first, int second, int third) {
        return Ascii.isDigit(third) || !Ascii.isLetter(first) || !Ascii.isLetter(second);
    }

    private void add(Entry entry) {
        byte[] literal = entry.literal().getBytes(StandardCharsets.US_ASCII);
        for (int third = 0; third < 256; third++) {
            if (literal.length > 2 ? third == literal[2] : mayFollow(literal[0], literal[1], (byte) third)) {
                int beginning = beginning(literal[0], literal[1], (byte) third);
                beginnings[beginning >>> 6] |= 1L << beginning;
            }
        }
        int pair = pair(literal[0], literal[1]);
        int bucket = bucket(pair);
        List<Entry> entries = new ArrayList<>(buckets[bucket] == null ? List.of() : List.of(buckets[bucket]));
        entries.add(entry);
        buckets[bucket] = entries.toArray(Entry[]::new);
    }

    /** {@return the first bytes of literals, which are worth a look} */
    boolean[] firstBytes() {
        boolean[] first = new boolean[256];
        for (Entry[] entries : buckets) {
            for (Entry entry : entries == null ? NONE : entries) {
                char c = entry.literal().charAt(0);
                first[c] = true;
                first[Character.toUpperCase(c)] = true;
            }
        }
        return first;
    }

    boolean mayStart(byte[] text, int offset) {
        if (offset + 2 >= text.length) {
            return false;
        }
        int beginning = beginning(text[offset], text[offset + 1], text[offset + 2]);
        return (beginnings[beginning >>> 6] & 1L << beginning) != 0;
    }

    @Nullable
    Findings find(byte[] text, int offset, @Nullable Findings findings) {
        if (Findings.isWithinWord(findings, offset)) {
            return findings;
        }
        int first = Findings.countOf(findings);
        Findings all = findings;
        Entry[] entries = buckets[bucket(pair(text[offset], text[offset + 1]))];
        for (Entry entry : entries == null ? NONE : entries) {
            if (Ascii.standsAt(text, offset, entry.literal())) {
                all = Scan.ask(
                        entry.rule(), text, offset, offset + entry.literal().length(), all);
            }
        }
        Findings.rememberWord(all, first);
        return all;
    }

    private static int beginning(int first, int second, int third) {
        int bytes = (Ascii.lower(first) & 0xff) << 16 | (Ascii.lower(second) & 0xff) << 8 | (Ascii.lower(third) & 0xff);
        return (bytes * 0x9E3779B1) >>> (32 - BITS);
    }

    private static int pair(int first, int second) {
        return (Ascii.lower(first) & 0xff) << 8 | (Ascii.lower(second) & 0xff);
    }

    private static int bucket(int pair) {
        return (pair ^ pair >>> 5) & 0xff;
    }
}
