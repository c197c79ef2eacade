package io.redoubt.masking;

import java.util.Arrays;

/**
 * Findings in the order of the text, each byte in one at most: what holds another one stays, what overlaps becomes one.
 *
 * <p>Of two detectors that found the same part, the one that knows it by its form tells more than the one that saw its key. In JSON, a part ends
 * with the text or the number that it is in: each by itself, before any become one, so that nothing is lost that another one found.
 */
final class Merged {

    private final int[] from;
    private final int[] to;
    private final Rule[] rules;
    private final JsonPosition.Place[] places;
    private int count;

    private Merged(int size) {
        from = new int[size];
        to = new int[size];
        rules = new Rule[size];
        places = new JsonPosition.Place[size];
    }

    static Merged of(byte[] text, Findings findings) {
        long[] order = new long[findings.count()];
        for (int i = 0; i < order.length; i++) {
            order[i] = (long) findings.from(i) << 32 | i;
        }
        Arrays.sort(order);
        Merged merged = new Merged(order.length);
        JsonPosition position = new JsonPosition(text);
        for (long entry : order) {
            int i = (int) entry;
            position.moveTo(findings.from(i));
            int start = position.start(findings.from(i));
            int end = findings.rule(i).isExact() ? findings.to(i) : position.end(start, findings.to(i));
            if (end > start) {
                merged.add(start, end, findings.rule(i), position.place());
            }
        }
        return merged;
    }

    private void add(int nextFrom, int nextTo, Rule next, JsonPosition.Place place) {
        int last = count - 1;
        if (last < 0 || nextFrom >= to[last]) {
            put(nextFrom, nextTo, next, place);
        } else if (nextFrom == from[last] && nextTo == to[last]) {
            rules[last] = better(rules[last], next);
        } else if (rules[last].isAllowed()) {
            if (nextTo > to[last]) { // more than what was allowed
                count--;
                add(nextFrom, nextTo, next, place);
            }
        } else if (nextFrom == from[last] && nextTo > to[last]) {
            to[last] = nextTo;
            rules[last] = next;
        } else {
            to[last] = Math.max(to[last], nextTo);
        }
    }

    private void put(int nextFrom, int nextTo, Rule next, JsonPosition.Place place) {
        from[count] = nextFrom;
        places[count] = place;
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

    JsonPosition.Place place(int index) {
        return places[index];
    }
}
