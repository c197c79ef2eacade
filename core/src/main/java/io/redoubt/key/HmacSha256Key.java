package io.redoubt.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.mac.HmacKey;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.MacConfig2026;
import com.google.crypto.tink.util.SecretBytes;
import io.redoubt.MacKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under one key of 32 bytes. Thread-safe. */
final class HmacSha256Key implements MacKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final com.google.crypto.tink.Mac mac;

    private HmacSha256Key(com.google.crypto.tink.Mac mac) {
        this.mac = mac;
    }

    static HmacSha256Key of(LeafKey leaf) throws GeneralSecurityException {
        HmacSha256Key made = of(leaf.bytes());
        Mac jdk = Mac.getInstance(ALGORITHM);
        jdk.init(new SecretKeySpec(leaf.bytes(), ALGORITHM));
        byte[] message = {1, 2, 3};
        if (!MessageDigest.isEqual(jdk.doFinal(message), made.mac(message))) {
            throw new GeneralSecurityException("Tink and the JDK disagree about HMAC-SHA-256");
        }
        return made;
    }

    @AccessesPartialKey
    private static HmacSha256Key of(byte[] key) throws GeneralSecurityException {
        HmacKey hmac = HmacKey.builder()
                .setParameters(HmacParameters.builder()
                        .setKeySizeBytes(BYTES)
                        .setTagSizeBytes(BYTES)
                        .setHashType(HmacParameters.HashType.SHA256)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                .build();
        return new HmacSha256Key(
                Single.handle(hmac).getPrimitive(MacConfig2026.get(), com.google.crypto.tink.Mac.class));
    }

    @Override
    public byte[] mac(byte[] message) {
        try {
            return mac.computeMac(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this key passed its self-test", e);
        }
    }
}
