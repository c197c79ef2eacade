package io.redoubt.masking;

/**
 * Names values so that the same value has the same name, and only who has the key tells which value a name belongs to. Implementations
 * are thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Pseudonyms {

    /**
     * {@return the name: at most 40 letters, digits and dots}
     *
     * @param kind what the value is, so that the same value of two kinds has two names
     * @param value in UTF-8
     */
    String of(String kind, byte[] value);

    /**
     * {@return names by HMAC-SHA-256 (RFC 2104), cut to 80 bits: {@code k1.} and 16 characters of base32 (RFC 4648, section 6, in lower
     * case)}
     *
     * @param keyId 1 to 8 letters and digits; told in each name
     * @param key at least 32 random bytes; copied
     * @throws IllegalArgumentException if one of them is not like that
     */
    static Pseudonyms hmacSha256(String keyId, byte[] key) {
        return HmacPseudonyms.under(keyId, key);
    }
}
