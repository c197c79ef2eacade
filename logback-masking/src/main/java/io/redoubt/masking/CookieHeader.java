package io.redoubt.masking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of {@code Cookie} and {@code Set-Cookie} (RFC 6265, section 4) that are long enough to be a credential. */
record CookieHeader() implements SeveralValues {

    private static final int LEAST = 12;

    @Override
    public String id() {
        return "cred.cookie";
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(Anchor.key("cookie", "setcookie", "cookies"));
    }

    @Override
    public @Nullable Findings find(Rule rule, byte[] text, int start, int end, @Nullable Findings found) {
        Findings all = found;
        int from = start;
        while (from < end) {
            int name = from;
            while (from < end && text[from] != '=' && text[from] != ';') {
                from++;
            }
            int to = from;
            while (to < end && text[to] != ';') {
                to++;
            }
            int value = from + 1;
            if (to - value >= LEAST && !isAttribute(text, name) && !Values.saysNothing(text, value, to)) {
                all = Findings.with(all, value, to, rule);
            }
            from = to + 1;
        }
        return all;
    }

    /** RFC 6265, section 4.1.2. */
    private static boolean isAttribute(byte[] text, int from) {
        int name = Ascii.at(text, from) == ' ' ? from + 1 : from;
        return Ascii.standsAt(text, name, "path=")
                || Ascii.standsAt(text, name, "domain=")
                || Ascii.standsAt(text, name, "expires=")
                || Ascii.standsAt(text, name, "samesite=")
                || Ascii.standsAt(text, name, "max-age=");
    }
}
