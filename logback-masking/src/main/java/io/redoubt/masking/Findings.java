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

    /** {@return findings that say that the text has to be looked at once more, without its disguise} */
    static Findings disguised(@Nullable Findings findings) {
        Findings all = findings == null ? new Findings() : findings;
        all.disguised = true;
        return all;
    }

    static boolean isClaimed(@Nullable Findings findings, int offset) {
        return findings != null && offset < findings.claimed;
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
