package io.redoubt.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestIssuerTest {

    private final TestIssuer issuer = TestIssuer.start();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
    void tellsWhereItsKeysAre(String path) throws Exception {
        var answer = Http.get(issuer.issuer().resolve(path));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSONObjectUtils.parse(new String(answer.body(), UTF_8)))
                .containsEntry("issuer", issuer.issuerUri())
                .containsEntry("jwks_uri", issuer.jwkSetUri().toString());
    }

    @Test
    void answersNotFoundElsewhere() {
        assertThat(Http.get(issuer.issuer().resolve("/jwks/more")).statusCode()).isEqualTo(404);
    }

    @Test
    void startsOnLoopbackWithOneKeyAndItsPublicHalfOnly() throws Exception {
        List<JWK> keys = published();

        assertThat(issuer.issuerUri()).startsWith("http://127.0.0.1:");
        assertThat(keys).singleElement().satisfies(key -> {
            assertThat(key.toJSONObject()).containsOnlyKeys("kty", "crv", "x", "y", "kid", "alg", "use");
            assertThat(key.toECKey().toPublicKey()).isEqualTo(issuer.publicKey("ES256"));
        });
    }

    @Test
    void publishesAKeyWithTheFirstTokenItSigns() throws Exception {
        String ignored = issuer.token().algorithm("EdDSA").sign();

        assertThat(ignored).isNotEmpty();
        assertThat(ids()).containsExactly("es256-1", "eddsa-1");
    }

    @Test
    void addsKeysAndSignsWithTheNewest() throws Exception {
        String added = issuer.addKey("ES256");

        assertThat(added).isEqualTo("es256-2").isEqualTo(issuer.keyId("ES256"));
        assertThat(ids()).containsExactlyInAnyOrder("es256-1", "es256-2");
    }

    @Test
    void rotatesEveryKeyAtOnce() throws Exception {
        issuer.addKey("EdDSA");
        var before = issuer.publicKey("ES256");

        issuer.rotateKeys();

        assertThat(ids()).containsExactly("es256-2", "eddsa-2");
        assertThat(issuer.publicKey("ES256")).isNotEqualTo(before);
    }

    @Test
    void keepsOldKeysInAPlannedRotation() throws Exception {
        issuer.rotateKeysKeepingOld();

        assertThat(issuer.keyId("ES256")).isEqualTo("es256-2");
        assertThat(ids()).containsExactlyInAnyOrder("es256-1", "es256-2");
    }

    @Test
    void rotatesAwayWhatAPlannedRotationKept() throws Exception {
        issuer.rotateKeysKeepingOld();

        issuer.rotateKeys();

        assertThat(ids()).containsExactly("es256-3");
    }

    @Test
    void leavesAlgorithmAndUseOutOnRequest() throws Exception {
        issuer.publishWithoutAlg();

        assertThat(published()).allSatisfy(key -> assertThat(key.toJSONObject()).doesNotContainKeys("alg", "use"));
    }

    @Test
    void publishesPrivatePartsOnRequest() throws Exception {
        issuer.publishPrivateParts();

        assertThat(published()).allMatch(JWK::isPrivate);
    }

    @Test
    void publishesForeignEntriesExactlyAsGiven() {
        String foreign = "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\",\"k\":1}";

        issuer.publishAlso(foreign);

        assertThat(new String(Http.get(issuer.jwkSetUri()).body(), UTF_8)).endsWith("," + foreign + "]}");
    }

    @Test
    void refusesAKeyForAnUnknownAlgorithm() {
        assertThatThrownBy(() -> issuer.addKey("RS1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void canBeClosedTwice() {
        issuer.close();
        issuer.close();

        assertThatThrownBy(() -> Http.get(issuer.jwkSetUri())).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void takesTheTimesOfTokensFromItsClock() throws Exception {
        TestClock clock = TestClock.at(Instant.EPOCH);
        try (TestIssuer issuer = TestIssuer.start(clock)) {
            clock.advance(Duration.ofHours(1));

            String token = issuer.token().sign();

            assertThat(SignedJWT.parse(token).getJWTClaimsSet().getIssueTime())
                    .isEqualTo(Instant.EPOCH.plusSeconds(3600));
        }
    }

    private List<JWK> published() throws Exception {
        return JWKSet.parse(new String(Http.get(issuer.jwkSetUri()).body(), UTF_8))
                .getKeys();
    }

    private List<String> ids() throws Exception {
        return published().stream().map(JWK::getKeyID).toList();
    }
}
