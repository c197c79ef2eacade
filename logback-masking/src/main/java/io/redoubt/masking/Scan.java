package io.redoubt.masking;

import org.jspecify.annotations.Nullable;

/**
 * Looks at each byte of a text once, and asks the detectors where something rare stands. A state machine of three states (in a word, in a
 * number, elsewhere) keeps this to one look into a small table for most bytes. Immutable; allocates nothing before something is found.
 */
final class Scan {

    private static final int ELSEWHERE = 0;
    private static final int IN_WORD = 1;
    private static final int IN_NUMBER = 2;
    private static final int STATE = 3;

    private static final int WORD = 1;
    private static final int NUMBER = 2;
    private static final int SEPARATOR = 3;
    private static final int TAG = 4;
    private static final int AT = 5;
    private static final int DASH = 6;
    private static final int ESCAPE = 7;
    private static final int DISGUISE = 8;

    private final byte[] table = new byte[3 << 8];
    private final RuleIndex index;

    Scan(RuleIndex index) {
        this.index = index;
        boolean[] first = index.words().firstBytes();
        for (int state = ELSEWHERE; state <= IN_NUMBER; state++) {
            for (int c = 0; c < 256; c++) {
                table[state << 8 | c] = (byte) (action(state, c, first[c]) << 2 | next(state, c));
            }
        }
    }

    private int next(int state, int c) {
        if (Ascii.isDigit(c)) {
            return state == IN_WORD ? IN_WORD : IN_NUMBER;
        }
        return Ascii.isLetter((byte) c) || c == '_' ? IN_WORD : ELSEWHERE;
    }

    private int action(int state, int c, boolean startsLiteral) {
        if (Ascii.isDigit(c)) {
            return state == ELSEWHERE ? NUMBER : 0;
        }
        return switch (c) {
            case ':', '=' -> SEPARATOR;
            case '>' -> TAG;
            case '@' -> AT;
            case '-' -> DASH;
            case '\\' -> ESCAPE;
            case '%', '&', 0xc2, 0xd9, 0xdb, 0xe0, 0xe2, 0xef, 0xf0 -> DISGUISE;
            default -> state == ELSEWHERE && startsLiteral ? WORD : 0;
        };
    }

    /** {@return what was found; null if there is nothing} */
    @Nullable
    Findings find(byte[] text) {
        byte[] actions = table;
        Findings found = null;
        int state = 0;
        for (int i = 0; i < text.length; i++) {
            int entry = actions[state | (text[i] & 0xff)];
            state = (entry & STATE) << 8;
            if (entry > STATE) {
                int action = entry >> 2;
                if (action == WORD) {
                    if (index.words().mayStart(text, i)) {
                        found = index.words().find(text, i, found);
                    }
                } else if (action == NUMBER) {
                    found = number(text, i, found);
                    i = DigitTable.endOfGroup(text, i) - 1;
                } else if (action == ESCAPE) {
                    found = escape(text, i, found);
                    if (isShortEscape(Ascii.at(text, i + 1))) {
                        i++;
                    }
                } else {
                    found = rare(action, text, i, found);
                }
            }
        }
        return found;
    }

    private @Nullable Findings number(byte[] text, int i, @Nullable Findings found) {
        Findings all = found;
        if (index.words().mayStart(text, i)) {
            all = index.words().find(text, i, all);
        }
        return Findings.isClaimed(all, i) ? all : index.digits().find(text, i, all);
    }

    private @Nullable Findings rare(int action, byte[] text, int i, @Nullable Findings found) {
        return switch (action) {
            case SEPARATOR -> separator(text, i, found);
            case TAG -> index.keyValues().tag(text, i, found);
            case AT -> at(text, i, found);
            case DASH -> dash(text, i, found);
            default -> Disguise.standsAt(text, i) ? Findings.disguised(found) : found;
        };
    }

    private @Nullable Findings separator(byte[] text, int i, @Nullable Findings found) {
        if (text[i] == ':' && Ascii.at(text, i + 1) == '/' && Ascii.at(text, i + 2) == '/') {
            return index.urls().find(text, i, found);
        }
        return Findings.isClaimed(found, i) ? found : index.keyValues().find(text, i, found);
    }

    private @Nullable Findings at(byte[] text, int i, @Nullable Findings found) {
        Findings all = found;
        if (!Findings.isClaimed(found, i)) {
            for (Rule rule : index.at()) {
                all = ask(rule, text, i, i + 1, all);
            }
        }
        return all;
    }

    private @Nullable Findings dash(byte[] text, int i, @Nullable Findings found) {
        if (Ascii.at(text, i - 1) == '-') {
            return found;
        }
        Findings all = found;
        if (index.words().mayStart(text, i)) {
            all = index.words().find(text, i, all);
        }
        return Findings.isClaimed(all, i) ? all : index.keyValues().option(text, i, all);
    }

    private static @Nullable Findings escape(byte[] text, int i, @Nullable Findings found) {
        return Ascii.at(text, i + 1) == 'u' && Disguise.standsAt(text, i) ? Findings.disguised(found) : found;
    }

    /** {@return whether a letter behind a backslash stands for something else (RFC 8259, section 7), so that a word may begin after it} */
    private static boolean isShortEscape(int c) {
        return c == 'n' || c == 'r' || c == 't' || c == '\\';
    }

    /** {@return findings with what a detector answers about an anchor} */
    static @Nullable Findings ask(Rule rule, byte[] text, int start, int end, @Nullable Findings found) {
        if (rule.detector() instanceof SeveralValues several) {
            return several.find(rule, text, start, end, found);
        }
        long span = rule.detector().find(text, start, end);
        return span == Span.NONE ? found : Findings.with(found, Span.from(span), Span.to(span), rule);
    }
}
