package io.redoubt.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import java.security.SignatureException;

/** How a JCA engine wants the signature that stands in a JWS. */
enum SignatureEncoding {
    /** As it is. */
    JOSE,
    /** An ECDSA signature as a DER sequence of r and s (RFC 3279 section 2.2.3). */
    DER;

    byte[] encode(byte[] signature) throws SignatureException {
        if (this == JOSE) {
            return signature;
        }
        try {
            return ECDSA.transcodeSignatureToDER(signature);
        } catch (JOSEException e) {
            throw new SignatureException("no ECDSA signature", e);
        }
    }
}
