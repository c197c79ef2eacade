package io.redoubt.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.Locale;

/** Whether two URLs are the same for RFC 9449 section 4.3 check 9: without query and fragment, and normalised. */
final class HttpUri {

    private static final String UNREADABLE = ""; // equal to no URL

    private HttpUri() {}

    static boolean isSame(String claimed, String actual) {
        if (claimed.equals(actual)) {
            return true;
        }
        String normalised = normalised(claimed);
        return !normalised.equals(UNREADABLE) && normalised.equals(normalised(actual));
    }

    /** RFC 3986 sections 6.2.2 and 6.2.3, but for dot segments: no path that reaches a handler has any. */
    private static String normalised(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return UNREADABLE;
        }
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (scheme == null || host == null || uri.getRawUserInfo() != null) {
            return UNREADABLE;
        }
        String path = uri.getRawPath();
        return scheme.toLowerCase(Locale.ROOT)
                + "://"
                + host.toLowerCase(Locale.ROOT)
                + ":"
                + IssuerUri.port(uri)
                + (path.isEmpty() ? "/" : unescaped(path));
    }

    /** RFC 3986 section 6.2.2.2: what need not be escaped is not, and the rest in upper case. */
    private static String unescaped(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        StringBuilder result = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%') {
                result.append(c);
                continue;
            }
            char escaped = (char) HexFormat.fromHexDigits(path, i + 1, i + 3); // URI has seen that there are two
            if (isUnreserved(escaped)) {
                result.append(escaped);
            } else {
                result.append(path.substring(i, i + 3).toUpperCase(Locale.ROOT));
            }
            i += 2;
        }
        return result.toString();
    }

    /** RFC 3986 section 2.3. */
    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }
}
