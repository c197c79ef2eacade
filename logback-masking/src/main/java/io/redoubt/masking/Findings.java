package io.redoubt.masking;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What was found in one text. Made only when something was; used by one thread. */
final class Findings {

    private static final int FIRST = 8;

    private int[] from = new int[FIRST];
    private int[] to = new int[FIRST];
    private Rule[] rules = new Rule[FIRST];
    private int count;
    /** Values beside keys before this offset were looked at: each byte belongs to one value. */
    private int claimed;

    /** The part that a word led to and that reaches furthest. */
    private int wordFrom;

    private int wordTo;
    /** The last long value, a single word, that nobody wanted. */
    private int refusedFrom;

    private int refusedTo;
    private boolean disguised;

    /** {@return findings with one more part} */
    static Findings with(@Nullable Findings findings, int from, int to, Rule rule) {
        Findings all = findings == null ? new Findings() : findings;
        if (all.count == all.from.length) {
            int size = all.count * 2;
            all.from = Arrays.copyOf(all.from, size);
            all.to = Arrays.copyOf(all.to, size);
            all.rules = Arrays.copyOf(all.rules, size);
        }
        all.from[all.count] = from;
        all.to[all.count] = to;
        all.rules[all.count++] = rule;
        return all;
    }

    /** {@return findings that say that values before an offset were looked at} */
    static Findings claiming(@Nullable Findings findings, int to) {
        Findings all = findings == null ? new Findings() : findings;
        all.claimed = Math.max(all.claimed, to);
        return all;
    }

    /** {@return findings that know where a long value ends that nobody wanted} */
    static Findings refusing(@Nullable Findings findings, int from, int to) {
        Findings all = findings == null ? new Findings() : findings;
        all.refusedFrom = from;
        all.refusedTo = to;
        return all;
    }

    /** {@return where a word ends that begins within the last long one that nobody wanted; the given offset if it does not} */
    static int endOfRefused(@Nullable Findings findings, int from) {
        return findings != null && from > findings.refusedFrom && from < findings.refusedTo ? findings.refusedTo : from;
    }

    /** {@return findings that say that the text has to be looked at once more, without its disguise} */
    static Findings disguised(@Nullable Findings findings) {
        Findings all = findings == null ? new Findings() : findings;
        all.disguised = true;
        return all;
    }

    static boolean isClaimed(@Nullable Findings findings, int offset) {
        return findings != null && offset < findings.claimed;
    }

    /** Remembers the parts that a word led to, which are those after the first ones. */
    static void rememberWord(@Nullable Findings findings, int first) {
        for (int i = first; findings != null && i < findings.count; i++) {
            if (findings.to[i] > findings.wordTo) {
                findings.wordFrom = findings.from[i];
                findings.wordTo = findings.to[i];
            }
        }
    }

    /** {@return whether an offset is within what an earlier word led to: whatever begins there is found, and is not read once more} */
    static boolean isWithinWord(@Nullable Findings findings, int offset) {
        return findings != null && offset > findings.wordFrom && offset < findings.wordTo;
    }

    static int countOf(@Nullable Findings findings) {
        return findings == null ? 0 : findings.count;
    }

    boolean isDisguised() {
        return disguised;
    }

    int count() {
        return count;
    }

    int from(int index) {
        return from[index];
    }

    int to(int index) {
        return to[index];
    }

    Rule rule(int index) {
        return rules[index];
    }
}
