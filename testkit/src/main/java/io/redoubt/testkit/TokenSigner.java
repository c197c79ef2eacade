package io.redoubt.testkit;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes the third part of a token, honestly or not. */
@FunctionalInterface
interface TokenSigner {

    /**
     * {@return the third part, before base64url}
     *
     * @param algorithm the registered name of the algorithm that the token was made for
     * @param input the first two parts with their dot (RFC 7515 §5.1 step 5)
     */
    byte[] sign(String algorithm, byte[] input);

    /** {@return one that signs with the keys that the issuer uses now} */
    static TokenSigner of(TestIssuer issuer) {
        return (algorithm, input) -> issuer.signingKey(algorithm).sign(input);
    }

    /** {@return one that computes HMAC SHA-256} */
    static TokenSigner hmac(byte[] secret) {
        // The JDK takes no empty key; RFC 2104 fills a short key up with zeros, so one zero is the same key.
        SecretKeySpec key = new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, "HmacSHA256");
        return (ignored, input) -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return mac.doFinal(input);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK has no HmacSHA256", e);
            }
        };
    }
}
