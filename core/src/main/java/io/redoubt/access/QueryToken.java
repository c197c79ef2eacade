package io.redoubt.access;

/** Finds an access token in a query, where RFC 6750 section 2.3 allowed it and RFC 9700 section 4.3.2 forbids it. */
final class QueryToken {

    private static final String NAME = "access_token";

    private QueryToken() {}

    static boolean isIn(String query) {
        int found = query.indexOf(NAME);
        while (found >= 0) {
            int end = found + NAME.length();
            boolean begins = found == 0 || query.charAt(found - 1) == '&';
            boolean ends = end == query.length() || query.charAt(end) == '=' || query.charAt(end) == '&';
            if (begins && ends) {
                return true;
            }
            found = query.indexOf(NAME, end);
        }
        return false;
    }
}
