package io.redoubt.masking;

import org.jspecify.annotations.Nullable;

/**
 * Looks at each byte of a text once, and asks the detectors where something rare stands. What is rare depends on the classes of a byte and of
 * the one before it, and on nothing further back, so that a processor may look at several bytes at a time. Immutable; allocates nothing before
 * something is found.
 */
final class Scan {

    // Classes of bytes.
    private static final int OTHER = 0;
    private static final int LETTER = 1;
    private static final int FIRST_LETTER = 2;
    private static final int DIGIT = 3;
    private static final int FIRST_SIGN = 4;
    private static final int SEPARATOR = 5;
    private static final int GREATER = 6;
    private static final int SIGN = 7;
    private static final int DASH = 8;
    private static final int BACKSLASH = 9;
    private static final int DISGUISE = 10;
    private static final int CLASSES = 11;
    /** Bits for a class. */
    private static final int SHIFT = 4;

    private final byte[] classes = new byte[256];
    /** Whether something has to be done, by the class of the byte before and the class of the byte. */
    private final boolean[] rare = new boolean[CLASSES << SHIFT];

    private final RuleIndex index;

    Scan(RuleIndex index) {
        this.index = index;
        boolean[] first = index.words().firstBytes();
        for (int c = 0; c < classes.length; c++) {
            classes[c] = (byte) classOf(c, first[c]);
        }
        for (int before = 0; before < CLASSES; before++) {
            boolean inWord = before == LETTER || before == FIRST_LETTER || before == DIGIT;
            for (int here = FIRST_LETTER; here < CLASSES; here++) {
                boolean beginsWord = here == FIRST_LETTER || here == DIGIT || here == FIRST_SIGN || here == DASH;
                rare[before << SHIFT | here] = !beginsWord || !inWord;
            }
            rare[DASH << SHIFT | DASH] = false; // the first one was asked about both
        }
    }

    private static int classOf(int c, boolean startsLiteral) {
        return switch (c) {
            case ':', '=' -> SEPARATOR;
            case '>' -> GREATER;
            case '@', '~', '|', '!', '+' -> SIGN;
            case '-' -> DASH;
            case '\\' -> BACKSLASH;
            case '%', '&', 0xc2, 0xd9, 0xdb, 0xe0, 0xe2, 0xef, 0xf0 -> DISGUISE;
            default -> {
                if (Ascii.isDigit(c)) {
                    yield DIGIT;
                }
                boolean word = Ascii.isLetter((byte) c) || c == '_';
                yield word ? (startsLiteral ? FIRST_LETTER : LETTER) : startsLiteral ? FIRST_SIGN : OTHER;
            }
        };
    }

    /** {@return what was found; null if there is nothing} */
    @Nullable
    Findings find(byte[] text) {
        if (text.length == 0) {
            return null;
        }
        Findings found = null;
        int i = rare[classes[text[0] & 0xff]] ? 0 : next(text, 1);
        while (i < text.length) {
            int here = classes[text[i] & 0xff];
            int behindTime = here == DIGIT ? Timestamp.end(text, i) : i;
            if (behindTime > i) {
                i = next(text, behindTime);
                continue;
            }
            found = look(here, text, i, found);
            if (here == DIGIT) {
                i = next(text, DigitTable.endOfGroup(text, i));
            } else if (here == BACKSLASH && isShortEscape(Ascii.at(text, i + 1))) {
                i = afterEscape(text, i + 2);
            } else {
                i = next(text, i + 1);
            }
        }
        return found;
    }

    /** {@return the offset of the next byte that is worth a look}: most of the time is spent here */
    private int next(byte[] text, int from) {
        byte[] classOf = classes;
        boolean[] isRare = rare;
        WordTable words = index.words();
        int before = classOf[text[from - 1] & 0xff] << SHIFT;
        for (int i = from; i < text.length; i++) {
            int here = classOf[text[i] & 0xff];
            if (isRare[before | here] && (here != FIRST_LETTER || words.mayStart(text, i))) {
                return i;
            }
            before = here << SHIFT;
        }
        return text.length;
    }

    /** {@return the next offset worth a look when an escape ended before an offset}: the letter of the escape is in no word */
    private int afterEscape(byte[] text, int from) {
        return from >= text.length || rare[classes[text[from] & 0xff]] ? from : next(text, from + 1);
    }

    private @Nullable Findings look(int here, byte[] text, int i, @Nullable Findings found) {
        return switch (here) {
            case FIRST_LETTER, FIRST_SIGN ->
                index.words().mayStart(text, i) ? index.words().find(text, i, found) : found;
            case DIGIT -> number(text, i, found);
            case SEPARATOR -> separator(text, i, found);
            case GREATER -> index.keyValues().tag(text, i, found);
            case SIGN -> sign(text, i, found);
            case DASH -> dash(text, i, found);
            case BACKSLASH -> escape(text, i, found);
            default -> Disguise.standsAt(text, i) ? Findings.disguised(found) : found;
        };
    }

    private @Nullable Findings number(byte[] text, int i, @Nullable Findings found) {
        Findings all = found;
        if (index.words().mayStart(text, i)) {
            all = index.words().find(text, i, all);
        }
        boolean ask = index.digits().mayBegin(text, i, DigitTable.endOfGroup(text, i));
        return !ask || Findings.isClaimed(all, i) ? all : index.digits().find(text, i, all);
    }

    private @Nullable Findings separator(byte[] text, int i, @Nullable Findings found) {
        if (text[i] == ':' && Ascii.at(text, i + 1) == '/' && Ascii.at(text, i + 2) == '/') {
            return index.urls().find(text, i, found);
        }
        return Findings.isClaimed(found, i) ? found : index.keyValues().find(text, i, found);
    }

    private @Nullable Findings sign(byte[] text, int i, @Nullable Findings found) {
        Findings all = found;
        if (!Findings.isClaimed(found, i)) {
            for (Rule rule : index.at(text[i])) {
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
        return Disguise.standsAt(text, i) ? Findings.disguised(found) : found;
    }

    /** {@return whether a letter behind a backslash stands for something else (RFC 8259, section 7), so that a word may begin after it} */
    private static boolean isShortEscape(int c) {
        return c == 'n' || c == 'r' || c == 't' || c == '\\';
    }

    /** {@return findings with what a detector answers about an anchor} */
    static @Nullable Findings ask(Rule rule, byte[] text, int start, int end, @Nullable Findings found) {
        SeveralValues several = rule.several();
        if (several != null) {
            return several.find(rule, text, start, end, found);
        }
        long span = rule.detector().find(text, start, end);
        return span == Span.NONE || Values.isLabel(text, Span.from(span))
                ? found
                : Findings.with(found, Span.from(span), Span.to(span), rule);
    }
}
