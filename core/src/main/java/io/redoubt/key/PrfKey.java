package io.redoubt.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.prf.HmacPrfKey;
import com.google.crypto.tink.prf.HmacPrfParameters;
import com.google.crypto.tink.prf.PrfConfig2026;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.util.SecretBytes;
import io.redoubt.internal.HkdfSha512;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/** HMAC-SHA-512 under one key of 64 bytes, from which other keys are made. FORMATS section 2. Thread-safe. */
final class PrfKey {

    static final int BYTES = 64;
    private static final byte FIRST_BLOCK = 1;

    private final PrfSet prf;

    private PrfKey(PrfSet prf) {
        this.prf = prf;
    }

    @AccessesPartialKey
    static PrfKey of(byte[] key) throws GeneralSecurityException {
        HmacPrfKey hmac = HmacPrfKey.builder()
                .setParameters(HmacPrfParameters.builder()
                        .setKeySizeBytes(BYTES)
                        .setHashType(HmacPrfParameters.HashType.SHA512)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                .build();
        PrfKey made = new PrfKey(Single.handle(hmac).getPrimitive(PrfConfig2026.get(), PrfSet.class));
        byte[] ours = made.derive(new byte[] {FIRST_BLOCK}, BYTES);
        byte[] theirs = HkdfSha512.expand(key, new byte[] {FIRST_BLOCK}, BYTES);
        if (!MessageDigest.isEqual(ours, theirs)) {
            throw new GeneralSecurityException("Tink and the JDK disagree about HMAC-SHA-512");
        }
        return made;
    }

    /** {@return HKDF-Expand(key, info, bytes), at most 64: the first block, HMAC-SHA-512(key, info ‖ 0x01)} */
    byte[] derive(byte[] info, int bytes) throws GeneralSecurityException {
        byte[] input = Arrays.copyOf(info, info.length + 1);
        input[info.length] = FIRST_BLOCK;
        return prf.computePrimary(input, bytes);
    }

    /** {@return HMAC-SHA-512(key, message), whole} */
    byte[] mac(byte[] message) throws GeneralSecurityException {
        return prf.computePrimary(message, BYTES);
    }
}
