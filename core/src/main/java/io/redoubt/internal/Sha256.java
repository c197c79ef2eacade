package io.redoubt.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256, and its values as JOSE writes them. */
public final class Sha256 {

    private Sha256() {}

    /** {@return a new digest} */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * {@return the SHA-256 of the input in base64url}
     *
     * @param input any bytes
     */
    public static String base64url(byte[] input) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest().digest(input));
    }

    /**
     * {@return the SHA-256 of the text in base64url}
     *
     * @param ascii text that was seen to be ASCII
     */
    public static String base64url(String ascii) {
        return base64url(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
