package io.redoubt.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.redoubt.internal.Enc;
import java.security.GeneralSecurityException;

/** Encrypts the sets of one wrapped keyset under its key-encryption key, each bound to its place. FORMATS section 3. */
final class KeysetCipher {

    static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final Aead aead;
    private final KeysetHeader header;

    private KeysetCipher(Aead aead, KeysetHeader header) {
        this.aead = aead;
        this.header = header;
    }

    @AccessesPartialKey
    static KeysetCipher of(byte[] key, KeysetHeader header) throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setIvSizeBytes(IV_BYTES)
                .setTagSizeBytes(TAG_BYTES)
                .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                .build();
        AesGcmKey gcm = AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                .build();
        KeysetHandle handle = Single.handle(gcm);
        return new KeysetCipher(handle.getPrimitive(AeadConfig2026.get(), Aead.class), header);
    }

    /** {@return the description under which the key-encryption key is sealed for its recipient} */
    static byte[] wrapInfo(KeysetHeader header) {
        return place("redoubt/wrap/v1", header).toBytes();
    }

    byte[] seal(Purpose purpose, byte[] set) throws GeneralSecurityException {
        return aead.encrypt(set, placeOf(purpose));
    }

    byte[] open(Purpose purpose, byte[] sealed) throws GeneralSecurityException {
        return aead.decrypt(sealed, placeOf(purpose));
    }

    private byte[] placeOf(Purpose purpose) {
        return place("redoubt/keyset/v1", header).ascii(purpose.id()).toBytes();
    }

    private static Enc place(String label, KeysetHeader header) {
        return Enc.label(label)
                .ascii(header.trustDomain().value())
                .ascii(header.service().value())
                .number(header.generation());
    }
}
