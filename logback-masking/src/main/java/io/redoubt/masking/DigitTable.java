package io.redoubt.masking;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which detectors are asked about a run of so many digits. Immutable. */
final class DigitTable {

    private static final int LONGEST = 64;
    private static final int MOST_GROUPS = 8;
    private static final int LONGEST_SHORT = 4;

    private final Rule[][] byCount = new Rule[LONGEST + 1][];
    /** Fewest digits that anybody asks for. */
    private final int least;

    DigitTable(List<Rule> rules) {
        List<List<Rule>> lists = new ArrayList<>();
        for (int count = 0; count <= LONGEST; count++) {
            lists.add(new ArrayList<>());
        }
        for (Rule rule : rules) {
            for (Anchor anchor : rule.detector().anchors()) {
                if (anchor instanceof Anchor.Digits digits) {
                    for (int count = digits.min(); count <= Math.min(LONGEST, digits.max()); count++) {
                        lists.get(count).add(rule);
                    }
                }
            }
        }
        for (int count = 0; count <= LONGEST; count++) {
            byCount[count] = lists.get(count).toArray(Rule[]::new);
        }
        int fewest = 0;
        while (fewest < LONGEST && byCount[fewest].length == 0) {
            fewest++;
        }
        least = fewest;
    }

    /**
     * Asks about the runs that begin with the group of digits at an offset, the longest first: a card may stand behind a date or a
     * status, so that each group may be the first one of a run, and each the last.
     */
    @Nullable
    Findings find(byte[] text, int from, @Nullable Findings findings) {
        long digits = 0; // of each group so far, from the last group on, eight bits each
        long lengths = 0; // in bytes, the same way
        int groups = 0;
        int offset = from;
        int total = 0;
        int separator = 0;
        while (groups < MOST_GROUPS) {
            int end = endOfGroup(text, offset);
            int inGroup = end - offset;
            total += inGroup;
            if (total > LONGEST) {
                break;
            }
            digits = digits << 8 | inGroup;
            lengths = lengths << 8 | end - from;
            groups++;
            int next = Ascii.at(text, end);
            if (!isSeparator(next)
                    || !Ascii.isDigit(Ascii.at(text, end + 1))
                    || (separator != 0 && isOther(separator, next))) {
                break;
            }
            separator = next;
            offset = end + 1;
        }
        return longestFirst(text, from, digits, lengths, groups, findings);
    }

    /**
     * {@return whether a run may begin with the group of digits in a range that somebody is to be asked about}: not with a year or a second that
     * stands alone, and not with a month within a date, of which the year was asked about
     */
    boolean mayBegin(byte[] text, int from, int to) {
        int next = Ascii.at(text, to);
        if (!isSeparator(next) || !Ascii.isDigit(Ascii.at(text, to + 1))) {
            return to - from >= least;
        }
        int before = Ascii.at(text, from - 1);
        boolean middle = (before == '-' || before == '.' || before == '/') && Ascii.isDigit(Ascii.at(text, from - 2));
        return !middle || to - from >= LONGEST_SHORT;
    }

    private @Nullable Findings longestFirst(
            byte[] text, int from, long digits, long lengths, int groups, @Nullable Findings findings) {
        int total = 0;
        for (long rest = digits; rest != 0; rest >>>= 8) {
            total += (int) (rest & 0xff);
        }
        long left = digits;
        long ends = lengths;
        for (int group = 0; group < groups; group++) {
            int before = findings == null ? 0 : findings.count();
            Findings all = findings;
            int end = from + (int) (ends & 0xff);
            for (Rule rule : byCount[total]) {
                all = Scan.ask(rule, text, from, end, all);
            }
            if (all != null && all.count() > before) {
                return Findings.claiming(all, end);
            }
            total -= (int) (left & 0xff);
            left >>>= 8;
            ends >>>= 8;
        }
        return findings;
    }

    /** {@return where the group of digits ends that begins at an offset} */
    static int endOfGroup(byte[] text, int from) {
        int end = from + 1;
        while (end < text.length && Ascii.isDigit(text[end])) {
            end++;
        }
        return end;
    }

    /** Spaces do not stand in one number with other separators: what they part are columns. */
    private static boolean isOther(int separator, int next) {
        return separator == ' ' ^ next == ' ';
    }

    private static boolean isSeparator(int c) {
        return c == ' ' || c == '-' || c == '.' || c == '/';
    }
}
