package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.testkit.TestToken;
import io.redoubt.testkit.TokenShape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of a good token of each provider, in the very shape that it has there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProfileFactsTest {

    private final ProfiledIssuer issuer = new ProfiledIssuer();

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void isFoundByItsNameOnly() {
        assertThat(TokenProfile.names())
                .containsExactly(
                        "rfc9068",
                        "keycloak",
                        "spring-authorization-server",
                        "entra-v2",
                        "entra-v1",
                        "okta",
                        "auth0",
                        "auth0-rfc9068",
                        "cognito");
        assertThat(TokenProfile.named("rfc9068")).contains(TokenProfile.RFC9068);
        assertThat(TokenProfile.named("RFC9068")).isEmpty();
        assertThat(TokenProfile.named("")).isEmpty();
    }

    @Test
    void eachProfileHasATwinInTheTestkit() {
        assertThat(TokenShape.values())
                .extracting(shape -> shape.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .containsExactlyInAnyOrderElementsOf(TokenProfile.names());
    }

    Stream<Arguments> twins() {
        List<String> withUserinfo = List.of("orders", issuer.uri() + "/userinfo");
        Set<String> read = Set.of("orders:read");
        return Stream.of(
                twin(TokenProfile.RFC9068, "alice", "shop-web", List.of("orders"), read, Set.of()),
                twin(
                        TokenProfile.KEYCLOAK,
                        "alice",
                        "shop-web",
                        List.of("orders", "account"),
                        read,
                        Set.of("default-roles-shop", "offline_access")),
                twin(TokenProfile.SPRING_AUTHORIZATION_SERVER, "shop-web", null, List.of("orders"), read, Set.of()),
                twin(TokenProfile.ENTRA_V2, "alice", "shop-web", List.of("orders"), read, Set.of()),
                twin(TokenProfile.ENTRA_V1, "alice", "shop-web", List.of("orders"), read, Set.of()),
                twin(TokenProfile.OKTA, "alice", "shop-web", List.of("orders"), read, Set.of()),
                twin(TokenProfile.AUTH0, "alice", "shop-web", withUserinfo, read, Set.of()),
                twin(TokenProfile.AUTH0_RFC9068, "alice", "shop-web", withUserinfo, read, Set.of()),
                twin(TokenProfile.COGNITO, "alice", "shop-web", List.of(), Set.of("orders/read"), Set.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    void readsEveryFactOfAGoodToken(
            TokenProfile profile,
            String subject,
            Optional<String> client,
            List<String> audiences,
            Set<String> scopes,
            Set<String> roles) {
        VerifiedToken token = verified(profile, issuer.token(profile));

        assertThat(token.issuer()).isEqualTo(issuer.uri());
        assertThat(token.subject()).isEqualTo(subject);
        assertThat(token.clientId()).isEqualTo(client);
        assertThat(token.audiences()).isEqualTo(audiences);
        assertThat(token.scopes()).isEqualTo(scopes);
        assertThat(token.roles()).isEqualTo(roles);
        assertThat(token.issuedAt()).isEqualTo(ProfiledIssuer.NOW);
        assertThat(token.expiresAt()).isEqualTo(ProfiledIssuer.NOW.plusSeconds(300));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.redoubt.token.ProfiledIssuer#profiles")
    void readsRolesWhereTheProviderWritesThem(TokenProfile profile) {
        assertThat(verified(profile, issuer.token(profile).roles("clerk", "buyer"))
                        .roles())
                .containsExactlyInAnyOrder("clerk", "buyer");
        assertThat(verified(profile, issuer.token(profile).roles()).roles()).isEmpty();
    }

    @Test
    void readsKeycloaksRolesOfTheRealmAndOfThisServiceOnly() {
        TestToken token = issuer.token(TokenProfile.KEYCLOAK)
                .roles("buyer")
                .claim(
                        "resource_access",
                        Map.of(
                                "orders", Map.of("roles", List.of("clerk")),
                                "billing", Map.of("roles", List.of("admin"))));

        assertThat(verified(TokenProfile.KEYCLOAK, token).roles()).containsExactlyInAnyOrder("buyer", "clerk");
    }

    @Test
    void takesNoRolesFromAPathThatHoldsAnythingElse() {
        TestToken token = issuer.token(TokenProfile.KEYCLOAK).roles("buyer");

        for (Object odd :
                List.of("admin", 7, List.of("admin"), Map.of("roles", "admin"), Map.of("roles", List.of("a", 7)))) {
            assertThat(verified(TokenProfile.KEYCLOAK, token.claim("resource_access", Map.of("orders", odd)))
                            .roles())
                    .as("%s", odd)
                    .containsExactly("buyer");
        }
        assertThat(verified(TokenProfile.KEYCLOAK, token.claim("realm_access", List.of("admin")))
                        .roles())
                .isEmpty();
    }

    @Test
    void readsKeycloaksClientInEitherClaim() {
        TestToken both = issuer.token(TokenProfile.KEYCLOAK).claim("client_id", "other");

        assertThat(verified(TokenProfile.KEYCLOAK, both).clientId()).contains("shop-web");
        assertThat(verified(TokenProfile.KEYCLOAK, both.without("azp")).clientId())
                .contains("other");
        assertThat(verified(TokenProfile.KEYCLOAK, both.without("azp").without("client_id"))
                        .clientId())
                .isEmpty();
    }

    @Test
    void acceptsKeycloaksOtherHeaderType() {
        assertThat(verified(
                                TokenProfile.KEYCLOAK,
                                issuer.token(TokenProfile.KEYCLOAK).type("at+jwt"))
                        .subject())
                .isEqualTo("alice");
    }

    /** Client credentials: an application of its own, with app roles and without a user's scopes. */
    @Test
    void acceptsEntrasTokensForApplications() {
        for (TokenProfile profile : List.of(TokenProfile.ENTRA_V2, TokenProfile.ENTRA_V1)) {
            VerifiedToken token =
                    verified(profile, issuer.token(profile).without("scp").roles("Orders.Read.All"));

            assertThat(token.scopes()).isEmpty();
            assertThat(token.roles()).containsExactly("Orders.Read.All");
            assertThat(token.claims()).containsKeys("oid", "tid");
        }
    }

    @Test
    void knowsCognitosResourceServerByItsScopes() {
        TokenVerifier orders =
                issuer.service(TokenProfile.COGNITO, Set.of("https://orders.example"), Set.of("shop-web"));
        TestToken token = issuer.token(TokenProfile.COGNITO).scope("openid", "https://orders.example/read");

        assertThat(orders.verify(token.sign())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void readsScopesAsTextOrListUnderEveryProfile() {
        ProfiledIssuer.profiles().forEach(profile -> {
            String claim = profile.claims().scope();
            TestToken token = issuer.token(profile);

            assertThat(verified(profile, token.claim(claim, "orders/a c")).scopes())
                    .containsExactlyInAnyOrder("orders/a", "c");
            assertThat(verified(profile, token.claim(claim, List.of("orders/a", "c")))
                            .scopes())
                    .containsExactlyInAnyOrder("orders/a", "c");
        });
    }

    private static Arguments twin(
            TokenProfile profile,
            String subject,
            String client,
            List<String> audiences,
            Set<String> scopes,
            Set<String> roles) {
        return arguments(profile, subject, Optional.ofNullable(client), audiences, scopes, roles);
    }

    private VerifiedToken verified(TokenProfile profile, TestToken token) {
        Verification verification = issuer.service(profile).verify(token.sign());
        assertThat(verification)
                .as("%s", verification instanceof Refusal refusal ? refusal : "")
                .isInstanceOf(VerifiedToken.class);
        return (VerifiedToken) verification;
    }
}
