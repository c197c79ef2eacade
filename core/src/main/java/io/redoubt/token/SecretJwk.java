package io.redoubt.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret in a symmetric JWK (RFC 7518 section 6.4), if it is one.
 *
 * @param key the secret
 * @param thumbprint RFC 7638 with SHA-256, in base64url; section 7 there: of a random secret it tells nothing
 */
record SecretJwk(SecretKey key, String thumbprint) {

    private static final int MIN_BYTES = 32; // RFC 7518 section 3.2

    /** Zeros and repeated words hold fewer; random bytes, also in hex, practically never do. */
    private static final int MIN_DIFFERENT_BYTES = 8;

    static SecretJwk read(Map<String, Object> jwk) throws KeySetException {
        byte[] secret = secret(jwk);
        try {
            if (secret.length < MIN_BYTES) {
                throw new KeySetException("has a secret that is shorter than " + MIN_BYTES + " bytes");
            }
            if (differentBytes(secret) < MIN_DIFFERENT_BYTES) {
                throw new KeySetException("has a secret that is not random"); // RFC 8725 section 3.5
            }
            String thumbprint = new OctetSequenceKey.Builder(secret)
                    .build()
                    .computeThumbprint()
                    .toString();
            return new SecretJwk(new SecretKeySpec(secret, HmacCheck.JCA_NAME), thumbprint);
        } catch (JOSEException e) {
            throw new KeySetException("is malformed");
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] secret(Map<String, Object> jwk) throws KeySetException {
        if ("oct".equals(jwk.get("kty")) && jwk.get("k") instanceof String text) {
            try {
                return Base64.getUrlDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw new KeySetException("is malformed"); // the cause would repeat its text
            }
        }
        throw new KeySetException("is malformed");
    }

    private static long differentBytes(byte[] secret) {
        boolean[] seen = new boolean[1 << Byte.SIZE];
        int different = 0;
        for (byte value : secret) {
            if (!seen[value & 0xFF]) {
                seen[value & 0xFF] = true;
                different++;
            }
        }
        return different;
    }

    @Override
    public String toString() {
        return "SecretJwk";
    }
}
