package io.redoubt.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import com.google.crypto.tink.util.Bytes;
import io.redoubt.internal.Sha256;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public half of a service's recipient key, for which its keysets are wrapped: HPKE in base mode with X25519,
 * HKDF-SHA-256 and AES-256-GCM (RFC 9180). Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class RecipientKey {

    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final HpkeParameters HPKE = parameters();

    private final byte[] key;

    private RecipientKey(byte[] key) {
        this.key = key;
    }

    /**
     * Makes a key pair, and keeps its private half in a new file that only its owner can read.
     *
     * @param file where to; must not exist
     * @param random makes the key
     * @return the public half
     * @throws java.io.UncheckedIOException if the file exists or cannot be written
     */
    public static RecipientKey create(Path file, SecureRandom random) {
        byte[] content = Recipient.newFile(random);
        try {
            PrivateFile.writeNew(file, content);
            return Recipient.read(content).publicKey();
        } catch (KeysetException e) {
            throw new IllegalStateException("a key that was made here is one", e);
        }
    }

    /**
     * {@return the key in this text, or nothing if there is none in it}
     *
     * @param text the {@code x} of a JWK of the kind OKP X25519: 43 characters of base64url
     */
    public static Optional<RecipientKey> parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        RecipientKey key = of(Base64.getUrlDecoder().decode(text));
        return key.text().equals(text) ? Optional.of(key) : Optional.empty();
    }

    static RecipientKey of(byte[] key) {
        return new RecipientKey(key.clone());
    }

    /** {@return the key as one line, as {@link #parse} reads it} */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** {@return the thumbprint of the key (RFC 7638 and RFC 8037 section 2)} */
    public String id() {
        return Sha256.base64url("{\"crv\":\"X25519\",\"kty\":\"OKP\",\"x\":\"" + text() + "\"}");
    }

    /** {@return the plaintext, for the owner of the private half only} */
    byte[] seal(byte[] plaintext, byte[] info) throws GeneralSecurityException {
        KeysetHandle handle = Single.handle(toTink());
        return handle.getPrimitive(HybridConfig2026.get(), HybridEncrypt.class).encrypt(plaintext, info);
    }

    @AccessesPartialKey
    HpkePublicKey toTink() throws GeneralSecurityException {
        return HpkePublicKey.create(HPKE, Bytes.copyFrom(key), null);
    }

    private static HpkeParameters parameters() {
        try {
            return HpkeParameters.builder()
                    .setVariant(HpkeParameters.Variant.NO_PREFIX)
                    .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                    .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                    .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("these parameters are Tink's own", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecipientKey that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    /** {@return the key, which is public} */
    @Override
    public String toString() {
        return "RecipientKey " + id();
    }
}
