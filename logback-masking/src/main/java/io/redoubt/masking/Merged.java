package io.redoubt.masking;

import java.util.Arrays;

/**
 * Findings in the order of the text, each byte in one at most: what holds another one stays, what overlaps becomes one.
 *
 * <p>Of two detectors that found the same part, the one that knows it by its form tells more than the one that saw its key.
 */
final class Merged {

    private final int[] from;
    private final int[] to;
    private final Rule[] rules;
    private int count;

    private Merged(int size) {
        from = new int[size];
        to = new int[size];
        rules = new Rule[size];
    }

    static Merged of(Findings findings) {
        long[] order = new long[findings.count()];
        for (int i = 0; i < order.length; i++) {
            order[i] = (long) findings.from(i) << 32 | i;
        }
        Arrays.sort(order);
        Merged merged = new Merged(order.length);
        for (long entry : order) {
            int i = (int) entry;
            merged.add(findings.from(i), findings.to(i), findings.rule(i));
        }
        return merged;
    }

    private void add(int nextFrom, int nextTo, Rule next) {
        int last = count - 1;
        if (last < 0 || nextFrom >= to[last]) {
            put(nextFrom, nextTo, next);
        } else if (nextFrom == from[last] && nextTo == to[last]) {
            rules[last] = better(rules[last], next);
        } else if (rules[last].isAllowed()) {
            if (nextTo > to[last]) { // more than what was allowed
                count--;
                add(nextFrom, nextTo, next);
            }
        } else if (nextFrom == from[last] && nextTo > to[last]) {
            to[last] = nextTo;
            rules[last] = next;
        } else {
            to[last] = Math.max(to[last], nextTo);
        }
    }

    private void put(int nextFrom, int nextTo, Rule next) {
        from[count] = nextFrom;
        to[count] = nextTo;
        rules[count++] = next;
    }

    private static Rule better(Rule first, Rule second) {
        if (first.isAllowed() || second.isAllowed()) {
            return Rule.ALLOWED;
        }
        return first.needsKey() && !second.needsKey() ? second : first;
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
