package io.redoubt.access;

import io.redoubt.Reason;
import java.util.List;

/** What the {@code Authorization} fields of a request amount to: exactly one token, or a reason why there is none. */
sealed interface BearerCredentials {

    /**
     * One token.
     *
     * @param value the token as it was sent
     */
    record Token(String value) implements BearerCredentials {

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
    record None(Reason reason) implements BearerCredentials {}

    /** Where the token begins: behind the scheme and one space. */
    int TOKEN_START = "Bearer ".length();

    /** RFC 6750 section 2.1, with the scheme in any case (RFC 9110 section 11.1) and exactly one space. */
    static BearerCredentials of(List<String> authorization) {
        if (authorization.isEmpty()) {
            return new None(Reason.NO_CREDENTIALS);
        }
        if (authorization.size() > 1) {
            return new None(Reason.SEVERAL_CREDENTIALS);
        }
        String field = authorization.get(0);
        if (!field.regionMatches(true, 0, "Bearer", 0, "Bearer".length())) {
            return new None(Reason.UNSUPPORTED_SCHEME);
        }
        return field.startsWith(" ", "Bearer".length()) && isToken68(field, TOKEN_START)
                ? new Token(field.substring(TOKEN_START))
                : new None(Reason.MALFORMED_CREDENTIALS);
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

    private static boolean isToken68Character(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~+/=".indexOf(c) >= 0;
    }
}
