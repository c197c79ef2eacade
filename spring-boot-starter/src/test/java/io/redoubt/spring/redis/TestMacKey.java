package io.redoubt.spring.redis;

import io.redoubt.MacKey;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that every reader knows. */
public final class TestMacKey {

    private static final String ALGORITHM = "HmacSHA256";

    private TestMacKey() {}

    /** {@return the same key for the same number, and another one for another} */
    public static MacKey of(int number) {
        SecretKeySpec key = new SecretKeySpec(new byte[] {(byte) number}, ALGORITHM);
        return message -> {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(key);
                return mac.doFinal(message);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has HMAC-SHA-256", e);
            }
        };
    }
}
