package io.redoubt.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpopProofTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String URI = "https://orders.shop.example/orders";

    private final TestClock clock = TestClock.at(NOW);
    private final DpopKey key = DpopKey.create(clock);

    @Test
    void writesRfc9449() throws Exception {
        JWSObject proof = JWSObject.parse(valid().sign());

        assertThat(proof.getHeader().toJSONObject())
                .containsOnlyKeys("typ", "alg", "jwk")
                .containsEntry("typ", "dpop+jwt")
                .containsEntry("alg", "ES256")
                .containsEntry("jwk", key.publicJwk());
        assertThat(claims(proof))
                .containsOnlyKeys("jti", "htm", "htu", "iat")
                .containsEntry("htm", "GET")
                .containsEntry("htu", URI)
                .containsEntry("iat", NOW.getEpochSecond());
        assertThat(verifies(proof)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ES256,EC", "ES384,EC", "RS256,RSA", "PS256,RSA", "EdDSA,OKP"})
    void showsThePublicKeyOnly(String algorithm, String type) throws Exception {
        DpopKey made = DpopKey.create(algorithm, clock);

        assertThat(made.algorithm()).isEqualTo(algorithm);
        assertThat(made.publicJwk())
                .containsEntry("kty", type)
                .doesNotContainKeys("d", "p", "q", "dp", "dq", "qi", "kid", "alg", "use");
        assertThat(JWSObject.parse(made.proof("GET", URI).sign()).getHeader().getAlgorithm())
                .hasToString(algorithm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "RS256", "PS256"})
    void signsWithEveryAlgorithmThatNimbusVerifiesWithTheJdk(String algorithm) throws Exception {
        String proof = DpopKey.create(algorithm, clock).proof("GET", URI).sign();

        assertThat(verifies(JWSObject.parse(proof))).isTrue();
    }

    /** RFC 7638 §3: the required members, in this order, without white space. */
    @Test
    void hasTheThumbprintOfItsKey() throws Exception {
        Map<String, Object> jwk = key.publicJwk();
        String json =
                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}".formatted(jwk.get("x"), jwk.get("y"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.US_ASCII));

        assertThat(key.thumbprint())
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        assertThat(DpopKey.create(clock).thumbprint()).isNotEqualTo(key.thumbprint());
    }

    @Test
    void writesWhatItIsTold() throws Exception {
        DpopProof proof = valid().method("POST")
                .uri("https://else.example/")
                .accessToken("abc")
                .nonce("n")
                .id("j")
                .issuedAt(NOW.minusSeconds(1))
                .expiresAt(NOW.plusSeconds(1));

        assertThat(claims(JWSObject.parse(proof.sign())))
                .containsEntry("htm", "POST")
                .containsEntry("htu", "https://else.example/")
                .containsEntry("ath", "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0") // FIPS 180-2 B.1
                .containsEntry("nonce", "n")
                .containsEntry("jti", "j")
                .containsEntry("iat", NOW.getEpochSecond() - 1)
                .containsEntry("exp", NOW.getEpochSecond() + 1);
    }

    @Test
    void staysValidlySignedWhateverItSays() throws Exception {
        DpopProof proof =
                valid().type("JWT").header("alg", "ES256").claim("htm", null).without("jti");

        assertThat(verifies(JWSObject.parse(proof.sign()))).isTrue();
        assertThat(verifies(JWSObject.parse(
                        valid().rewriteClaims(Texts.last("\"jti\":\"x\"")).sign())))
                .isTrue();
    }

    @Test
    void isBadlySignedWhereItIsToldSo() throws Exception {
        DpopKey other = DpopKey.create(clock);

        assertThat(verifies(JWSObject.parse(valid().signedBy(other).sign()))).isFalse();
        assertThat(verifies(JWSObject.parse(valid().jwk(other).sign()))).isFalse();
        assertThat(verifies(JWSObject.parse(
                        valid().signatureOf(key.proof("GET", URI).sign()).sign())))
                .isFalse();
        assertThat(valid().unsigned().sign()).endsWith(".");
    }

    @Test
    void showsItsPrivateKeyWhereItIsToldSo() {
        String[] parts = Texts.parts(valid().privateJwk().sign());

        assertThat(Texts.decoded(parts[0])).contains("\"d\":\"").contains("\"alg\":\"ES256\"");
    }

    @Test
    void showsASecretKeyWhereItIsToldSo() throws Exception {
        byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

        String[] parts = Texts.parts(valid().secretJwk(secret).sign());

        assertThat(Texts.decoded(parts[0])).contains("\"kty\":\"oct\"", "\"alg\":\"HS256\"");
        byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        assertThat(new MACSigner(secret).sign(new JWSHeader(JWSAlgorithm.HS256), input))
                .hasToString(parts[2]);
    }

    @Test
    void isAnotherProofEachTimeAndTheSameWhenSignedAgain() throws Exception {
        DpopProof proof = valid();

        assertThat(id(proof)).isEqualTo(id(proof)).isNotEqualTo(id(valid()));
    }

    @Test
    void showsNothingInItsText() {
        assertThat(valid()).hasToString("a DPoP proof, not shown");
        assertThat(key).hasToString("a DPoP key for ES256");
    }

    private DpopProof valid() {
        return key.proof("GET", URI);
    }

    private static Object id(DpopProof proof) throws Exception {
        return claims(JWSObject.parse(proof.sign())).get("jti");
    }

    private static Map<String, Object> claims(JWSObject proof) {
        return proof.getPayload().toJSONObject();
    }

    private static boolean verifies(JWSObject proof) throws Exception {
        JWK shown = proof.getHeader().getJWK();
        return proof.verify(new DefaultJWSVerifierFactory()
                .createJWSVerifier(proof.getHeader(), ((AsymmetricJWK) shown).toPublicKey()));
    }
}
