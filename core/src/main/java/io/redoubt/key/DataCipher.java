package io.redoubt.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesCtrHmacAeadKey;
import com.google.crypto.tink.aead.AesCtrHmacAeadParameters;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XAesGcmParameters;
import com.google.crypto.tink.aead.XChaCha20Poly1305Key;
import com.google.crypto.tink.daead.AesSivKey;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.daead.DeterministicAeadConfig2026;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * One key of one suite that seals and opens, exactly one primitive of Tink: nothing is tried in turn. Nonce, ciphertext and
 * tag stand as Tink's keys without prefix write them. FORMATS section 4. Thread-safe.
 */
interface DataCipher {

    byte[] seal(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException;

    byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException;

    /** {@return how many bytes a key of this suite has} */
    static int keyBytes(Suite suite) {
        return switch (suite) {
            case A256GCM, XA256GCM, XC20P -> 32;
            case A256CTR_HS256, A256SIV -> 64;
            case HS256, HS512, ES256, ED25519 -> throw new IllegalArgumentException("the suite does not encrypt");
        };
    }

    /**
     * {@return the cipher}
     *
     * @param key as long as {@link #keyBytes} says
     */
    @AccessesPartialKey
    static DataCipher of(Suite suite, byte[] key) throws GeneralSecurityException {
        return switch (suite) {
            case A256GCM ->
                probabilistic(AesGcmKey.builder()
                        .setParameters(AesGcmParameters.builder()
                                .setKeySizeBytes(32)
                                .setIvSizeBytes(12)
                                .setTagSizeBytes(16)
                                .build())
                        .setKeyBytes(secret(key))
                        .build());
            case XA256GCM ->
                probabilistic(XAesGcmKey.create(
                        XAesGcmParameters.create(XAesGcmParameters.Variant.NO_PREFIX, 12), secret(key), null));
            case XC20P -> probabilistic(XChaCha20Poly1305Key.create(secret(key)));
            case A256CTR_HS256 -> probabilistic(encryptThenMac(key));
            case A256SIV -> deterministic(siv(key));
            case HS256, HS512, ES256, ED25519 -> throw new IllegalArgumentException("the suite does not encrypt");
        };
    }

    @AccessesPartialKey
    private static AesCtrHmacAeadKey encryptThenMac(byte[] key) throws GeneralSecurityException {
        byte[] aes = Arrays.copyOfRange(key, 0, 32);
        byte[] hmac = Arrays.copyOfRange(key, 32, 64);
        try {
            return AesCtrHmacAeadKey.builder()
                    .setParameters(AesCtrHmacAeadParameters.builder()
                            .setAesKeySizeBytes(32)
                            .setHmacKeySizeBytes(32)
                            .setIvSizeBytes(16)
                            .setTagSizeBytes(32)
                            .setHashType(AesCtrHmacAeadParameters.HashType.SHA256)
                            .build())
                    .setAesKeyBytes(secret(aes))
                    .setHmacKeyBytes(secret(hmac))
                    .build();
        } finally {
            Arrays.fill(aes, (byte) 0);
            Arrays.fill(hmac, (byte) 0);
        }
    }

    @AccessesPartialKey
    private static AesSivKey siv(byte[] key) throws GeneralSecurityException {
        return AesSivKey.builder()
                .setParameters(AesSivParameters.builder().setKeySizeBytes(64).build())
                .setKeyBytes(secret(key))
                .build();
    }

    private static SecretBytes secret(byte[] key) {
        return SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get());
    }

    private static DataCipher probabilistic(Key key) throws GeneralSecurityException {
        Aead aead = Single.handle(key).getPrimitive(AeadConfig2026.get(), Aead.class);
        return new DataCipher() {
            @Override
            public byte[] seal(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
                return aead.encrypt(plaintext, associatedData);
            }

            @Override
            public byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException {
                return aead.decrypt(sealed, associatedData);
            }
        };
    }

    private static DataCipher deterministic(Key key) throws GeneralSecurityException {
        DeterministicAead siv =
                Single.handle(key).getPrimitive(DeterministicAeadConfig2026.get(), DeterministicAead.class);
        return new DataCipher() {
            @Override
            public byte[] seal(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
                return siv.encryptDeterministically(plaintext, associatedData);
            }

            @Override
            public byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException {
                return siv.decryptDeterministically(sealed, associatedData);
            }
        };
    }
}
