package io.redoubt.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The public key in a JWK: its numbers checked (RFC 7518 section 6, RFC 8037 section 2), and spelled in one way, so that its
 * thumbprint is that of the key and not of a text. Nothing but the numbers is read: no {@code x5c}, no {@code x5u}.
 *
 * @param type what kind of key it is
 * @param key the key
 * @param thumbprint RFC 7638 with SHA-256, in base64url
 */
record PublicJwk(KeyType type, PublicKey key, String thumbprint) {

    /** Everything before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410 section 4). */
    private static final byte[] ED25519_INFO = HexFormat.of().parseHex("302a300506032b6570032100");

    /** {@return the key, or nothing if it is of a kind that none of our algorithms uses} */
    static Optional<PublicJwk> read(Map<String, Object> jwk) throws KeySetException {
        Object type = jwk.get("kty");
        Object curve = jwk.get("crv");
        try {
            if ("RSA".equals(type)) {
                return Optional.of(rsa(jwk));
            }
            if ("EC".equals(type) && "P-256".equals(curve)) {
                return Optional.of(ec(KeyType.P256, Curve.P_256, jwk));
            }
            if ("EC".equals(type) && "P-384".equals(curve)) {
                return Optional.of(ec(KeyType.P384, Curve.P_384, jwk));
            }
            if ("OKP".equals(type) && "Ed25519".equals(curve)) {
                return Optional.of(ed25519(jwk));
            }
        } catch (JOSEException | GeneralSecurityException | RuntimeException e) {
            throw new KeySetException("is malformed"); // the cause would repeat its text
        }
        return Optional.empty();
    }

    private static PublicJwk rsa(Map<String, Object> jwk)
            throws GeneralSecurityException, JOSEException, KeySetException {
        // Leading zeros are no part of the number; some issuers write one, which is Java's habit.
        BigInteger modulus = new BigInteger(1, octets(jwk, "n"));
        BigInteger exponent = new BigInteger(1, octets(jwk, "e"));
        RsaStrength.require(modulus, exponent);
        RSAPublicKey key =
                (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        return of(KeyType.RSA, key, new RSAKey.Builder(key).build());
    }

    private static PublicJwk ec(KeyType type, Curve curve, Map<String, Object> jwk)
            throws JOSEException, KeySetException {
        // Refuses a point that is not on the curve; the point at infinity has no coordinates (RFC 7518 section 6.2).
        ECKey key = new ECKey.Builder(curve, coordinate(jwk, "x", curve), coordinate(jwk, "y", curve)).build();
        return of(type, key.toECPublicKey(), key);
    }

    /** RFC 7518 section 6.2.1.2: as long as the field's elements; SEC 1 section 3.2.2.1: less than the prime. */
    private static Base64URL coordinate(Map<String, Object> jwk, String name, Curve curve) throws KeySetException {
        byte[] value = octets(jwk, name);
        BigInteger prime = ((ECFieldFp) curve.toECParameterSpec().getCurve().getField()).getP();
        if (value.length * Byte.SIZE != prime.bitLength() || new BigInteger(1, value).compareTo(prime) >= 0) {
            throw new KeySetException("has a coordinate that is too long, too short or out of range");
        }
        return Base64URL.encode(value);
    }

    private static PublicJwk ed25519(Map<String, Object> jwk)
            throws GeneralSecurityException, JOSEException, KeySetException {
        byte[] point = octets(jwk, "x");
        if (point.length != Ed25519Points.KEY_BYTES) {
            throw new KeySetException("has an Ed25519 key that is not 32 bytes");
        }
        if (Ed25519Points.isOfSmallOrder(point)) {
            throw new KeySetException("has an Ed25519 key for which anybody can sign");
        }
        if (!Ed25519Points.isCanonical(point)) {
            throw new KeySetException("has an Ed25519 key that is spelled in a second way");
        }
        byte[] info = Arrays.copyOf(ED25519_INFO, ED25519_INFO.length + point.length);
        System.arraycopy(point, 0, info, ED25519_INFO.length, point.length);
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info));
        return of(KeyType.ED25519, key, new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point)).build());
    }

    private static PublicJwk of(KeyType type, PublicKey key, JWK canonical) throws JOSEException {
        return new PublicJwk(type, key, canonical.computeThumbprint().toString());
    }

    private static byte[] octets(Map<String, Object> jwk, String name) throws KeySetException {
        if (jwk.get(name) instanceof String text) {
            return Base64.getUrlDecoder().decode(text);
        }
        throw new KeySetException("is malformed");
    }
}
