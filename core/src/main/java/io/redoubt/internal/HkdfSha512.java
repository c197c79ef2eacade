package io.redoubt.internal;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The second step of HKDF with SHA-512 (RFC 5869 section 2.3); our keys are uniform, so there is nothing to extract. */
public final class HkdfSha512 {

    private static final String ALGORITHM = "HmacSHA512";
    private static final int HASH_BYTES = 64;
    private static final int MAX_BYTES = 255 * HASH_BYTES;

    private HkdfSha512() {}

    /**
     * {@return HKDF-Expand(key, info, length)}
     *
     * @param key a uniform key of 64 bytes
     * @param info what the output is for
     * @param length bytes of output, 1 to 16,320
     * @throws IllegalArgumentException if key or length are of another size
     */
    public static byte[] expand(byte[] key, byte[] info, int length) {
        if (key.length != HASH_BYTES || length < 1 || length > MAX_BYTES) {
            throw new IllegalArgumentException("HKDF-Expand takes a key of 64 bytes and gives 1 to " + MAX_BYTES);
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] output = new byte[length];
            byte[] block = new byte[0];
            for (int done = 0, counter = 1; done < length; done += HASH_BYTES, counter++) {
                mac.update(block);
                mac.update(info);
                mac.update((byte) counter);
                Arrays.fill(block, (byte) 0);
                block = mac.doFinal();
                System.arraycopy(block, 0, output, done, Math.min(HASH_BYTES, length - done));
            }
            Arrays.fill(block, (byte) 0);
            return output;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-512", e);
        }
    }
}
