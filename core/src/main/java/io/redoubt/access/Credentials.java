package io.redoubt.access;

import io.redoubt.Reason;
import io.redoubt.token.AuthorizationScheme;
import java.util.List;
import java.util.Set;

/** What the {@code Authorization} fields of a request amount to: exactly one token, or a reason why there is none. */
sealed interface Credentials {

    /**
     * One token.
     *
     * @param scheme how it was sent
     * @param value the token as it was sent
     */
    record Token(AuthorizationScheme scheme, String value) implements Credentials {

        /** {@return that there is a token; the token itself is a secret} */
        @Override
        public String toString() {
            return "Token";
        }
    }

    /**
     * No token.
     *
     * @param reason why
     */
    record None(Reason reason) implements Credentials {}

    /** RFC 6750 section 2.1 and RFC 9449 section 7.1: the scheme in any case (RFC 9110 section 11.1), exactly one space. */
    static Credentials of(List<String> authorization, Set<AuthorizationScheme> accepted) {
        if (authorization.isEmpty()) {
            return new None(Reason.NO_CREDENTIALS);
        }
        if (authorization.size() > 1) {
            return new None(Reason.SEVERAL_CREDENTIALS);
        }
        String field = authorization.get(0);
        for (AuthorizationScheme scheme : accepted) {
            String name = scheme.schemeName();
            if (field.regionMatches(true, 0, name, 0, name.length())) {
                int start = name.length() + 1;
                return field.startsWith(" ", name.length()) && isToken68(field, start)
                        ? new Token(scheme, field.substring(start))
                        : new None(Reason.MALFORMED_CREDENTIALS);
            }
        }
        return new None(Reason.UNSUPPORTED_SCHEME);
    }

    /** RFC 9110 section 11.2; a comma would join two fields, a space two tokens. */
    private static boolean isToken68(String field, int start) {
        for (int i = start; i < field.length(); i++) {
            if (!isToken68Character(field.charAt(i))) {
                return false;
            }
        }
        return field.length() > start;
    }

    private static boolean isToken68Character(char c) {
        return c < Token68.CHARACTERS.length && Token68.CHARACTERS[c];
    }

    /** The characters of a token, each of which every request has hundreds of. */
    final class Token68 {

        private static final boolean[] CHARACTERS = new boolean[128];

        static {
            String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=";
            for (int i = 0; i < all.length(); i++) {
                CHARACTERS[all.charAt(i)] = true;
            }
        }

        private Token68() {}
    }
}
