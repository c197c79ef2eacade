package io.redoubt.key;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The algorithms that a key may be for: a closed list, never negotiated, always a property of the key.
 *
 * @since 0.1.0
 */
public enum Suite {
    /** AES-256-GCM (NIST SP 800-38D). */
    A256GCM("A256GCM"),
    /** XAES-256-GCM (C2SP): the same with nonces of 192 bits, of which none is drawn twice. */
    XA256GCM("XA256GCM"),
    /** XChaCha20-Poly1305: not AES at all. */
    XC20P("XC20P"),
    /** AES-256-CTR, then HMAC-SHA-256: authenticated in another way than the others. */
    A256CTR_HS256("A256CTR-HS256"),
    /** AES-SIV with a key of 512 bits (RFC 5297): deterministic. */
    A256SIV("A256SIV"),
    /** HMAC-SHA-256. */
    HS256("HS256"),
    /** HMAC-SHA-512. */
    HS512("HS512"),
    /** ECDSA with P-256 and SHA-256 (RFC 7518 section 3.4), its key made from the leaf by C2SP det-keygen. */
    ES256("ES256"),
    /** Ed25519 (RFC 8032), the leaf being its seed. */
    ED25519("ED25519");

    private final String id;

    Suite(String id) {
        this.id = id;
    }

    /** {@return the name in files and derivations, which never changes} */
    public String id() {
        return id;
    }

    /**
     * {@return the suite with this name}
     *
     * @param id any text
     */
    public static Optional<Suite> of(String id) {
        return Stream.of(values()).filter(suite -> suite.id.equals(id)).findAny();
    }
}
