package io.redoubt.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;

/** Finds the tokens in a request that nothing but their owner tells from other text: a JWT says itself what it is. */
final class OpaqueTokens {

    private static final int SHORTEST = 8;
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
                    && isVisible(value, from)) {
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

    private static boolean isVisible(String value, int from) {
        for (int i = from; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
