package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HS256 (RFC 7518 section 3.2): a secret of our own and the issuer's, and nothing beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedSecretTest {

    private static final byte[] SECRET = "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.US_ASCII);
    private static final Set<SignatureAlgorithm> HS256 = EnumSet.of(SignatureAlgorithm.HS256);

    private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T12:00:00Z"));
    private final TestIssuer issuer = TestIssuer.start(clock);

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void acceptsATokenUnderTheSecret() {
        assertThat(verify(SECRET)).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void refusesATokenUnderAnyOtherSecret() {
        byte[] other = SECRET.clone();
        other[31] ^= 1;

        assertThat(verify(other)).isEqualTo(Refusal.of(Reason.BAD_SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 31, 33, 64})
    void refusesAMacOfAnotherLength(int length) {
        String token =
                issuer.token().signedBySecret(SECRET).withoutHeader("kid").sign();
        byte[] mac = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));

        String cut = issuer.token()
                .signedBySecret(SECRET)
                .withoutHeader("kid")
                .signature(Arrays.copyOf(mac, length))
                .sign();

        assertThat(verifier(JwkSource.fixed(secrets(SECRET)), HS256).verify(cut))
                .isEqualTo(Refusal.of(Reason.BAD_SIGNATURE));
    }

    @Test
    void refusesATokenByAPublicKeyWhereASecretIsMeant() {
        TokenVerifier verifier = verifier(JwkSource.fixed(secrets(SECRET)), HS256);

        assertThat(verifier.verify(issuer.token().sign())).isEqualTo(Refusal.of(Reason.ALGORITHM_REFUSED));
    }

    /** RFC 8725 section 2.1: the public key taken for a secret. */
    @Test
    void refusesATokenByASecretWherePublicKeysAreMeant() {
        TokenVerifier verifier =
                verifier(JwkSource.fixed(issuer.jwkSet()), EnumSet.complementOf(EnumSet.of(SignatureAlgorithm.HS256)));
        byte[] publicKey = issuer.publicKey("ES256").getEncoded();

        assertThat(verifier.verify(issuer.token().signedBySecret(publicKey).sign()))
                .isEqualTo(Refusal.of(Reason.ALGORITHM_REFUSED));
    }

    static Stream<Arguments> badSecrets() {
        return Stream.of(
                arguments("too short", key(Arrays.copyOf(SECRET, 31)), "shorter than 32 bytes"),
                arguments("empty", key(new byte[0]), "shorter than 32 bytes"),
                arguments("zeros", key(new byte[64]), "not random"),
                arguments(
                        "a repeated word",
                        key("secretsecretsecretsecretsecretsecret".getBytes(StandardCharsets.US_ASCII)),
                        "not random"),
                arguments(
                        "of jwt.io",
                        key("a-string-secret-at-least-256-bits-long".getBytes(StandardCharsets.US_ASCII)),
                        "everybody has its secret half"),
                arguments("no base64url", "{\"kty\":\"oct\",\"k\":\"+++/\"}", "malformed"),
                arguments("a number", "{\"kty\":\"oct\",\"k\":7}", "malformed"),
                arguments("nothing", "{\"kty\":\"oct\"}", "malformed"),
                arguments("for HS512", "{\"alg\":\"HS512\"," + key(SECRET).substring(1), "no usable"),
                arguments("for encryption", "{\"use\":\"enc\"," + key(SECRET).substring(1), "no usable"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badSecrets")
    void refusesBadSecrets(String name, String key, String problem) {
        assertThatThrownBy(() -> JwkSource.fixed("{\"keys\":[" + key + "]}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("jwk-set")
                .hasMessageContaining(problem);
    }

    @Test
    void refusesASetThatMixesSecretsWithPublicKeys() {
        String mixed = issuer.jwkSet().replace("]}", "," + key(SECRET) + "]}");

        assertThatThrownBy(() -> JwkSource.fixed(mixed)).hasMessageContaining("mixes secrets with public keys");
    }

    @Test
    void refusesAFixedSetWithOneBadKey() {
        String withBad = issuer.jwkSet().replace("]}", ",{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AQ\"}]}");

        assertThatThrownBy(() -> JwkSource.fixed(withBad)).hasMessageContaining("key 2 of 2 has an Ed25519 key");
    }

    @Test
    void refusesHs256BesideAnotherAlgorithm() {
        assertThatThrownBy(() -> verifier(
                        JwkSource.fixed(secrets(SECRET)),
                        EnumSet.of(SignatureAlgorithm.HS256, SignatureAlgorithm.RS256)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hold HS256 beside others");
    }

    @Test
    void refusesHs256WithPublicKeys() {
        assertThatThrownBy(() -> verifier(JwkSource.fixed(issuer.jwkSet()), HS256))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the keys are no secrets");
    }

    @Test
    void refusesHs256WithKeysFromTheNetwork() {
        try (JwkSource remote = JwkSource.discovery(issuer.issuerUri())) {
            assertThatThrownBy(() -> verifier(remote, HS256))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("JwkSource.fixed");
        }
    }

    @Test
    void refusesSecretsForAnotherAlgorithm() {
        assertThatThrownBy(() -> verifier(JwkSource.fixed(secrets(SECRET)), EnumSet.of(SignatureAlgorithm.RS256)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("need public keys");
    }

    @Test
    void showsNothingOfASecret() throws Exception {
        String text =
                SecretJwk.read(Map.of("kty", "oct", "k", base64url(SECRET))).toString();

        assertThat(text).isEqualTo("SecretJwk");
    }

    private Verification verify(byte[] secret) {
        return verifier(JwkSource.fixed(secrets(SECRET)), HS256)
                .verify(issuer.token()
                        .signedBySecret(secret)
                        .withoutHeader("kid")
                        .sign());
    }

    private TokenVerifier verifier(JwkSource keys, Set<SignatureAlgorithm> algorithms) {
        return TokenVerifier.trusting(
                List.of(TrustedIssuer.of(issuer.issuerUri(), keys, TokenProfile.RFC9068, Set.of("orders"), algorithms)),
                clock);
    }

    private static String secrets(byte[] secret) {
        return "{\"keys\":[" + key(secret) + "]}";
    }

    private static String key(byte[] secret) {
        return "{\"kty\":\"oct\",\"k\":\"" + base64url(secret) + "\"}";
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
