package io.redoubt.internal;

/** What a scope may look like, in tokens and in rules alike. */
public final class ScopeToken {

    private ScopeToken() {}

    /**
     * {@return whether the text is one scope: RFC 6749 section 3.3, 1*( %x21 / %x23-5B / %x5D-7E )}
     *
     * @param text a scope or not
     */
    public static boolean isValid(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= 0x20 || c >= 0x7F || c == '"' || c == '\\') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
