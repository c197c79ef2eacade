package io.redoubt.state;

import io.redoubt.MacKey;
import io.redoubt.internal.Enc;
import io.redoubt.internal.Sha256;
import java.util.Base64;

/** Names of what is remembered, in which nobody can read what it is. */
final class Digests {

    private Digests() {}

    /** {@return the SHA-256 of the fields, as base64url without padding} */
    static String sha256(Enc fields) {
        return Sha256.base64url(fields.toBytes());
    }

    /** {@return the HMAC-SHA-256 of the fields under the key, as base64url without padding} */
    static String hmac(MacKey key, Enc fields) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.mac(fields.toBytes()));
    }
}
