package io.redoubt.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
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
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns one JWK (RFC 7517 section 4) into a key that may verify, nothing if it is meant for something else, or an
 * exception that says why it must not be used.
 */
final class JwkReader {

    private static final int MIN_RSA_BITS = 2048; // RFC 7518 section 3.3
    private static final int MAX_RSA_BITS = 8192;
    private static final BigInteger MIN_RSA_EXPONENT = BigInteger.valueOf(65_537); // FIPS 186-5 section 5.1
    private static final int MAX_RSA_EXPONENT_BITS = 64; // a longer one costs us more than it costs the attacker

    /** Members that only a private or a symmetric key has (RFC 7518 sections 6.2.2, 6.3.2 and 6.4, RFC 8037). */
    private static final Set<String> SECRETS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    /** Everything before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410 section 4). */
    private static final byte[] ED25519_INFO = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int ED25519_KEY_BYTES = 32;

    /** One constant header per algorithm: Nimbus's verifiers are told the algorithm by us, never by the token. */
    private static final Map<SignatureAlgorithm, JWSHeader> NIMBUS_HEADERS = Arrays.stream(SignatureAlgorithm.values())
            .collect(Collectors.toMap(
                    Function.identity(), algorithm -> new JWSHeader(JWSAlgorithm.parse(algorithm.algorithmName()))));

    private JwkReader() {}

    static Optional<VerificationKey> read(Map<String, Object> jwk) throws KeySetException {
        if (jwk.keySet().stream().anyMatch(SECRETS::contains)) {
            throw new KeySetException("holds private or symmetric parts: it is no secret any more");
        }
        if (!isForSignatures(jwk)) {
            return Optional.empty();
        }
        try {
            return readPublicKey(jwk);
        } catch (ParseException | JOSEException | GeneralSecurityException | IllegalArgumentException e) {
            throw new KeySetException("is malformed"); // the cause would repeat its text
        }
    }

    /** RFC 7517 sections 4.2 and 4.3. */
    private static boolean isForSignatures(Map<String, Object> jwk) {
        Object use = jwk.get("use");
        Object operations = jwk.get("key_ops");
        return (use == null || use.equals("sig"))
                && (operations == null || (operations instanceof Collection<?> list && list.contains("verify")));
    }

    private static Optional<VerificationKey> readPublicKey(Map<String, Object> jwk)
            throws ParseException, JOSEException, GeneralSecurityException, KeySetException {
        Object type = jwk.get("kty");
        Object curve = jwk.get("crv");
        if ("RSA".equals(type)) {
            RSAPublicKey key = requireStrong(RSAKey.parse(jwk).toRSAPublicKey());
            return key(KeyType.RSA, jwk, new RSAKey.Builder(key).build(), nimbus(new RSASSAVerifier(key)));
        }
        if ("EC".equals(type) && "P-256".equals(curve)) {
            return key(KeyType.P256, jwk, Curve.P_256);
        }
        if ("EC".equals(type) && "P-384".equals(curve)) {
            return key(KeyType.P384, jwk, Curve.P_384);
        }
        if ("OKP".equals(type) && "Ed25519".equals(curve)) {
            byte[] point = OctetKeyPair.parse(jwk).getX().decode();
            JWK canonical = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point)).build();
            return key(KeyType.ED25519, jwk, canonical, ed25519(point));
        }
        return Optional.empty(); // a kind of key that none of our algorithms uses
    }

    private static Optional<VerificationKey> key(KeyType type, Map<String, Object> jwk, Curve curve)
            throws ParseException, JOSEException, KeySetException {
        ECPublicKey key = ECKey.parse(jwk).toECPublicKey();
        return key(type, jwk, new ECKey.Builder(curve, key).build(), nimbus(new ECDSAVerifier(key)));
    }

    /** @param canonical the same key, spelled from its numbers: the text of a JWK may carry leading zeros */
    private static Optional<VerificationKey> key(
            KeyType type, Map<String, Object> jwk, JWK canonical, VerificationKey.SignatureCheck check)
            throws JOSEException, KeySetException {
        Set<SignatureAlgorithm> algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
        List.of(SignatureAlgorithm.values()).stream()
                .filter(algorithm -> algorithm.keyType() == type)
                .forEach(algorithms::add);
        Optional<String> named = text(jwk, "alg");
        if (named.isPresent()) {
            // RFC 7517 section 4.4: a key that names its algorithm is used with no other.
            Optional<SignatureAlgorithm> own = SignatureAlgorithm.named(named.get());
            algorithms.removeIf(algorithm -> !own.equals(Optional.of(algorithm)));
            if (algorithms.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(new VerificationKey(
                text(jwk, "kid"), canonical.computeThumbprint().toString(), algorithms, check));
    }

    private static Optional<String> text(Map<String, Object> jwk, String name) throws KeySetException {
        Object value = jwk.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw new KeySetException("is malformed");
    }

    private static RSAPublicKey requireStrong(RSAPublicKey key) throws KeySetException {
        int bits = key.getModulus().bitLength();
        if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
            throw new KeySetException(
                    "has an RSA modulus of " + bits + " bits, not " + MIN_RSA_BITS + " to " + MAX_RSA_BITS);
        }
        BigInteger exponent = key.getPublicExponent();
        if (exponent.compareTo(MIN_RSA_EXPONENT) < 0
                || exponent.bitLength() > MAX_RSA_EXPONENT_BITS
                || !exponent.testBit(0)) {
            throw new KeySetException("has an RSA exponent that is even, less than 65537 or longer than 64 bits");
        }
        if (!key.getModulus().testBit(0)) {
            throw new KeySetException("has an RSA modulus that is even");
        }
        return key;
    }

    private static VerificationKey.SignatureCheck nimbus(JWSVerifier verifier) {
        return (algorithm, jws) -> verifier.verify(
                NIMBUS_HEADERS.get(algorithm), jws.signingInput(), new Base64URL(jws.encodedSignature()));
    }

    /** By the JDK's own Ed25519 (RFC 8032): Nimbus's needs Tink. */
    private static VerificationKey.SignatureCheck ed25519(byte[] point)
            throws GeneralSecurityException, KeySetException {
        if (point.length != ED25519_KEY_BYTES) {
            throw new KeySetException("has an Ed25519 key that is not 32 bytes");
        }
        if (Ed25519Points.isOfSmallOrder(point)) {
            throw new KeySetException("has an Ed25519 key for which anybody can sign");
        }
        byte[] info = Arrays.copyOf(ED25519_INFO, ED25519_INFO.length + ED25519_KEY_BYTES);
        System.arraycopy(point, 0, info, ED25519_INFO.length, ED25519_KEY_BYTES);
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info));
        return (algorithm, jws) -> {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(jws.signingInput());
            return signature.verify(jws.signature());
        };
    }
}
