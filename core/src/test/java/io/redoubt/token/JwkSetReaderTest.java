package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwkSetReaderTest {

    private static String good = "";

    @BeforeAll
    static void makeAGoodKey() throws Exception {
        good = ec("good").toPublicJWK().toJSONString();
    }

    @Test
    @Tag("attack-189")
    void keepsTheNeighboursOfABadKey() throws Exception {
        KeySnapshot keys = read(good, "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}", "17");

        assertThat(keys.size()).isOne();
        assertThat(keys.quarantined())
                .containsExactly(
                        "key 2 of 3 has a coordinate that is too long, too short or out of range",
                        "key 3 of 3 is no JSON object");
    }

    @Test
    @Tag("attack-190")
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

    static Stream<Arguments> contradictions() {
        return Stream.of(
                arguments("use sig, key_ops encrypt", "sig", List.of("encrypt"), "contradict"),
                arguments("use sig, key_ops verify and encrypt", "sig", List.of("verify", "encrypt"), "contradict"),
                arguments("use enc, key_ops verify", "enc", List.of("verify"), "contradict"),
                arguments("key_ops twice", "sig", List.of("verify", "verify"), "twice"),
                arguments("key_ops with a number", "sig", List.of("verify", 7), "malformed"),
                arguments("key_ops as text", "sig", "verify", "malformed"),
                arguments("use as a list", List.of("sig"), List.of("verify"), "malformed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contradictions")
    void quarantinesKeysThatContradictThemselves(String name, Object use, Object operations, String problem)
            throws Exception {
        Map<String, Object> jwk = new HashMap<>(ec("x").toPublicJWK().toJSONObject());
        jwk.put("use", use);
        jwk.put("key_ops", operations);

        KeySnapshot keys = read(good, JSONObjectUtils.toJSONString(jwk));

        assertThat(keys.size()).isOne();
        assertThat(keys.quarantined()).singleElement().asString().contains(problem);
    }

    @Test
    void usesKeysWhoseUseAndOperationsAgree() throws Exception {
        Map<String, Object> jwk = new HashMap<>(ec("x").toPublicJWK().toJSONObject());
        jwk.put("use", "sig");
        jwk.put("key_ops", List.of("sign", "verify"));

        assertThat(read(JSONObjectUtils.toJSONString(jwk)).size()).isOne();
    }

    static Stream<Arguments> badPoints() throws Exception {
        List<Arguments> rows = new ArrayList<>();
        for (Curve curve : List.of(Curve.P_256, Curve.P_384)) {
            ECKey key = new ECKeyGenerator(curve).generate();
            byte[] x = key.getX().decode();
            byte[] y = key.getY().decode();
            BigInteger p = ((ECFieldFp) curve.toECParameterSpec().getCurve().getField()).getP();
            byte[] offCurve = y.clone();
            offCurve[5] ^= 1;
            byte[] longer = new byte[x.length + 1];
            System.arraycopy(x, 0, longer, 1, x.length);
            rows.add(arguments(curve, "off the curve", x, offCurve));
            rows.add(arguments(curve, "zeros", new byte[x.length], new byte[x.length]));
            rows.add(arguments(curve, "nothing", new byte[0], new byte[0]));
            rows.add(arguments(curve, "a leading zero", longer, y));
            rows.add(arguments(curve, "a byte too few", Arrays.copyOfRange(x, 1, x.length), y));
            rows.add(arguments(curve, "x and p", unsigned(p, x.length), y));
            rows.add(arguments(curve, "y and p", x, unsigned(p, x.length)));
            rows.add(arguments(curve, "ones", filled(x.length), filled(x.length)));
            rows.add(arguments(curve, "both in each other's place", y, x));
            rows.add(arguments(curve.equals(Curve.P_256) ? Curve.P_384 : Curve.P_256, "of another curve", x, y));
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badPoints")
    void quarantinesBadPoints(Curve curve, String name, byte[] x, byte[] y) throws Exception {
        KeySnapshot keys = read(
                good,
                "{\"kty\":\"EC\",\"crv\":\"" + curve.getName() + "\",\"x\":\"" + Base64URL.encode(x) + "\",\"y\":\""
                        + Base64URL.encode(y) + "\"}");

        assertThat(keys.size()).isOne();
        assertThat(keys.quarantined()).hasSize(1);
    }

    /** The same point, with p added where it still fits: the curve's equation alone would take it for another spelling. */
    @Test
    void quarantinesAPointWhoseCoordinateIsNotReduced() throws Exception {
        BigInteger p = ((ECFieldFp) Curve.P_256.toECParameterSpec().getCurve().getField()).getP();
        // (5, y) is on P-256, and 5 + p has 256 bits.
        BigInteger x = BigInteger.valueOf(5);
        BigInteger b = Curve.P_256.toECParameterSpec().getCurve().getB();
        BigInteger square =
                x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(b).mod(p);
        BigInteger y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        assertThat(y.multiply(y).mod(p)).isEqualTo(square);
        String reduced = point(x, y);
        String unreduced = point(x.add(p), y);

        assertThat(read(good, reduced).size()).isEqualTo(2);
        assertThat(read(good, unreduced).quarantined())
                .containsExactly("key 2 of 2 has a coordinate that is too long, too short or out of range");
    }

    private static String point(BigInteger x, BigInteger y) {
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + Base64URL.encode(unsigned(x, 32)) + "\",\"y\":\""
                + Base64URL.encode(unsigned(y, 32)) + "\"}";
    }

    private static byte[] unsigned(BigInteger number, int length) {
        byte[] all = number.toByteArray();
        byte[] bytes = new byte[length];
        int used = Math.min(all.length, length);
        System.arraycopy(all, all.length - used, bytes, length - used, used);
        return bytes;
    }

    private static byte[] filled(int length) {
        byte[] ones = new byte[length];
        Arrays.fill(ones, (byte) 0xFF);
        return ones;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 513, 5000})
    void quarantinesKeysWithAnEndlessIdOrNone(int length) throws Exception {
        Map<String, Object> jwk = new HashMap<>(ec("x").toPublicJWK().toJSONObject());
        jwk.put("kid", "k".repeat(length));

        assertThat(read(good, JSONObjectUtils.toJSONString(jwk)).quarantined())
                .containsExactly("key 2 of 2 has a key id that is empty or longer than 512 characters");
    }

    /** A certificate is never used, so a bad one hurts nobody. */
    @Test
    void readsNothingButTheNumbersOfAKey() throws Exception {
        Map<String, Object> jwk = new HashMap<>(ec("x").toPublicJWK().toJSONObject());
        jwk.put("x5c", List.of("no certificate"));
        jwk.put("x5u", "http://evil.example");

        assertThat(read(JSONObjectUtils.toJSONString(jwk)).size()).isOne();
    }

    @Test
    void tellsACompromiseFromAFault() throws Exception {
        assertThat(read(good, "17").tellsOfACompromise()).isFalse();
        assertThat(read(good, ec("private").toJSONString()).tellsOfACompromise())
                .isTrue();
        assertThat(read(good, "{\"kty\":\"oct\",\"k\":\"AQIDBA\"}", "17").tellsOfACompromise())
                .isTrue();
    }

    @Test
    void quarantinesASecondSpellingOfAnEd25519Key() throws Exception {
        byte[] point = new byte[32]; // y = p + 3
        Arrays.fill(point, (byte) 0xFF);
        point[0] = (byte) 0xF0;
        point[31] = 0x7F;

        assertThat(read(good, "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + Base64URL.encode(point) + "\"}")
                        .quarantined())
                .containsExactly("key 2 of 2 has an Ed25519 key that is spelled in a second way");
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
