package io.redoubt.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestTokenTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final TestIssuer issuer = TestIssuer.start(TestClock.at(NOW));

    @AfterEach
    void stop() {
        issuer.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyShapeIsValidlySigned(TokenShape shape) throws Exception {
        String token = issuer.token(shape).sign();

        assertThat(verifies(token)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "RS256", "PS256", "EdDSA", "Ed25519"})
    void signsWithEveryAlgorithm(String algorithm) throws Exception {
        String token = issuer.token().algorithm(algorithm).sign();

        assertThat(header(token)).containsEntry("alg", algorithm).containsEntry("kid", issuer.keyId(algorithm));
        assertThat(verifies(token)).isTrue();
    }

    @Test
    void writesRfc9068() throws Exception {
        String token = issuer.token().sign();

        assertThat(header(token)).containsOnlyKeys("typ", "alg", "kid").containsEntry("typ", "at+jwt");
        assertThat(claims(token))
                .containsOnlyKeys("iss", "sub", "aud", "client_id", "scope", "iat", "exp", "jti")
                .containsEntry("iss", issuer.issuerUri())
                .containsEntry("sub", "alice")
                .containsEntry("aud", "orders")
                .containsEntry("client_id", "shop-web")
                .containsEntry("scope", "orders:read")
                .containsEntry("iat", NOW.getEpochSecond())
                .containsEntry("exp", NOW.plusSeconds(300).getEpochSecond());
    }

    @Test
    void writesWhatSpringAuthorizationServerWrites() throws Exception {
        String token = issuer.token(TokenShape.SPRING_AUTHORIZATION_SERVER).sign();

        assertThat(header(token)).containsOnlyKeys("alg", "kid").containsEntry("alg", "RS256");
        assertThat(claims(token))
                .containsOnlyKeys("iss", "sub", "aud", "scope", "nbf", "iat", "exp", "jti")
                .containsEntry("sub", "shop-web")
                .containsEntry("aud", "orders")
                .containsEntry("nbf", NOW.getEpochSecond())
                .containsEntry("scope", List.of("orders:read"));
    }

    @Test
    void writesWhatKeycloakWrites() throws Exception {
        String token = issuer.token(TokenShape.KEYCLOAK).roles("clerk").sign();

        assertThat(header(token)).containsEntry("typ", "JWT").containsEntry("alg", "RS256");
        assertThat(claims(token))
                .containsEntry("typ", "Bearer")
                .containsEntry("aud", List.of("orders", "account"))
                .containsEntry("azp", "shop-web")
                .containsEntry("scope", "orders:read")
                .containsEntry("acr", "1")
                .containsEntry("realm_access", Map.of("roles", List.of("clerk")))
                .containsEntry("resource_access", Map.of("account", Map.of("roles", List.of("view-profile"))))
                .doesNotContainKeys("client_id", "nbf");
    }

    @Test
    void writesWhatEntraWritesAsVersion2() throws Exception {
        String token = issuer.token(TokenShape.ENTRA_V2)
                .scope("Orders.Read", "Orders.Write")
                .roles("clerk")
                .sign();

        assertThat(header(token)).containsOnlyKeys("typ", "alg", "kid").containsEntry("typ", "JWT");
        assertThat(claims(token))
                .containsEntry("ver", "2.0")
                .containsEntry("aud", "orders")
                .containsEntry("azp", "shop-web")
                .containsEntry("scp", "Orders.Read Orders.Write")
                .containsEntry("roles", List.of("clerk"))
                .containsEntry("nbf", NOW.getEpochSecond())
                .containsKeys("oid", "tid", "uti", "aio")
                .doesNotContainKeys("scope", "jti", "appid", "client_id");
    }

    @Test
    void writesWhatEntraWritesAsVersion1() throws Exception {
        String token = issuer.token(TokenShape.ENTRA_V1).client("partner").sign();

        assertThat(header(token)).containsOnlyKeys("typ", "alg", "kid", "x5t");
        assertThat(claims(token))
                .containsEntry("ver", "1.0")
                .containsEntry("appid", "partner")
                .containsEntry("scp", "orders:read")
                .containsKeys("oid", "tid", "upn")
                .doesNotContainKeys("scope", "jti", "azp");
    }

    @Test
    void writesWhatOktaWrites() throws Exception {
        String token = issuer.token(TokenShape.OKTA).roles("Everyone").sign();

        assertThat(header(token)).containsOnlyKeys("alg", "kid");
        assertThat(claims(token))
                .containsEntry("ver", 1L)
                .containsEntry("cid", "shop-web")
                .containsEntry("scp", List.of("orders:read"))
                .containsEntry("groups", List.of("Everyone"))
                .containsKey("uid")
                .doesNotContainKeys("scope", "client_id");
        assertThat(claims(token).get("jti").toString()).startsWith("AT.");
    }

    @Test
    void writesWhatAuth0WritesInBothItsProfiles() throws Exception {
        List<String> audiences = List.of("orders", issuer.issuerUri() + "/userinfo");
        String own = issuer.token(TokenShape.AUTH0).roles("read:orders").sign();
        String rfc9068 =
                issuer.token(TokenShape.AUTH0_RFC9068).roles("read:orders").sign();

        assertThat(header(own)).containsEntry("typ", "JWT");
        assertThat(claims(own))
                .containsEntry("aud", audiences)
                .containsEntry("azp", "shop-web")
                .containsEntry("permissions", List.of("read:orders"))
                .doesNotContainKeys("client_id", "jti");
        assertThat(header(rfc9068)).containsEntry("typ", "at+jwt");
        assertThat(claims(rfc9068))
                .containsEntry("aud", audiences)
                .containsEntry("client_id", "shop-web")
                .containsEntry("permissions", List.of("read:orders"))
                .containsKey("jti")
                .doesNotContainKey("azp");
    }

    @Test
    void writesWhatCognitoWrites() throws Exception {
        String token = issuer.token(TokenShape.COGNITO).roles("clerks").sign();

        assertThat(header(token)).containsOnlyKeys("alg", "kid");
        assertThat(claims(token))
                .containsEntry("token_use", "access")
                .containsEntry("client_id", "shop-web")
                .containsEntry("scope", "orders/read")
                .containsEntry("cognito:groups", List.of("clerks"))
                .containsEntry("version", 2L)
                .doesNotContainKey("aud");
    }

    /** Where no claim names a client, client credentials make it the subject. */
    @Test
    void writesTheClientOfSpringAuthorizationServerAsSubject() throws Exception {
        String token = issuer.token(TokenShape.SPRING_AUTHORIZATION_SERVER)
                .client("partner")
                .roles("clerk")
                .sign();

        assertThat(claims(token)).containsEntry("sub", "partner").containsEntry("roles", List.of("clerk"));
    }

    @ParameterizedTest
    @EnumSource
    void namesItsIssuerInEveryShape(TokenShape shape) throws Exception {
        assertThat(claims(issuer.token(shape).sign())).containsEntry("iss", issuer.issuerUri());
    }

    @Test
    void givesEachTokenAnIdOfItsOwn() throws Exception {
        assertThat(claims(issuer.token().sign()).get("jti"))
                .isNotEqualTo(claims(issuer.token().sign()).get("jti"));
    }

    @Test
    void changesWhatItIsToldToAndNothingElse() throws Exception {
        TestToken token = issuer.token();
        Instant earlier = NOW.minusSeconds(3600);

        Map<String, Object> changed = claims(token.subject("bob")
                .audience("orders", "billing")
                .scope("orders:read", "orders:write")
                .issuedAt(earlier)
                .expiresAt(earlier.plusSeconds(60))
                .claim("cnf", Map.of("jkt", "x"))
                .claim("acr", null)
                .without("client_id")
                .sign());

        assertThat(changed)
                .containsEntry("sub", "bob")
                .containsEntry("aud", List.of("orders", "billing"))
                .containsEntry("scope", "orders:read orders:write")
                .containsEntry("iat", earlier.getEpochSecond())
                .containsEntry("exp", earlier.plusSeconds(60).getEpochSecond())
                .containsEntry("cnf", Map.of("jkt", "x"))
                .containsEntry("acr", null)
                .doesNotContainKey("client_id");
        assertThat(claims(token.sign())).containsEntry("sub", "alice").containsKey("client_id");
    }

    @Test
    void movesNotBeforeWithTheTimeOfIssueWhereTheShapeHasIt() throws Exception {
        Instant earlier = NOW.minusSeconds(3600);

        String token = issuer.token(TokenShape.SPRING_AUTHORIZATION_SERVER)
                .issuedAt(earlier)
                .sign();

        assertThat(claims(token)).containsEntry("nbf", earlier.getEpochSecond());
    }

    @Test
    void changesTheHeaderAndStaysValidlySigned() throws Exception {
        String token = issuer.token()
                .type("JWT")
                .header("alg", "HS256")
                .header("crit", List.of("exp"))
                .withoutHeader("kid")
                .sign();

        assertThat(header(token))
                .containsOnlyKeys("typ", "alg", "crit")
                .containsEntry("typ", "JWT")
                .containsEntry("alg", "HS256");
        assertThat(signatureFits(token, issuer.publicKey("ES256"))).isTrue();
    }

    @Test
    void signsHostileJsonExactlyAsGiven() throws Exception {
        byte[] hostile = HexFormat.of().parseHex("efbbbf7b22737562223a22ff227d");

        String token = issuer.token()
                .rawHeader("{\"alg\":\"ES256\",\"alg\":\"none\"}")
                .rawClaims(hostile)
                .sign();

        assertThat(part(token, 0)).asString(UTF_8).isEqualTo("{\"alg\":\"ES256\",\"alg\":\"none\"}");
        assertThat(part(token, 1)).isEqualTo(hostile);
        assertThat(signatureFits(token, issuer.publicKey("ES256"))).isTrue();
    }

    @Test
    void rewritesJsonAndSignsItAsItIsThen() throws Exception {
        String token = issuer.token()
                .rewriteHeader(json -> json.replace("\"alg\"", "\"\\u0061lg\""))
                .rewriteClaims(json -> json.replace("}", ",\"sub\":\"admin\"}"))
                .sign();

        assertThat(part(token, 0)).asString(UTF_8).contains("\\u0061lg", issuer.keyId("ES256"));
        assertThat(part(token, 1)).asString(UTF_8).endsWith(",\"sub\":\"admin\"}");
        assertThat(signatureFits(token, issuer.publicKey("ES256"))).isTrue();
    }

    @Test
    void rewritesTheGoodSignature() throws Exception {
        String token = issuer.token().rewriteSignature(Ecdsa::twin).sign();

        assertThat(signatureFits(token, issuer.publicKey("ES256"))).isTrue();
        assertThat(part(issuer.token().rewriteSignature(good -> new byte[] {1}).sign(), 2))
                .containsExactly(1);
    }

    @Test
    void refusesToChangeRawJson() {
        TestToken raw = issuer.token().rawClaims("{}");

        assertThatThrownBy(() -> raw.subject("bob"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("raw JSON");
    }

    @Test
    void canBeSignedByAnotherIssuerUnderTheSameKeyId() throws Exception {
        try (TestIssuer stranger = TestIssuer.start()) {
            String token = issuer.token().signedBy(stranger).sign();

            assertThat(header(token)).containsEntry("kid", issuer.keyId("ES256"));
            assertThat(claims(token)).containsEntry("iss", issuer.issuerUri());
            assertThat(signatureFits(token, issuer.publicKey("ES256"))).isFalse();
            assertThat(signatureFits(token, stranger.publicKey("ES256"))).isTrue();
        }
    }

    @Test
    void canBeSignedWithAPublicKeyAsSecret() throws Exception {
        byte[] publicKey = issuer.publicKey("RS256").getEncoded();

        String token =
                issuer.token().algorithm("RS256").signedBySecret(publicKey).sign();

        assertThat(header(token)).containsEntry("alg", "HS256");
        assertThat(JWSObject.parse(token).verify(new MACVerifier(publicKey))).isTrue();
    }

    @Test
    void canGoUnsigned() throws Exception {
        String token = issuer.token().unsigned().sign();

        assertThat(token).endsWith(".");
        assertThat(header(token)).containsEntry("alg", "none");
    }

    @Test
    void canCarryTheSignatureOfAnother() throws Exception {
        String genuine = issuer.token().sign();

        String tampered = issuer.token().subject("mallory").signatureOf(genuine).sign();

        assertThat(part(tampered, 2)).isEqualTo(part(genuine, 2));
        assertThat(verifies(genuine)).isTrue();
        assertThat(verifies(tampered)).isFalse();
    }

    @Test
    void canCarryAnySignature() {
        String token = issuer.token().signature(new byte[64]).sign();

        assertThat(part(token, 2)).isEqualTo(new byte[64]);
    }

    @Test
    void refusesAnAlgorithmItCannotSignWith() {
        assertThatThrownBy(() -> issuer.token().algorithm("HS256"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ES256, ES384, RS256, PS256, EdDSA, Ed25519");
    }

    @Test
    void neverShowsTheTokenInItsText() {
        assertThat(issuer.token()).hasToString("a token in the shape RFC9068, not shown");
    }

    @ParameterizedTest
    @CsvSource({"orders:read, orders:write", "'', a"})
    void writesScopesInTheWayOfTheShape(String one, String other) throws Exception {
        String token = issuer.token(TokenShape.SPRING_AUTHORIZATION_SERVER)
                .scope(one, other)
                .sign();

        assertThat(claims(token)).containsEntry("scope", List.of(one, other));
    }

    /** Fetches the JWK set as a service does and verifies with Nimbus; Ed25519, which Nimbus needs Tink for, with the JDK. */
    private boolean verifies(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWKSet published = JWKSet.parse(new String(Http.get(issuer.jwkSetUri()).body(), UTF_8));
        JWK key = published.getKeyByKeyId(jwt.getHeader().getKeyID());
        if (key instanceof OctetKeyPair ed25519) {
            return signatureFits(token, publicKey(ed25519));
        }
        JWTClaimsSet readable = jwt.getJWTClaimsSet();
        assertThat(readable.getIssuer()).isEqualTo(issuer.issuerUri());
        return jwt.verify(new DefaultJWSVerifierFactory()
                .createJWSVerifier(jwt.getHeader(), ((AsymmetricJWK) key).toPublicKey()));
    }

    private static boolean signatureFits(String token, PublicKey key) throws Exception {
        Signature signature =
                Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSAinP1363Format" : "Ed25519");
        signature.initVerify(key);
        signature.update(token.substring(0, token.lastIndexOf('.')).getBytes(US_ASCII));
        return signature.verify(part(token, 2));
    }

    /** RFC 8410 §4: a fixed prefix and the 32 bytes of {@code x}. */
    private static PublicKey publicKey(OctetKeyPair ed25519) throws Exception {
        String encoded = "302a300506032b6570032100" + HexFormat.of().formatHex(ed25519.getDecodedX());
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(encoded)));
    }

    private static Map<String, Object> header(String token) throws Exception {
        return JSONObjectUtils.parse(new String(part(token, 0), UTF_8));
    }

    private static Map<String, Object> claims(String token) throws Exception {
        return JSONObjectUtils.parse(new String(part(token, 1), UTF_8));
    }

    private static byte[] part(String token, int index) {
        return Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]);
    }
}
