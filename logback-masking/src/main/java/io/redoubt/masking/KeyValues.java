package io.redoubt.masking;

import org.jspecify.annotations.Nullable;

/** Finds keys at the signs that part them from their values, and the values beside them. Immutable. */
final class KeyValues {

    private static final int MOST_BLANKS = 2;
    private static final int MOST_WORDS = 3;
    /** Of a value, from when on its end is remembered. */
    private static final int LONG = 1024;

    private static final int LONGEST_TAG = 200;

    private final KeyTable keys;

    KeyValues(KeyTable keys) {
        this.keys = keys;
    }

    KeyTable keys() {
        return keys;
    }

    /** Asks about the value behind {@code :} or {@code =}. */
    @Nullable
    Findings find(byte[] text, int separator, @Nullable Findings found) {
        int end = endOfKey(text, separator);
        if (!keys.mayEnd(text, end)) {
            return found;
        }
        boolean quoted = isQuoteBetween(text, end, separator);
        int start = startOfKey(text, end);
        KeyEntry entry = Values.isLabel(text, start) ? null : keys.find(text, start, end);
        if (entry == null
                || entry.what() == KeyEntry.What.NOTHING
                || (!quoted && isClassName(text, start, end, separator))) {
            return found;
        }
        int value = startOfValue(text, separator);
        return value < 0 || (!quoted && Values.isClosing(text, start, value))
                ? found
                : values(entry, text, start, value, found);
    }

    /** Asks about the value behind {@code <key>}. */
    @Nullable
    Findings tag(byte[] text, int close, @Nullable Findings found) {
        if (Findings.isClaimed(found, close)) {
            return found;
        }
        int open = close - 1;
        int first = Math.max(0, close - LONGEST_TAG);
        while (open >= first && text[open] != '<') {
            if (text[open] == '>' || Ascii.isLineEnd(text[open])) {
                return found;
            }
            open--;
        }
        if (open < first || !Ascii.isLetter(Ascii.at(text, open + 1)) || text[close - 1] == '/') {
            return found;
        }
        int end = open + 1;
        while (end < close && (isKeyCharacter(text[end]) || text[end] == ':')) {
            end++;
        }
        KeyEntry entry = keys.find(text, Math.max(open + 1, end - KeyTable.LONGEST), end);
        if (entry == null || entry.what() == KeyEntry.What.NOTHING) {
            return found;
        }
        int from = close + 1;
        int to = Values.endOfElement(text, from, Values.isInText(text, open));
        return to > from && Values.isClosedBy(text, to, open + 1, end) ? value(entry, text, from, to, found) : found;
    }

    /** Asks about the value behind {@code --key} or {@code -key} and a space. */
    @Nullable
    Findings option(byte[] text, int dash, @Nullable Findings found) {
        int start = Ascii.at(text, dash + 1) == '-' ? dash + 2 : dash + 1;
        int before = Ascii.at(text, dash - 1);
        if (!Ascii.isLetter(Ascii.at(text, start)) || Ascii.isAlphanumeric(before) || before == ']') {
            return found;
        }
        int end = start;
        int last = Math.min(text.length, end + KeyTable.LONGEST);
        while (end < last && isKeyCharacter(text[end])) {
            end++;
        }
        int value = end;
        if (Ascii.at(text, value) == ',') {
            value++;
        }
        if (value + 1 >= text.length
                || text[value] != ' '
                || Ascii.isSpace(text[value + 1])
                || text[value + 1] == '-') {
            return found;
        }
        KeyEntry entry = keys.find(text, start, end);
        return entry == null || entry.what() == KeyEntry.What.NOTHING || Values.isClosing(text, dash, value + 1)
                ? found
                : values(entry, text, dash, value + 1, found);
    }

    /** Asks about one value or, in brackets, about each. */
    private @Nullable Findings values(KeyEntry entry, byte[] text, int key, int from, @Nullable Findings found) {
        if (Values.isReplacement(text, from)) {
            return found;
        }
        if (entry.rule() != null && entry.rule().isPersonal() && Values.isAssignment(text, from)) {
            return found;
        }
        if (text[from] != '[') {
            return oneValue(entry, text, key, from, found);
        }
        Findings all = found;
        int next = from + 1;
        while (next < text.length) {
            while (next < text.length && (Ascii.isSpace(text[next]) || text[next] == ',')) {
                next++;
            }
            if (next == text.length || text[next] == ']' || text[next] == '[' || text[next] == '{') {
                break;
            }
            long span = Values.find(text, key, next, extent(entry));
            if (span == Span.NONE) {
                break;
            }
            all = value(entry, text, Span.from(span), Span.to(span), all);
            next = Values.behind(text, Span.to(span));
            if (next < text.length && text[next] != ',') {
                break;
            }
        }
        return all;
    }

