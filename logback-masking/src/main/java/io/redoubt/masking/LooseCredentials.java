package io.redoubt.masking;

import java.util.List;

/** Credentials of command lines and database commands that have no key of their own. */
record LooseCredentials(String id, Anchor anchor) implements Detector {

    private static final int WINDOW = 96;

    static List<Detector> detectors() {
        return List.of(
                new LooseCredentials("cred.identified-by", Anchor.word("identified")),
                new LooseCredentials("cred.sql-password", Anchor.word("password")),
                new LooseCredentials("cred.oracle-thin", Anchor.word("jdbc:oracle")),
                new LooseCredentials("cred.command-user", Anchor.word("-u")),
                new LooseCredentials("cred.command-user-long", Anchor.word("--user")),
                new LooseCredentials("cred.command-password", Anchor.word("-p")),
                new LooseCredentials("cred.totp-uri", Anchor.word("otpauth")));
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(anchor);
    }

    @Override
    public long find(byte[] text, int start, int end) {
        return switch (id) {
            case "cred.identified-by" -> identifiedBy(text, start, end);
            case "cred.sql-password" -> sqlPassword(text, start, end);
            case "cred.oracle-thin" -> oracle(text, end);
            case "cred.command-password" -> commandPassword(text, start, end);
            case "cred.totp-uri" -> totp(text, start, end);
            default -> commandUser(text, start, end);
        };
    }

    /** {@code IDENTIFIED [WITH plugin] BY 'password'}, of Oracle, MySQL and MariaDB. */
    private static long identifiedBy(byte[] text, int start, int end) {
        int by = end;
        int last = Math.min(text.length, end + WINDOW);
        while (by < last && !isByOrAs(text, by)) {
            by++;
        }
        return by < last && text[by] != ';' ? quotedOrWord(text, start, skipBlanks(text, by + 3)) : Span.NONE;
    }

    private static boolean isByOrAs(byte[] text, int i) {
        boolean word =
                Ascii.standsAt(text, i, " by") || Ascii.standsAt(text, i, "\tby") || Ascii.standsAt(text, i, " as");
        return text[i] == ';' || (word && Ascii.isSpace(Ascii.at(text, i + 3)));
    }

    /** {@code WITH PASSWORD 'password'} and {@code PASSWORD('password')}; a bare word only where SQL makes it one. */
    private static long sqlPassword(byte[] text, int start, int end) {
        int from = skipBlanks(text, end);
        from = Ascii.at(text, from) == '(' ? skipBlanks(text, from + 1) : from;
        if (from > end && (Ascii.at(text, from) == '\'' || Ascii.at(text, from) == '"')) {
            return quotedOrWord(text, start, from);
        }
        boolean sql = Ascii.standsAt(text, start - 5, "with ")
                || Ascii.standsAt(text, start - 6, "login ")
                || Ascii.standsAt(text, start - 10, "encrypted ");
        return sql && from > end && Ascii.isAlphanumeric(Ascii.at(text, from))
                ? quotedOrWord(text, start, from)
                : Span.NONE;
    }

    private static long quotedOrWord(byte[] text, int word, int at) {
        int from = at;
        int to;
        if (Values.isClosing(text, word, at)) {
            return Span.NONE;
        }
        if (Ascii.isQuote(Ascii.at(text, from))) {
            from++;
            to = Values.endOfQuoted(text, word, from, 0);
        } else {
            to = endOfWord(text, from);
            to = to > from && text[to - 1] == ';' ? to - 1 : to;
        }
        return to > from && !Values.saysNothing(text, from, to) ? Span.of(from, to) : Span.NONE;
    }

    private static int skipBlanks(byte[] text, int from) {
        int i = from;
        while (i < text.length && i - from < 8 && Ascii.isBlank(text[i])) {
            i++;
        }
        return i;
    }

    /** {@code jdbc:oracle:thin:user/password@host}. */
    private static long oracle(byte[] text, int end) {
        int slash = end;
        int last = Math.min(text.length, end + WINDOW);
        while (slash < last && text[slash] != '/' && text[slash] != '@' && !Ascii.isSpace(text[slash])) {
            slash++;
        }
        int at = slash + 1;
        while (at < last && text[at] != '@' && !Ascii.isSpace(text[at]) && text[at] != '"') {
            at++;
        }
        return slash < last && text[slash] == '/' && at < last && text[at] == '@' && at > slash + 1
                ? Span.of(slash + 1, at)
                : Span.NONE;
    }

    /** {@code -u user:password}, as in curl. */
    private static long commandUser(byte[] text, int start, int end) {
        int from = end;
        while (from < text.length
                && from - end < 2
                && (text[from] == ' ' || text[from] == '=' || Ascii.isQuote(text[from]))) {
            from++;
        }
        if (from == end || !Ascii.isSpace(Ascii.at(text, start - 1))) {
            return Span.NONE;
        }
        int to = endOfWord(text, from);
        int colon = from;
        while (colon < to && text[colon] != ':') {
            colon++;
        }
        boolean url = Ascii.standsAt(text, colon, "://");
        return colon > from && colon + 1 < to && !url && !Values.saysNothing(text, colon + 1, to)
                ? Span.of(colon + 1, to)
                : Span.NONE;
    }

    /** {@code mysql -psecret} and {@code sshpass -p secret}; other commands mean ports, paths and processes. */
    private static long commandPassword(byte[] text, int start, int end) {
        if (!Ascii.isSpace(Ascii.at(text, start - 1))) {
            return Span.NONE;
        }
        boolean attached = Ascii.standsWithin(text, start - WINDOW, start, "mysql")
                || Ascii.standsWithin(text, start - WINDOW, start, "mariadb");
        boolean apart = Ascii.standsWithin(text, start - WINDOW, start, "sshpass")
                || Ascii.standsWithin(text, start - WINDOW, start, "docker login");
        int from = Ascii.at(text, end) == ' ' ? end + 1 : end;
        if (from == end ? !attached && !apart : !apart) {
            return Span.NONE;
        }
        int to = endOfWord(text, from);
        return to > from && !Values.saysNothing(text, from, to) ? Span.of(from, to) : Span.NONE;
    }

    /** {@code otpauth://totp/…?secret=…}: the label names a person, the rest is the secret. */
    private static long totp(byte[] text, int start, int end) {
        return Ascii.standsAt(text, end, "://")
                ? Span.of(start, Math.max(end + 3, endOfWord(text, end + 3)))
                : Span.NONE;
    }

    private static int endOfWord(byte[] text, int from) {
        int to = from;
        while (to < text.length
                && !Ascii.isSpace(text[to])
                && !Ascii.isQuote(text[to])
                && text[to] != '<'
                && text[to] != '\\') {
            to++;
        }
        return to;
    }
}
