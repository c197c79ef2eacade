package io.redoubt.access;

import io.redoubt.Reason;
import java.util.List;
import java.util.Optional;

/**
 * What the {@code Authorization} fields of a request amount to: exactly one token, or a reason why there is none.
 *
 * @param token the token as it was sent
 * @param reason why there is none
 */
record BearerCredentials(Optional<String> token, Optional<Reason> reason) {

    private static final String SCHEME = "Bearer";

    /** RFC 6750 section 2.1, with the scheme in any case (RFC 9110 section 11.1) and exactly one space. */
    static BearerCredentials of(List<String> authorization) {
        if (authorization.isEmpty()) {
            return refused(Reason.NO_CREDENTIALS);
        }
        if (authorization.size() > 1) {
            return refused(Reason.SEVERAL_CREDENTIALS);
        }
        String field = authorization.get(0);
        int schemeEnd = field.indexOf(' ');
        String scheme = schemeEnd < 0 ? field : field.substring(0, schemeEnd);
        if (!scheme.equalsIgnoreCase(SCHEME)) {
            boolean looksLikeBearer = scheme.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
            return refused(looksLikeBearer ? Reason.MALFORMED_CREDENTIALS : Reason.UNSUPPORTED_SCHEME);
        }
        String token = schemeEnd < 0 ? "" : field.substring(schemeEnd + 1);
        return isToken68(token)
                ? new BearerCredentials(Optional.of(token), Optional.empty())
                : refused(Reason.MALFORMED_CREDENTIALS);
    }

    private static BearerCredentials refused(Reason reason) {
        return new BearerCredentials(Optional.empty(), Optional.of(reason));
    }

    /** RFC 9110 section 11.2; a comma would join two fields, a space two tokens. */
    private static boolean isToken68(String token) {
        return !token.isEmpty() && token.chars().allMatch(BearerCredentials::isToken68Character);
    }

    private static boolean isToken68Character(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~+/=".indexOf(c) >= 0;
    }

    /** {@return whether there is a token; the token itself is a secret} */
    @Override
    public String toString() {
        return "BearerCredentials[" + (token.isPresent() ? "a token" : "no token") + "]";
    }
}