    /** Asks about one value. Where a long one is refused, the keys within it do not look for its end again. */
    private @Nullable Findings oneValue(KeyEntry entry, byte[] text, int key, int from, @Nullable Findings found) {
        Extent extent = extent(entry);
        boolean plain = extent == Extent.WORD && Values.isPlain(text, key, from);
        int known = plain ? Findings.endOfRefused(found, from) : from;
        long span = known > from ? Span.of(from, known) : Values.find(text, key, from, extent);
        if (span == Span.NONE) {
            return found;
        }
        int before = Findings.countOf(found);
        Findings all = value(entry, text, Span.from(span), Span.to(span), found);
        boolean refused = Findings.countOf(all) == before && !Findings.isClaimed(all, Span.from(span));
        return refused && plain && Span.to(span) - from > LONG ? Findings.refusing(all, from, Span.to(span)) : all;
    }

    /** Asks about a value of which the ends are known. */
    private static @Nullable Findings value(KeyEntry entry, byte[] text, int from, int to, @Nullable Findings found) {
        if (entry.what() == KeyEntry.What.ALLOWED) {
            return Findings.claiming(Findings.with(found, from, to, Rule.ALLOWED), to);
        }
        Rule rule = entry.rule();
        if (rule == null) {
            return Values.isNumericIdentifier(text, from, to) ? Findings.claiming(found, to) : found;
        }
        if (Values.saysNothing(text, from, to)) {
            return found;
        }
        int before = found == null ? 0 : found.count();
        Findings all = Scan.ask(rule, text, from, to, found);
        if (all == null || all.count() == before) {
            return found;
        }
        return Findings.claiming(all, endOfClaim(text, from, to));
    }

    /**
     * {@return before which offset nobody is asked any more}
     *
     * <p>A value may be the next key, as none stands here: {@code password= token: abc}, {@code token=' password='abc'}. It is masked, and asked for its
     * own value.
     */
    private static int endOfClaim(byte[] text, int from, int to) {
        boolean option = text[from] == '-' && to - from <= KeyTable.LONGEST && Ascii.at(text, to) == ' ';
        boolean separator = text[to - 1] == ':' || text[to - 1] == '=';
        return option ? from : separator ? to - 1 : to;
    }

    private static Extent extent(KeyEntry entry) {
        Rule rule = entry.rule();
        return rule == null ? Extent.WORD : rule.extent();
    }

    private static int endOfKey(byte[] text, int separator) {
        int end = separator;
        while (end > 0 && separator - end < MOST_BLANKS && Ascii.isBlank(text[end - 1])) {
            end--;
        }
        if (end > 0 && text[end - 1] == ']') {
            end--;
        }
        if (end > 0 && Ascii.isQuote(text[end - 1])) {
            end--;
            while (end > 0 && separator - end < 2 * KeyTable.LONGEST && text[end - 1] == '\\') {
                end--;
            }
        }
        return end;
    }

    private static boolean isQuoteBetween(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Ascii.isQuote(text[i])) {
                return true;
            }
        }
        return false;
    }

    /** Goes back over a key; over its words, if spaces part them: {@code account number: 17}. */
    private static int startOfKey(byte[] text, int end) {
        int first = Math.max(0, end - KeyTable.LONGEST);
        int start = end;
        int words = 1;
        while (start > first) {
            int c = text[start - 1];
            if (c == ' ' && words < MOST_WORDS && start - 2 >= first && Ascii.isLetter(text[start - 2])) {
                words++;
            } else if (!isKeyCharacter(c)) {
                break;
            }
            start--;
        }
        return start;
    }

    private static boolean isKeyCharacter(int c) {
        return Ascii.isAlphanumeric(c) || c == '_' || c == '-' || c == '.' || c == '$';
    }

    /** {@return whether it is the name of a logger or an exception, as in {@code o.a.AccessToken : text}} */
    private static boolean isClassName(byte[] text, int start, int end, int separator) {
        if (text[separator] != ':') {
            return false;
        }
        int word = end;
        while (word > start && Ascii.isAlphanumeric(text[word - 1])) {
            word--;
        }
        return word > start && (text[word - 1] == '.' || text[word - 1] == '$') && Ascii.isUpper(text[word]);
    }

    /** {@return where the value begins; a negative number if there is none} */
    private static int startOfValue(byte[] text, int separator) {
        int value = separator + 1;
        int next = Ascii.at(text, value);
        if (next == '>' || next == '=' || (next == ':' && text[separator] == ':')) {
            value++;
        }
        int last = value + KeyTable.LONGEST;
        while (value < text.length && value < last && Ascii.isBlank(text[value])) {
            value++;
        }
        if (value >= text.length || Ascii.isLineEnd(text[value]) || text[value] == '{') {
            return -1;
        }
        return value;
    }
}
