package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwkSetReaderTest {

    private static String good = "";

    @BeforeAll
    static void makeAGoodKey() throws Exception {
        good = ec("good").toPublicJWK().toJSONString();
    }

    @Test
    void keepsTheNeighboursOfABadKey() throws Exception {
        KeySnapshot keys = read(good, "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}", "17");

        assertThat(keys.size()).isOne();
        assertThat(keys.quarantined())
                .containsExactly(
                        "key 2 of 3 has a coordinate that is too long, too short or out of range",
                        "key 3 of 3 is no JSON object");
    }

    @Test
    void quarantinesPrivateAndSymmetricKeys() throws Exception {
        KeySnapshot keys = read(good, ec("private").toJSONString(), "{\"kty\":\"oct\",\"k\":\"AQIDBA\"}");

        assertThat(keys.quarantined())
                .containsExactly(
                        "key 2 of 3 holds private or symmetric parts: it is no secret any more",
                        "key 3 of 3 holds private or symmetric parts: it is no secret any more");
    }

    @Test
    void quarantinesShortRsaKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        RSAPublicKey shortKey = (RSAPublicKey) generator.generateKeyPair().getPublic();

        KeySnapshot keys = read(good, new RSAKey.Builder(shortKey).build().toJSONString());

        assertThat(keys.quarantined()).containsExactly("key 2 of 2 has an RSA modulus of 1024 bits, not 2048 to 8192");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AQ", "Aw", "AQAA", "AQAAAAAAAAAB"}) // 1, 3, 65536 and 2^64 + 1
    void quarantinesWeakRsaExponents(String exponent) throws Exception {
        KeySnapshot keys = read(good, "{\"kty\":\"RSA\",\"n\":\"" + "_".repeat(344) + "\",\"e\":\"" + exponent + "\"}");

        assertThat(keys.quarantined())
                .containsExactly("key 2 of 2 has an RSA exponent that is even, less than 65537 or longer than 64 bits");
    }

    @Test
    void quarantinesPointsThatAreNotOnTheirCurve() throws Exception {
        Map<String, Object> jwk = new HashMap<>(ec("off").toPublicJWK().toJSONObject());
        jwk.put("y", ec("other").toPublicJWK().toJSONObject().get("y"));

        assertThat(read(good, JSONObjectUtils.toJSONString(jwk)).quarantined())
                .containsExactly("key 2 of 2 is malformed");
    }

    @Test
    void quarantinesAllKeysThatShareAKeyId() throws Exception {
        KeySnapshot keys = read(
                good,
                ec("twin").toPublicJWK().toJSONString(),
                ec("twin").toPublicJWK().toJSONString());

        assertThat(keys.size()).isOne();
        assertThat(keys.quarantined())
                .containsExactly(
                        "key 2 of 3 has the key id of another key", "key 3 of 3 has the key id of another key");
    }

    /** Found in review: a key whose private half stands beside it under the same id. */
    @Test
    void quarantinesTheTwinOfAKeyThatIsQuarantinedItself() throws Exception {
        KeySnapshot keys =
                read(good, ec("twin").toPublicJWK().toJSONString(), ec("twin").toJSONString());

        assertThat(keys.size()).isOne();
        assertThat(keys.quarantined()).hasSize(2);
    }

    /** Found in review: under such a key, signatures verify that nobody made. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void quarantinesEd25519KeysOfSmallOrder(String point) throws Exception {
        String x = Base64URL.encode(HexFormat.of().parseHex(point)).toString();

        KeySnapshot keys = read(good, "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + x + "\"}");

        assertThat(keys.quarantined()).containsExactly("key 2 of 2 has an Ed25519 key for which anybody can sign");
    }

    @Test
    void quarantinesEvenRsaModuli() throws Exception {
        String even = "_".repeat(343) + "-"; // 258 bytes, the last of them 0xfe

        KeySnapshot keys = read(good, "{\"kty\":\"RSA\",\"n\":\"" + even + "\",\"e\":\"AQAB\"}");

        assertThat(keys.quarantined()).containsExactly("key 2 of 2 has an RSA modulus that is even");
    }

    @Test
    void quarantinesKeysWhoseIdIsNotText() throws Exception {
        Map<String, Object> jwk = new HashMap<>(ec("x").toPublicJWK().toJSONObject());
        jwk.put("kid", 7);

        assertThat(read(good, JSONObjectUtils.toJSONString(jwk)).quarantined())
                .containsExactly("key 2 of 2 is malformed");
    }

    @Test
    void ignoresKeysThatAreMeantForSomethingElse() throws Exception {
        KeySnapshot keys = read(
                good,
                with(ec("enc"), "use", "enc"),
                with(ec("ops"), "key_ops", List.of("encrypt")),
                with(ec("alg"), "alg", "ECDH-ES"),
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AQ\"}",
                "{\"kty\":\"future\"}");

        assertThat(keys.size()).isOne();
        assertThat(keys.quarantined()).isEmpty();
    }

    @Test
    void usesAKeyOnlyWithTheAlgorithmThatItNames() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        RSAPublicKey rsa = (RSAPublicKey) generator.generateKeyPair().getPublic();
        JoseHeader ps256 = JoseHeader.read("{\"alg\":\"PS256\"}".getBytes(StandardCharsets.UTF_8));

        VerificationKey any =
                read(new RSAKey.Builder(rsa).build().toJSONString()).choose(ps256);

        assertThat(any.fits(SignatureAlgorithm.RS256)).isTrue();
        assertThat(any.fits(SignatureAlgorithm.PS256)).isTrue();
        assertThatThrownBy(() -> read("{\"alg\":\"RS256\","
                                + new RSAKey.Builder(rsa).build().toJSONString().substring(1))
                        .choose(ps256))
                .isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[]}",
                "{\"keys\":[],\"keys\":[]}",
                "<html></html>",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AQ\"}]}"
            })
    void refusesSetsWithoutAUsableKey(String json) {
        assertThatThrownBy(() -> JwkSetReader.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(KeySetException.class);
    }

    private static KeySnapshot read(String... keys) throws KeySetException {
        String set = Arrays.stream(keys).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        return JwkSetReader.read(set.getBytes(StandardCharsets.UTF_8));
    }

    private static ECKey ec(String keyId) throws Exception {
        return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
    }

    private static String with(ECKey key, String name, Object value) {
        Map<String, Object> jwk = new HashMap<>(key.toPublicJWK().toJSONObject());
        jwk.put(name, value);
        return JSONObjectUtils.toJSONString(jwk);
    }
}
