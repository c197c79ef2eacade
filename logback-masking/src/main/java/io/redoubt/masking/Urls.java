package io.redoubt.masking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what stands before the host of a URL (RFC 3986, section 3.2.1): {@code scheme://user:password@host}. Immutable.
 *
 * @param password by which passwords are masked; null if they are not
 * @param user by which names are masked; null if they are not
 */
record Urls(@Nullable Rule password, @Nullable Rule user) {

    private static final int LONGEST = 512;
    /** Shortest name without a password that is taken for a token, as in {@code https://TOKEN@host}. */
    private static final int LEAST_TOKEN = 16;

    static Urls of(List<Rule> rules) {
        return new Urls(byId(rules, "cred.url-userinfo"), byId(rules, "pii.username"));
    }

    private static @Nullable Rule byId(List<Rule> rules, String id) {
        for (Rule rule : rules) {
            if (rule.detector().id().equals(id)) {
                return rule;
            }
        }
        return null;
    }

    /** Asks about a colon before two slashes. */
    @Nullable
    Findings find(byte[] text, int colon, @Nullable Findings found) {
        if (!Ascii.isAlphanumeric(Ascii.at(text, colon - 1))) {
            return found;
        }
        int from = colon + 3;
        int end = endOfUserInfo(text, from);
        if (end < 0 || Values.isReplacement(text, from)) {
            return found;
        }
        int parting = from;
        while (parting < end && text[parting] != ':') {
            parting++;
        }
        Findings all = found;
        if (parting < end) {
            all = add(password, text, parting + 1, end, all);
            return add(user, text, from, parting, all);
        }
        return add(end - from >= LEAST_TOKEN ? password : user, text, from, end, all);
    }

    private static @Nullable Findings add(
            @Nullable Rule rule, byte[] text, int from, int to, @Nullable Findings found) {
        return rule == null || to <= from || Values.saysNothing(text, from, to) || Ascii.standsAt(text, from, "git@")
                ? found
                : Findings.claiming(Findings.with(found, from, to, rule), to + 1);
    }

    /** {@return the offset of the last at sign of the authority, or a negative number} */
    private static int endOfUserInfo(byte[] text, int from) {
        int last = Math.min(text.length, from + LONGEST);
        int end = -1;
        int colon = -1;
        boolean slash = false;
        for (int i = from; i < last && !endsUrl(text[i]); i++) {
            int c = text[i];
            if (c == '@') {
                end = i;
            } else if (c == ':' && colon < 0) {
                colon = i;
            } else if (c == '/' || c == '?') {
                // A password may hold a slash that nobody escaped; a port may not, and nor does a host without a
                // password.
                if (end >= 0 || slash || colon < 0 || isPort(text, colon + 1, i)) {
                    return end;
                }
                slash = true;
            }
        }
        return end;
    }

    private static boolean isPort(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Ascii.isDigit(text[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsUrl(int c) {
        return Ascii.isSpace(c) || c == '"' || c == '<' || c == '>' || c == '\\' || c == '`' || c == '|';
    }
}
