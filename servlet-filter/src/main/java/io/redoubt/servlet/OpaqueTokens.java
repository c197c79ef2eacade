package io.redoubt.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.function.Consumer;

/** Finds the tokens in a request that only their issuer can read. */
final class OpaqueTokens {

    /** Shorter ones would be guessed (RFC 6749 section 10.10), and their characters stand in other text by chance. */
    private static final int SHORTEST = 16;

    /** As for a verifier. */
    private static final int LONGEST = 4096;

    private static final int DOTS_OF_A_JWS = 2; // RFC 7515 section 7.1

    private OpaqueTokens() {}

    /** Tells of what may be a token, and is neither a word nor the name of a class, by which lines of a log are found. */
    static void tellSeen(HttpServletRequest request, OpaqueTokenListener listener) {
        of(request, token -> {
            if (token.chars().anyMatch(c -> c >= '0' && c <= '9')) {
                listener.seen(token);
            }
        });
    }

    static void tellAdmitted(HttpServletRequest request, OpaqueTokenListener listener) {
        of(request, listener::admitted);
    }

    private static void of(HttpServletRequest request, Consumer<String> told) {
        Enumeration<String> values = request.getHeaders("Authorization");
        while (values != null && values.hasMoreElements()) {
            String value = values.nextElement();
            int from = startOfToken(value);
            if (from > 0 && isOpaque(value, from)) {
                told.accept(value.substring(from));
            }
        }
    }

    /** RFC 6750, section 2.1, and RFC 9449, section 7.1; 0 for another scheme. */
    private static int startOfToken(String value) {
        int scheme =
                value.regionMatches(true, 0, "Bearer ", 0, 7) ? 7 : value.regionMatches(true, 0, "DPoP ", 0, 5) ? 5 : 0;
        int from = scheme;
        while (from > 0 && from < value.length() && value.charAt(from) == ' ') {
            from++;
        }
        return from;
    }

    private static boolean isOpaque(String value, int from) {
        int length = value.length() - from;
        if (length < SHORTEST || length > LONGEST) {
            return false;
        }
        int dots = 0;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            dots += c == '.' ? 1 : 0;
            if (dots == DOTS_OF_A_JWS || !isB64TokenCharacter(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isB64TokenCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~+/=".indexOf(c) >= 0;
    }
}
