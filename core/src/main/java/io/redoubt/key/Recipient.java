package io.redoubt.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import com.google.crypto.tink.subtle.X25519;
import com.google.crypto.tink.util.SecretBytes;
import io.redoubt.internal.Json;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The private key for which keysets are wrapped; made at the service, and never anywhere else. As a file it is a JWK of the
 * kind OKP X25519 (RFC 8037 section 2). Immutable and thread-safe.
 */
final class Recipient {

    private static final int KEY_BYTES = 32;
    private static final JsonLimits LIMITS = new JsonLimits(1024, 1, 4);

    private final RecipientKey publicKey;
    private final HybridDecrypt opener;

    private Recipient(RecipientKey publicKey, HybridDecrypt opener) {
        this.publicKey = publicKey;
        this.opener = opener;
    }

    /** {@return the file of a new key} */
    static byte[] newFile(SecureRandom random) {
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        try {
            Map<String, Object> jwk = new LinkedHashMap<>();
            jwk.put("kty", "OKP");
            jwk.put("crv", "X25519");
            jwk.put("x", encode(X25519.publicFromPrivate(secret)));
            jwk.put("d", encode(secret));
            return Json.write(jwk);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("an X25519 key has 32 bytes", e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /**
     * {@return the key in a file}
     *
     * @throws KeysetException if it is no such key, or its halves do not belong together
     */
    static Recipient read(byte[] file) throws KeysetException {
        byte[] secret = new byte[0];
        try {
            Map<String, Object> jwk = StrictJson.object(file, LIMITS);
            if (jwk.size() != LIMITS.maxMembers()
                    || !"OKP".equals(jwk.get("kty"))
                    || !"X25519".equals(jwk.get("crv"))
                    || !(jwk.get("d") instanceof String d)
                    || !(jwk.get("x") instanceof String x)) {
                throw unfit();
            }
            secret = Base64.getUrlDecoder().decode(d);
            if (!x.equals(encode(X25519.publicFromPrivate(secret)))) {
                throw unfit();
            }
            return of(secret);
        } catch (JsonException | GeneralSecurityException | IllegalArgumentException e) {
            throw unfit(); // the cause could speak of the key
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @AccessesPartialKey
    private static Recipient of(byte[] secret) throws GeneralSecurityException {
        RecipientKey publicKey = RecipientKey.of(X25519.publicFromPrivate(secret));
        HpkePrivateKey key =
                HpkePrivateKey.create(publicKey.toTink(), SecretBytes.copyFrom(secret, InsecureSecretKeyAccess.get()));
        KeysetHandle handle = Single.handle(key);
        return new Recipient(publicKey, handle.getPrimitive(HybridConfig2026.get(), HybridDecrypt.class));
    }

    /** {@return the public half} */
    RecipientKey publicKey() {
        return publicKey;
    }

    /** {@return what was sealed for this key under this description} */
    byte[] open(byte[] sealed, byte[] info) throws GeneralSecurityException {
        return opener.decrypt(sealed, info);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeysetException unfit() {
        return new KeysetException(KeysetCheck.WRAP, "cannot be unwrapped: the recipient key file is malformed");
    }

    /** {@return the public half's id} */
    @Override
    public String toString() {
        return "Recipient " + publicKey.id();
    }
}
