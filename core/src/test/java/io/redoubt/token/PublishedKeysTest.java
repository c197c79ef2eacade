package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import io.redoubt.token.KeySetException.Severity;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The list is made of thumbprints; here are the keys, each with the proof that its secret half is known. */
class PublishedKeysTest {

    static Stream<Arguments> keys() throws Exception {
        try (InputStream json = PublishedKeysTest.class.getResourceAsStream("published-keys.json")) {
            byte[] document = Objects.requireNonNull(json).readAllBytes();
            Object keys =
                    StrictJson.object(document, new JsonLimits(65536, 8, 64)).get("keys");
            return ((List<?>) Objects.requireNonNull(keys)).stream().map(PublishedKeysTest::row);
        }
    }

    private static Arguments row(Object key) {
        Map<String, Object> members = new HashMap<>();
        ((Map<?, ?>) key).forEach((name, value) -> members.put((String) name, value));
        return arguments(Objects.requireNonNull(members.remove("source")), members);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void knowsTheKeyByItsThumbprint(String source, Map<String, Object> key) throws Exception {
        assertThat(PublishedKeys.contains(JWK.parse(key).computeThumbprint().toString()))
                .isTrue();
    }

    @Test
    void knowsNoOtherThanThese() throws Exception {
        assertThat(keys()).hasSize(PublishedKeys.count());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void hasTheSecretHalf(String source, Map<String, Object> key) throws Exception {
        boolean matches = switch ((String) Objects.requireNonNull(key.get("kty"))) {
            case "RSA" -> key.containsKey("signed") ? isSignedWith(key) : isRsaPair(key);
            case "EC" -> isEcPair(key);
            case "OKP" -> isEd25519Pair(key);
            default -> true; // the key is the secret
        };

        assertThat(matches).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void refusesIt(String source, Map<String, Object> key) {
        boolean secret = "oct".equals(key.get("kty"));
        Map<String, Object> published = new HashMap<>(key);
        published.keySet().removeAll(List.of("d", "signed"));
        byte[] set = ("{\"keys\":[" + JSONObjectUtils.toJSONString(published) + "]}").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> {
                    KeySnapshot unused = secret ? JwkSetReader.readConfigured(set) : JwkSetReader.read(set);
                })
                .isInstanceOfSatisfying(KeySetException.class, e -> {
                    assertThat(e.getMessage()).contains("everybody has its secret half");
                    assertThat(e.severity()).isEqualTo(Severity.COMPROMISE);
                });
    }

    private static boolean isRsaPair(Map<String, Object> key) {
        BigInteger message = BigInteger.valueOf(12_345);
        BigInteger signed = message.modPow(number(key, "d"), number(key, "n"));
        return signed.modPow(number(key, "e"), number(key, "n")).equals(message);
    }

    private static boolean isSignedWith(Map<String, Object> key) throws Exception {
        String token = (String) Objects.requireNonNull(key.get("signed"));
        int lastDot = token.lastIndexOf('.');
        SignatureCheck check = SignatureProviders.ofJca()
                .check(
                        SignatureAlgorithm.RS256,
                        PublicJwk.read(key).orElseThrow().key());
        return check.verifies(
                token.substring(0, lastDot).getBytes(StandardCharsets.US_ASCII),
                Base64.getUrlDecoder().decode(token.substring(lastDot + 1)));
    }

    private static boolean isEcPair(Map<String, Object> key) throws Exception {
        Map<String, Object> jwk = new HashMap<>(key);
        ECKey pair = ECKey.parse(jwk);
        return verifies(new KeyPair(pair.toECPublicKey(), pair.toECPrivateKey()), "SHA256withECDSA");
    }

    private static boolean isEd25519Pair(Map<String, Object> key) throws Exception {
        byte[] secret = Base64.getUrlDecoder().decode((String) key.get("d"));
        PrivateKey signing = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret));
        return verifies(new KeyPair(PublicJwk.read(key).orElseThrow().key(), signing), "Ed25519");
    }

    private static boolean verifies(KeyPair pair, String algorithm) throws Exception {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(pair.getPrivate());
        signature.update(TestKey.INPUT);
        byte[] signed = signature.sign();
        signature.initVerify(pair.getPublic());
        signature.update(TestKey.INPUT);
        return signature.verify(signed);
    }

    private static BigInteger number(Map<String, Object> key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode((String) key.get(name)));
    }
}
