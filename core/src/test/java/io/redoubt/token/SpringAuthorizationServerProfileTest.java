package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import io.redoubt.testkit.TokenShape;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The profile of Spring Authorization Server, against tokens in the shape that it really issues. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringAuthorizationServerProfileTest {

    private final TestIssuer issuer = TestIssuer.start();
    private final TokenVerifier verifier;

    SpringAuthorizationServerProfileTest() {
        issuer.publishWithoutAlg();
        issuer.keyId("RS256"); // makes the key
        verifier = trusting(TokenProfile.SPRING_AUTHORIZATION_SERVER, "orders");
    }

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void acceptsTheShapeOfSpringAuthorizationServer() {
        Verification verification = verifier.verify(token().sign());

        assertThat(verification).isInstanceOfSatisfying(VerifiedToken.class, token -> {
            assertThat(token.scopes()).containsExactly("orders:read");
            assertThat(token.clientId()).isEmpty();
        });
    }

    @Test
    void refusesTheAudienceThatSpringAuthorizationServerWritesByDefault() {
        TokenVerifier service = trusting(TokenProfile.SPRING_AUTHORIZATION_SERVER, "shop-web");

        Verification verification =
                service.verify(token().audience("shop-web").subject("shop-web").sign());

        assertThat(verification)
                .isEqualTo(new Refusal(
                        Reason.WRONG_AUDIENCE,
                        "the token is meant for another audience; Spring Authorization Server writes the client's own id into"
                                + " aud, unless an OAuth2TokenCustomizer sets the audience of the service"));
    }

    @Test
    void acceptsTheSubjectAmongOtherAudiences() {
        assertThat(verifier.verify(token().audience("orders", "shop-web")
                        .subject("shop-web")
                        .sign()))
                .isInstanceOf(VerifiedToken.class);
    }

    @Test
    void refusesItsIdTokens() {
        assertThat(verifier.verify(token().claim("azp", "shop-web").sign()))
                .isEqualTo(new Refusal(Reason.WRONG_KIND, "the token is not an access token: those have no claim azp"));
    }

    @Test
    void refusesOtherTypes() {
        assertThat(verifier.verify(token().type("logout+jwt").sign())).isEqualTo(Refusal.of(Reason.TYPE_REFUSED));
    }

    @Test
    void readsScopesAsTextOrList() {
        assertThat(scopes(token().claim("scope", "a b"))).containsExactlyInAnyOrder("a", "b");
        assertThat(scopes(token().claim("scope", List.of("a", "b")))).containsExactlyInAnyOrder("a", "b");
        assertThat(scopes(token().claim("scope", "a b").claim("scp", List.of("b", "a"))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void grantsNothingForScopesThatAreNotSpeltAsSpecified() {
        for (Object scope : List.of(
                "",
                " ",
                "a  b",
                " a",
                "a ",
                "a\tb",
                "a\nb",
                "a\u00a0b",
                "a\"b",
                "a\\b",
                7,
                true,
                Map.of("a", 1),
                List.of("a b"),
                List.of("a", 7),
                List.of(List.of("a")))) {
            assertThat(scopes(token().claim("scope", scope))).as("%s", scope).isEmpty();
        }
    }

    @Test
    void grantsRolesOnlyFromAListOfTexts() {
        assertThat(verified(token().claim("roles", List.of("clerk"))).roles()).containsExactly("clerk");
        assertThat(verified(token().claim("roles", "clerk")).roles()).isEmpty();
        assertThat(verified(token().claim("roles", List.of("clerk", 7))).roles())
                .isEmpty();
        assertThat(verified(token().claim("roles", Map.of("clerk", true))).roles())
                .isEmpty();
    }

    private TestToken token() {
        return issuer.token(TokenShape.SPRING_AUTHORIZATION_SERVER);
    }

    private TokenVerifier trusting(TokenProfile profile, String audience) {
        TrustedIssuer trusted = TrustedIssuer.of(
                issuer.issuerUri(),
                JwkSource.fixed(issuer.jwkSet()),
                profile,
                Set.of(audience),
                EnumSet.complementOf(EnumSet.of(SignatureAlgorithm.HS256)));
        return TokenVerifier.trusting(List.of(trusted), Clock.systemUTC());
    }

    private Set<String> scopes(TestToken token) {
        return verified(token).scopes();
    }

    private VerifiedToken verified(TestToken token) {
        return (VerifiedToken) verifier.verify(token.sign());
    }
}
