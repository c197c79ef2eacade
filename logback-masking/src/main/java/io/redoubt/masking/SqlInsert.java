package io.redoubt.masking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of {@code insert into t (a, b) values (x, y)}, of which the keys are a list of their own. */
final class SqlInsert implements SeveralValues {

    private static final int LONGEST_COLUMNS = 2048;
    private static final int MOST_COLUMNS = 64;

    private final KeyTable keys;

    SqlInsert(KeyTable keys) {
        this.keys = keys;
    }

    @Override
    public String id() {
        return "cred.sql";
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(Anchor.word("values"));
    }

    @Override
    public @Nullable Findings find(Rule ignored, byte[] text, int start, int end, @Nullable Findings found) {
        int open = skipBlanks(text, end);
        int close = start - 1;
        while (close >= 0 && start - close < 8 && Ascii.isSpace(text[close])) {
            close--;
        }
        if (Ascii.at(text, open) != '(' || Ascii.at(text, close) != ')') {
            return found;
        }
        int columns = close;
        int first = Math.max(0, close - LONGEST_COLUMNS);
        while (columns > first && text[columns] != '(') {
            columns--;
        }
        if (text[columns] != '(') {
            return found;
        }
        @Nullable KeyEntry[] entries = new KeyEntry[MOST_COLUMNS];
        if (!read(text, columns + 1, close, entries)) {
            return found;
        }
        Findings all = found;
        while (Ascii.at(text, open) == '(') {
            Row row = new Row(text, open + 1, all);
            row.read(entries);
            all = row.found;
            open = skipBlanks(text, row.offset);
            open = Ascii.at(text, open) == ',' ? skipBlanks(text, open + 1) : text.length;
        }
        return all;
    }

    /** {@return whether there is a column of which the values are masked} */
    private boolean read(byte[] text, int from, int to, @Nullable KeyEntry[] entries) {
        boolean any = false;
        int column = 0;
        int name = from;
        for (int i = from; i <= to && column < MOST_COLUMNS; i++) {
            if (i == to || text[i] == ',') {
                int end = i;
                while (end > name && !Ascii.isAlphanumeric(text[end - 1])) {
                    end--;
                }
                KeyEntry entry = keys.find(text, Math.max(name, end - KeyTable.LONGEST), end);
                entries[column] = entry != null && entry.rule() != null ? entry : null;
                any |= entries[column] != null;
                column++;
                name = i + 1;
            }
        }
        return any;
    }

    private static int skipBlanks(byte[] text, int from) {
        int i = from;
        while (i < text.length && Ascii.isSpace(text[i])) {
            i++;
        }
        return i;
    }

    /** The values of one row. */
    private static final class Row {

        private final byte[] text;
        private int offset;
        private @Nullable Findings found;

        Row(byte[] text, int offset, @Nullable Findings found) {
            this.text = text;
            this.offset = offset;
            this.found = found;
        }

        void read(@Nullable KeyEntry[] entries) {
            for (int column = 0; offset < text.length; column++) {
                offset = skipBlanks(text, offset);
                int from = offset;
                boolean quoted = Ascii.at(text, offset) == '\'';
                offset = quoted ? endOfText(offset + 1) : endOfNumber(offset);
                KeyEntry entry = column < MOST_COLUMNS ? entries[column] : null;
                int value = quoted ? from + 1 : from;
                if (entry != null
                        && entry.rule() != null
                        && offset > value
                        && !Values.saysNothing(text, value, offset)) {
                    found = Scan.ask(entry.rule(), text, value, offset, found);
                }
                offset = skipBlanks(text, quoted ? offset + 1 : offset);
                if (Ascii.at(text, offset) != ',') {
                    offset++;
                    return;
                }
                offset++;
            }
        }

        /** ISO 9075: a quote within a text is doubled. */
        private int endOfText(int from) {
            int i = from;
            while (i < text.length && (text[i] != '\'' || Ascii.at(text, i + 1) == '\'')) {
                i += text[i] == '\'' ? 2 : 1;
            }
            return Math.min(i, text.length);
        }

        private int endOfNumber(int from) {
            int i = from;
            while (i < text.length && text[i] != ',' && text[i] != ')' && !Ascii.isLineEnd(text[i])) {
                i++;
            }
            return i;
        }
    }
}
