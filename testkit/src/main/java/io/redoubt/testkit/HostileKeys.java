package io.redoubt.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of a JWK set that no token may be verified with, newly made. Immutable and thread-safe. */
final class HostileKeys {

    private static final byte[] NO_BYTES = new byte[0];

    private final Map<String, HostileKey> keys;

    private HostileKeys(Map<String, HostileKey> keys) {
        this.keys = keys;
    }

    static HostileKeys newOnes() {
        return new HostileKeys(Stream.of(weakRsa(), knownKeys(), secrets(), curves(), forOtherUses(), twins())
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        HostileKey::keyId, Function.identity(), HostileKeys::onlyOne, LinkedHashMap::new)));
    }

    HostileKey key(String keyId) {
        return Objects.requireNonNull(keys.get(keyId), keyId);
    }

    /** {@return the entries of the JWK set} */
    List<String> published() {
        return keys.values().stream().flatMap(key -> key.jwks().stream()).toList();
    }

    private static List<HostileKey> weakRsa() {
        KeyPair small = rsaPair(1024, RSAKeyGenParameterSpec.F4);
        KeyPair three = rsaPair(2048, RSAKeyGenParameterSpec.F0);
        BigInteger modulus = modulus(three);
        return List.of(
                rsa("rsa-1024", modulus(small), RSAKeyGenParameterSpec.F4, signing(SigningAlgorithm.RS256, small)),
                rsa("rsa-e3", modulus, RSAKeyGenParameterSpec.F0, signing(SigningAlgorithm.RS256, three)),
                // m to the power of one is m: the padded message is its own signature.
                rsa("rsa-e1", modulus, BigInteger.ONE, (ignored, input) -> RsaForgery.padded(input, modulus)),
                rsa(
                        "rsa-even",
                        modulus,
                        BigInteger.valueOf(65_536),
                        (ignored, input) -> RsaForgery.padded(input, modulus)));
    }

    private static List<HostileKey> knownKeys() {
        KeyPair roca = RocaForgery.keyPair();
        return List.of(
                rsa("rsa-roca", modulus(roca), RSAKeyGenParameterSpec.F4, signing(SigningAlgorithm.RS256, roca)),
                ofRfc7515());
    }

    /** The key of RFC 7515 appendix A.3.1, private half and all. */
    private static HostileKey ofRfc7515() {
        ECKey key = new ECKey.Builder(
                        Curve.P_256,
                        new Base64URL("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                        new Base64URL("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"))
                .d(new Base64URL("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"))
                .keyID("ec-rfc7515")
                .build();
        return new HostileKey("ec-rfc7515", "ES256", List.of(key.toPublicJWK().toJSONString()), (ignored, input) -> {
            try {
                return SigningAlgorithm.ES256.sign(key.toPrivateKey(), input);
            } catch (JOSEException e) {
                throw new IllegalStateException("the key of RFC 7515 is none", e);
            }
        });
    }

    /** RFC 8725 §3.5. Whoever reads the JWK set has these secrets. */
    private static List<HostileKey> secrets() {
        return List.of(
                secret("oct-short", new byte[] {1, 2, 3, 4}),
                secret("oct-empty", NO_BYTES),
                secret("oct-word", Texts.utf8("secret")),
                secret("oct-jwt-io", Texts.utf8("your-256-bit-secret")),
                secret("oct-beside-others", Texts.utf8("a-secret-of-enough-octets-for-hs256-and-more")));
    }

    private static List<HostileKey> curves() {
        Map<String, Object> offCurve = jwk("ec-off-curve", Map.of("kty", "EC", "crv", "P-256", "alg", "ES256"));
        offCurve.put("x", number(BigInteger.ONE));
        offCurve.put("y", number(BigInteger.ONE));
        Map<String, Object> neutral = jwk("ed-small-order", Map.of("kty", "OKP", "crv", "Ed25519", "alg", "EdDSA"));
        byte[] neutralPoint = Arrays.copyOf(new byte[] {1}, 32); // RFC 8032 §5.1.2: y = 1, x = 0
        neutral.put("x", Base64URL.encode(neutralPoint).toString());
        return List.of(
                new HostileKey(
                        "ec-off-curve",
                        "ES256",
                        List.of(json(offCurve)),
                        (ignored, input) -> Ecdsa.concatenated(BigInteger.ONE, BigInteger.ONE)),
                // R neutral and S zero verify under the neutral point, whatever is signed.
                new HostileKey(
                        "ed-small-order",
                        "EdDSA",
                        List.of(json(neutral)),
                        (ignored, input) -> Arrays.copyOf(neutralPoint, 64)));
    }

    /** RFC 7517 §4.2 to §4.4, and a private key that got out. */
    private static List<HostileKey> forOtherUses() {
        return List.of(
                ec("ec-use-enc", "use", "enc"),
                ec("ec-ops-derive", "key_ops", List.of("deriveBits")),
                ec("ec-ops-sign", "key_ops", List.of("sign")),
                ec("ec-alg-ecdh", "alg", "ECDH-ES"),
                rsaForEncryption(),
                withPrivatePart());
    }

    private static List<HostileKey> twins() {
        SigningKey first = new SigningKey("twin", SigningAlgorithm.ES256);
        SigningKey second = new SigningKey("twin", SigningAlgorithm.ES256);
        SigningKey curve = new SigningKey("twin-of-another-type", SigningAlgorithm.ES256);
        HostileKey modulus = rsaForEncryption();
        String asTwin = modulus.jwks().get(0).replace("\"rsa-enc\"", "\"twin-of-another-type\"");
        return List.of(
                new HostileKey("twin", "ES256", List.of(publicJson(first), publicJson(second)), signing(second)),
                new HostileKey(
                        "twin-of-another-type",
                        "ES256",
                        List.of(asTwin.replace("\"enc\"", "\"sig\""), publicJson(curve)),
                        signing(curve)));
    }

    private static HostileKey ec(String keyId, String name, Object value) {
        SigningKey key = new SigningKey(keyId, SigningAlgorithm.ES256);
        Map<String, Object> jwk = key.jwk().toPublicJWK().toJSONObject();
        jwk.remove("use");
        jwk.put(name, value);
        return new HostileKey(keyId, "ES256", List.of(json(jwk)), signing(key));
    }

    private static HostileKey withPrivatePart() {
        SigningKey key = new SigningKey("ec-private", SigningAlgorithm.ES256);
        return new HostileKey("ec-private", "ES256", List.of(key.jwk().toJSONString()), signing(key));
    }

    private static HostileKey rsaForEncryption() {
        KeyPair pair = rsaPair(2048, RSAKeyGenParameterSpec.F4);
        Map<String, Object> jwk = jwk("rsa-enc", Map.of("kty", "RSA", "use", "enc"));
        jwk.put("n", number(modulus(pair)));
        jwk.put("e", number(RSAKeyGenParameterSpec.F4));
        return new HostileKey("rsa-enc", "RS256", List.of(json(jwk)), signing(SigningAlgorithm.RS256, pair));
    }

    private static HostileKey rsa(String keyId, BigInteger modulus, BigInteger exponent, TokenSigner signer) {
        Map<String, Object> jwk = jwk(keyId, Map.of("kty", "RSA", "use", "sig", "alg", "RS256"));
        jwk.put("n", number(modulus));
        jwk.put("e", number(exponent));
        return new HostileKey(keyId, "RS256", List.of(json(jwk)), signer);
    }

    private static HostileKey secret(String keyId, byte[] secret) {
        Map<String, Object> jwk = jwk(keyId, Map.of("kty", "oct", "use", "sig", "alg", "HS256"));
        jwk.put("k", Base64URL.encode(secret).toString());
        return new HostileKey(keyId, "HS256", List.of(json(jwk)), TokenSigner.hmac(secret));
    }

    private static Map<String, Object> jwk(String keyId, Map<String, Object> members) {
        Map<String, Object> jwk = new LinkedHashMap<>(members);
        jwk.put("kid", keyId);
        return jwk;
    }

    private static TokenSigner signing(SigningAlgorithm algorithm, KeyPair pair) {
        return (ignored, input) -> algorithm.sign(pair.getPrivate(), input);
    }

    private static TokenSigner signing(SigningKey key) {
        return (ignored, input) -> key.sign(input);
    }

    private static KeyPair rsaPair(int bits, BigInteger exponent) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no RSA key of " + bits + " bits", e);
        }
    }

    private static BigInteger modulus(KeyPair pair) {
        return ((RSAPublicKey) pair.getPublic()).getModulus();
    }

    private static String number(BigInteger value) {
        return Base64URL.encode(value).toString();
    }

    private static String publicJson(SigningKey key) {
        return key.jwk().toPublicJWK().toJSONString();
    }

    private static String json(Map<String, Object> jwk) {
        return JSONObjectUtils.toJSONString(jwk);
    }

    private static HostileKey onlyOne(HostileKey one, HostileKey other) {
        throw new IllegalStateException("two hostile keys are called " + one.keyId());
    }
}
