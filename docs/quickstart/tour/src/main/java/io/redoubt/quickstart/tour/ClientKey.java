package io.redoubt.quickstart.tour;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A key that never leaves its client, and the proofs that it signs: one for each request (DPoP, RFC 9449 §4.2). */
final class ClientKey {

    private final ECKey key;

    private ClientKey(ECKey key) {
        this.key = key;
    }

    static ClientKey create() throws JOSEException {
        return new ClientKey(new ECKeyGenerator(Curve.P_256).generate());
    }

    /** {@return a proof for a request without a token, such as the one for a token} */
    String proof(String method, URI uri) {
        return sign(claims(method, uri));
    }

    /** {@return a proof for a request with this token, and with the nonce that the service has asked for} */
    String proof(String method, URI uri, String token, Optional<String> nonce) {
        Map<String, Object> claims = claims(method, uri);
        claims.put("ath", sha256(token));
        nonce.ifPresent(it -> claims.put("nonce", it));
        return sign(claims);
    }

    private static Map<String, Object> claims(String method, URI uri) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("htm", method);
        claims.put("htu", uri.toString());
        claims.put("iat", Instant.now().getEpochSecond());
        return claims;
    }

    private String sign(Map<String, Object> claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK())
                .build();
        JWSObject proof = new JWSObject(header, new Payload(claims));
        try {
            proof.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java signs with P-256", e);
        }
        return proof.serialize();
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64URL.encode(digest).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
