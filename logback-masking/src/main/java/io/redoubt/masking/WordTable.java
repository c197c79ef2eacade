package io.redoubt.masking;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the literals that stand at the start of a word: most words end at one look into a bitmap of first pairs of bytes. Immutable.
 */
final class WordTable {

    /** One bit for each pair of bytes, letters in lower case. */
    private final long[] pairs = new long[1 << 10];
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

    private void add(Entry entry) {
        byte[] literal = entry.literal().getBytes(StandardCharsets.US_ASCII);
        int pair = pair(literal[0], literal[1]);
        pairs[pair >>> 6] |= 1L << pair;
        int bucket = bucket(pair);
        List<Entry> entries = new ArrayList<>(buckets[bucket] == null ? List.of() : List.of(buckets[bucket]));
        entries.add(entry);
        buckets[bucket] = entries.toArray(Entry[]::new);
    }

    /** {@return the first bytes of literals, which are worth a look} */
    boolean[] firstBytes() {
        boolean[] first = new boolean[256];
        for (Entry[] entries : buckets) {
            for (Entry entry : entries == null ? new Entry[0] : entries) {
                char c = entry.literal().charAt(0);
                first[c] = true;
                first[Character.toUpperCase(c)] = true;
            }
        }
        return first;
    }

    boolean mayStart(byte[] text, int offset) {
        if (offset + 1 >= text.length) {
            return false;
        }
        int pair = pair(text[offset], text[offset + 1]);
        return (pairs[pair >>> 6] & 1L << pair) != 0;
    }

    @Nullable
    Findings find(byte[] text, int offset, @Nullable Findings findings) {
        Findings all = findings;
        for (Entry entry : buckets[bucket(pair(text[offset], text[offset + 1]))]) {
            if (Ascii.standsAt(text, offset, entry.literal())) {
                all = Scan.ask(
                        entry.rule(), text, offset, offset + entry.literal().length(), all);
            }
        }
        return all;
    }

    private static int pair(int first, int second) {
        return (Ascii.lower(first) & 0xff) << 8 | (Ascii.lower(second) & 0xff);
    }

    private static int bucket(int pair) {
        return (pair ^ pair >>> 5) & 0xff;
    }
}
