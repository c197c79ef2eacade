package io.redoubt.state;

import io.redoubt.internal.Enc;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Names of what is remembered, in which nobody can read what it is. */
final class Digests {

    private Digests() {}

    /** {@return the SHA-256 of the fields, as base64url without padding} */
    static String sha256(Enc fields) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(fields.toBytes());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
