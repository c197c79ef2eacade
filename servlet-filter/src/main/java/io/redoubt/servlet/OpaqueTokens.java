package io.redoubt.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;

/** Finds the tokens in a request that nothing but their owner tells from other text: a JWT says itself what it is. */
final class OpaqueTokens {

    /** Whoever reaches the service writes here what he likes: it must not be a word by which lines of the log are found. */
    private static final int SHORTEST = 16;

    private static final int LONGEST = 8192;
    private static final String JWT = "eyJ";

    private OpaqueTokens() {}

    static void tell(HttpServletRequest request, OpaqueTokenListener listener) {
        Enumeration<String> values = request.getHeaders("Authorization");
        while (values != null && values.hasMoreElements()) {
            String value = values.nextElement();
            int from = startOfToken(value);
            int length = value.length() - from;
            if (from > 0
                    && length >= SHORTEST
                    && length <= LONGEST
                    && !value.startsWith(JWT, from)
                    && isToken(value, from)) {
                listener.seen(value.substring(from));
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

    /** RFC 6750, section 2.1, with a digit: no name of a class, and no word. */
    private static boolean isToken(String value, int from) {
        boolean digit = false;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            digit |= c >= '0' && c <= '9';
            if (!isB64TokenCharacter(c)) {
                return false;
            }
        }
        return digit;
    }

    private static boolean isB64TokenCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~+/=".indexOf(c) >= 0;
    }
}
