package io.redoubt.masking;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the literals that stand at the start of a word: most words end at one look into a bitmap of their first
 * four bytes. Immutable.
 */
final class WordTable {

    private static final int BITS = 17;
    /** How many bytes are looked at before anything is compared. */
    private static final int LOOK = 4;
    /** Of four bytes in a number, so many of the first ones. */
    private static final int[] FIRST = {0, 0xff, 0xffff, 0xffffff, -1};

    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final Entry[] NONE = {};

    /** One bit for what each literal begins with, two to four bytes, letters in lower case; some share one. */
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

    private void add(Entry entry) {
        byte[] literal = entry.literal().getBytes(StandardCharsets.US_ASCII);
        if (literal.length == 2 && Ascii.isLetter(literal[0]) && Ascii.isAlphanumeric(literal[1])) {
            for (byte digit = '0'; digit <= '9'; digit++) {
                mark(new byte[] {literal[0], literal[1], digit});
            }
        } else {
            mark(Arrays.copyOf(literal, Math.min(literal.length, LOOK)));
        }
        int pair = pair(literal[0], literal[1]);
        int bucket = bucket(pair);
        List<Entry> entries = new ArrayList<>(buckets[bucket] == null ? List.of() : List.of(buckets[bucket]));
        entries.add(entry);
        buckets[bucket] = entries.toArray(Entry[]::new);
    }

    /** Marks what a literal begins with, or all of a short one. */
    private void mark(byte[] beginning) {
        int bit = bit(folded(Arrays.copyOf(beginning, LOOK), 0) & FIRST[beginning.length]);
        beginnings[bit >>> 6] |= 1L << bit;
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
        if (offset + LOOK > text.length) {
            return offset + 2 <= text.length; // near the end, the comparison tells
        }
        int bytes = folded(text, offset);
        return isMarked(bytes) || isMarked(bytes & FIRST[3]) || isMarked(bytes & FIRST[2]);
    }

    private boolean isMarked(int bytes) {
        int bit = bit(bytes);
        return (beginnings[bit >>> 6] & 1L << bit) != 0;
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

    /** Letters of both cases give one number; so do some signs, which the comparison behind tells apart. No byte of it is 0. */
    private static int folded(byte[] text, int offset) {
        return (int) FOUR_BYTES.get(text, offset) | 0x20202020;
    }

    private static int bit(int bytes) {
        return (bytes * 0x9E3779B1) >>> (32 - BITS);
    }

    private static int pair(int first, int second) {
        return (Ascii.lower(first) & 0xff) << 8 | (Ascii.lower(second) & 0xff);
    }

    private static int bucket(int pair) {
        return (pair ^ pair >>> 5) & 0xff;
    }
}
