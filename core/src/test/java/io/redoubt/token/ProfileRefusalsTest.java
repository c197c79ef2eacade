package io.redoubt.token;

import static io.redoubt.token.TokenProfile.AUTH0;
import static io.redoubt.token.TokenProfile.AUTH0_RFC9068;
import static io.redoubt.token.TokenProfile.COGNITO;
import static io.redoubt.token.TokenProfile.ENTRA_V1;
import static io.redoubt.token.TokenProfile.ENTRA_V2;
import static io.redoubt.token.TokenProfile.KEYCLOAK;
import static io.redoubt.token.TokenProfile.OKTA;
import static io.redoubt.token.TokenProfile.RFC9068;
import static io.redoubt.token.TokenProfile.SPRING_AUTHORIZATION_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.Reason;
import io.redoubt.testkit.TestToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of each profile: a good token of the provider, broken in one place, and what the log then says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProfileRefusalsTest {

    /** Stands in values of tokens, none of which may ever be repeated. */
    private static final String MARK = "zx81marker";

    private final ProfiledIssuer issuer = new ProfiledIssuer();

    @AfterAll
    void stop() {
        issuer.close();
    }

    Stream<Arguments> rules() {
        return Stream.of(
                // typ in the header
                rule(
                        RFC9068,
                        "typ JWT",
                        t -> t.type("JWT"),
                        Reason.TYPE_REFUSED,
                        "choose the profile of your identity"),
                rule(RFC9068, "no typ", t -> t.withoutHeader("typ"), Reason.TYPE_REFUSED, "has no typ"),
                rule(
                        RFC9068,
                        "typ logout+jwt",
                        t -> t.type("logout+jwt"),
                        Reason.TYPE_REFUSED,
                        "does not fit the profile"),
                rule(KEYCLOAK, "no typ", t -> t.withoutHeader("typ"), Reason.TYPE_REFUSED, "does not fit"),
                rule(KEYCLOAK, "typ logout+jwt", t -> t.type("logout+jwt"), Reason.TYPE_REFUSED, "does not fit"),
                rule(ENTRA_V2, "typ at+jwt", t -> t.type("at+jwt"), Reason.TYPE_REFUSED, "does not fit"),
                rule(ENTRA_V1, "no typ", t -> t.withoutHeader("typ"), Reason.TYPE_REFUSED, "does not fit"),
                rule(
                        OKTA,
                        "the org authorization server",
                        t -> t.type("application/okta-internal-at+jwt"),
                        Reason.TYPE_REFUSED,
                        "have the client ask a custom authorization server"),
                rule(OKTA, "typ JWT", t -> t.type("JWT"), Reason.TYPE_REFUSED, "does not fit"),
                rule(AUTH0, "typ at+jwt", t -> t.type("at+jwt"), Reason.TYPE_REFUSED, "use the profile auth0-rfc9068"),
                rule(AUTH0_RFC9068, "typ JWT", t -> t.type("JWT"), Reason.TYPE_REFUSED, "use the profile auth0,"),
                rule(COGNITO, "typ JWT", t -> t.type("JWT"), Reason.TYPE_REFUSED, "does not fit"),

                // kind
                rule(KEYCLOAK, "an ID token", t -> t.claim("typ", "ID"), Reason.WRONG_KIND, "Keycloak's ID token"),
                rule(KEYCLOAK, "a refresh token", t -> t.claim("typ", "Refresh"), Reason.WRONG_KIND, "refresh token"),
                rule(KEYCLOAK, "an offline token", t -> t.claim("typ", "Offline"), Reason.WRONG_KIND, "offline token"),
                rule(KEYCLOAK, "a logout token", t -> t.claim("typ", "Logout"), Reason.WRONG_KIND, "logout token"),
                rule(KEYCLOAK, "any other typ", t -> t.claim("typ", MARK), Reason.WRONG_KIND, "claim typ has another"),
                rule(KEYCLOAK, "typ in small letters", t -> t.claim("typ", "bearer"), Reason.WRONG_KIND, "claim typ"),
                rule(KEYCLOAK, "typ as a list", t -> t.claim("typ", List.of("Bearer")), Reason.WRONG_KIND, "claim typ"),
                rule(KEYCLOAK, "no typ claim", t -> t.without("typ"), Reason.MISSING_CLAIM, "the claim typ is missing"),
                rule(COGNITO, "an ID token", t -> t.claim("token_use", "id"), Reason.WRONG_KIND, "Cognito's ID token"),
                rule(
                        COGNITO,
                        "no token_use",
                        t -> t.without("token_use"),
                        Reason.MISSING_CLAIM,
                        "token_use is missing"),
                rule(COGNITO, "any other use", t -> t.claim("token_use", MARK), Reason.WRONG_KIND, "claim token_use"),
                rule(
                        ENTRA_V2,
                        "version 1.0",
                        t -> t.claim("ver", "1.0"),
                        Reason.WRONG_KIND,
                        "or use the profile entra-v1"),
                rule(
                        ENTRA_V1,
                        "version 2.0",
                        t -> t.claim("ver", "2.0"),
                        Reason.WRONG_KIND,
                        "use the profile entra-v2"),
                rule(ENTRA_V2, "version as a number", t -> t.claim("ver", 2.0), Reason.WRONG_KIND, "claim ver"),
                rule(ENTRA_V2, "no version", t -> t.without("ver"), Reason.MISSING_CLAIM, "the claim ver is missing"),
                rule(ENTRA_V2, "an ID token", t -> t.without("azp"), Reason.MISSING_CLAIM, "send the access token"),
                rule(ENTRA_V1, "an ID token", t -> t.without("appid"), Reason.MISSING_CLAIM, "send the access token"),
                rule(OKTA, "an ID token", t -> t.without("cid"), Reason.MISSING_CLAIM, "send the access token"),
                rule(AUTH0, "an ID token", t -> t.without("azp"), Reason.MISSING_CLAIM, "send the access token"),
                rule(
                        AUTH0_RFC9068,
                        "an ID token",
                        t -> t.without("client_id"),
                        Reason.MISSING_CLAIM,
                        "send the access token"),

                // audience
                rule(RFC9068, "another audience", t -> t.audience(MARK), Reason.WRONG_AUDIENCE, "a token for orders"),
                rule(
                        KEYCLOAK,
                        "Keycloak's default",
                        t -> t.audience("account"),
                        Reason.WRONG_AUDIENCE,
                        "the audience is Keycloak's default, account, not this service: add an audience mapper for"
                                + " orders to"),
                rule(
                        KEYCLOAK,
                        "another service and the default",
                        t -> t.audience(MARK, "account"),
                        Reason.WRONG_AUDIENCE,
                        "for orders"),
                rule(KEYCLOAK, "another service", t -> t.audience(MARK), Reason.WRONG_AUDIENCE, "mapper for orders"),
                rule(
                        KEYCLOAK,
                        "a lightweight token",
                        t -> t.without("aud").without("realm_access").without("resource_access"),
                        Reason.MISSING_CLAIM,
                        "the claim aud is missing: no audience mapper is there, or the token is lightweight: add an"
                                + " audience mapper for orders to"),
                rule(KEYCLOAK, "no subject", t -> t.without("sub"), Reason.MISSING_CLAIM, "client scope basic"),
                rule(
                        ENTRA_V2,
                        "an App ID URI",
                        t -> t.audience("api://" + MARK),
                        Reason.WRONG_AUDIENCE,
                        "client id, a GUID"),
                rule(ENTRA_V1, "another audience", t -> t.audience(MARK), Reason.WRONG_AUDIENCE, "App ID URI"),
                rule(OKTA, "another audience", t -> t.audience(MARK), Reason.WRONG_AUDIENCE, "it should be orders"),
                rule(
                        AUTH0,
                        "another audience",
                        t -> t.audience(MARK),
                        Reason.WRONG_AUDIENCE,
                        "ask for audience orders"),
                rule(
                        AUTH0,
                        "userinfo only",
                        t -> t.audience(issuer.uri() + "/userinfo"),
                        Reason.WRONG_AUDIENCE,
                        "only Auth0's own userinfo"),
                rule(
                        AUTH0_RFC9068,
                        "another audience",
                        t -> t.audience(MARK),
                        Reason.WRONG_AUDIENCE,
                        "audience orders"),

                // Cognito's client and scope instead of an audience
                rule(
                        COGNITO,
                        "another client",
                        t -> t.client(MARK),
                        Reason.WRONG_CLIENT,
                        "not one of those in clients"),
                rule(COGNITO, "no client", t -> t.without("client_id"), Reason.MISSING_CLAIM, "client_id is missing"),
                rule(COGNITO, "a client in capitals", t -> t.client("SHOP-WEB"), Reason.WRONG_CLIENT, "clients"),
                rule(COGNITO, "no scope claim", t -> t.without("scope"), Reason.MISSING_CLAIM, "resource server"),
                rule(COGNITO, "no scope", t -> t.claim("scope", ""), Reason.WRONG_AUDIENCE, "grants no scope"),
                rule(COGNITO, "a scope in bad form", t -> t.claim("scope", "a  b"), Reason.WRONG_AUDIENCE, "no scope"),
                rule(COGNITO, "bound to a resource", t -> t.audience(MARK), Reason.WRONG_AUDIENCE, "grants no scope"),

                // scopes and roles
                rule(
                        ENTRA_V2,
                        "neither scp nor roles",
                        t -> t.without("scp"),
                        Reason.MISSING_CLAIM,
                        "neither a scope (scp) nor a role (roles)"),
                rule(
                        ENTRA_V1,
                        "empty scp and roles",
                        t -> t.claim("scp", "").roles(),
                        Reason.MISSING_CLAIM,
                        "neither a scope (scp) nor a role (roles)"),
                rule(
                        ENTRA_V2,
                        "groups elsewhere",
                        t -> t.claim("_claim_names", Map.of("groups", "src1"))
                                .claim("_claim_sources", Map.of("src1", Map.of("endpoint", MARK))),
                        Reason.MISSING_CLAIM,
                        "too many groups"),
                rule(
                        ENTRA_V1,
                        "roles elsewhere",
                        t -> t.claim("_claim_names", Map.of("roles", "src1")),
                        Reason.MISSING_CLAIM,
                        "too many groups"),
                rule(ENTRA_V2, "hasgroups", t -> t.claim("hasgroups", true), Reason.MISSING_CLAIM, "too many groups"),
                rule(
                        ENTRA_V2,
                        "scope beside scp",
                        t -> t.claim("scope", MARK),
                        Reason.MALFORMED_CLAIM,
                        "scope and scp have different values"),
                rule(
                        OKTA,
                        "scope beside scp",
                        t -> t.claim("scope", "orders:read admin"),
                        Reason.MALFORMED_CLAIM,
                        "scope and scp have different values"),
                rule(RFC9068, "no client", t -> t.without("client_id"), Reason.MISSING_CLAIM, "RFC 9068 wants it"),
                rule(
                        SPRING_AUTHORIZATION_SERVER,
                        "the client as audience",
                        t -> t.audience("shop-web"),
                        Reason.WRONG_AUDIENCE,
                        "unless an OAuth2TokenCustomizer sets the audience"),
                rule(
                        SPRING_AUTHORIZATION_SERVER,
                        "an ID token",
                        t -> t.claim("azp", MARK),
                        Reason.WRONG_KIND,
                        "those have no claim azp"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rules")
    void saysWhatANewcomerMustChange(
            TokenProfile profile, String name, UnaryOperator<TestToken> breaking, Reason reason, String advice) {
        TokenVerifier service = issuer.service(profile);

        Verification verification =
                service.verify(breaking.apply(issuer.token(profile)).sign());

        assertThat(verification).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.detail()).contains(advice).doesNotContain(MARK, "{", "}");
        });
        assertThat(service.verify(issuer.token(profile).sign())).isInstanceOf(VerifiedToken.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.redoubt.token.ProfiledIssuer#profiles")
    void refusesTheOtherTokensOfAnyProvider(TokenProfile profile) {
        TestToken token = issuer.token(profile);

        assertThat(reason(profile, token.claim("nonce", MARK))).isEqualTo(Reason.WRONG_KIND);
        assertThat(reason(profile, token.claim("at_hash", MARK))).isEqualTo(Reason.WRONG_KIND);
        assertThat(reason(profile, token.claim("events", Map.of()))).isEqualTo(Reason.WRONG_KIND);
        assertThat(reason(profile, token.type("logout+jwt"))).isEqualTo(Reason.TYPE_REFUSED);
        assertThat(reason(profile, token.type("token-introspection+jwt"))).isEqualTo(Reason.TYPE_REFUSED);
        assertThat(reason(profile, token.type("dpop+jwt"))).isEqualTo(Reason.TYPE_REFUSED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.redoubt.token.ProfiledIssuer#profiles")
    void needsEveryClaimThatItRequires(TokenProfile profile) {
        for (ClaimPaths.Required required : profile.claims().required()) {
            assertThat(reason(profile, issuer.token(profile).without(required.name())))
                    .as(required.name())
                    .isEqualTo(Reason.MISSING_CLAIM);
        }
        assertThat(profile.claims().required())
                .extracting(ClaimPaths.Required::name)
                .contains("iss", "sub", "exp", "iat");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.redoubt.token.ProfiledIssuer#profiles")
    @Tag("attack-75")
    void acceptsOnlyClientsThatAreListed(TokenProfile profile) {
        if (profile.claims().client().isEmpty()) {
            return;
        }
        TokenVerifier service = issuer.service(profile, Set.of("orders"), Set.of("shop-web", "shop-app"));

        assertThat(service.verify(issuer.token(profile).sign())).isInstanceOf(VerifiedToken.class);
        assertThat(service.verify(issuer.token(profile).client("shop-app").sign()))
                .isInstanceOf(VerifiedToken.class);
        assertThat(service.verify(issuer.token(profile).client("partner").sign()))
                .isEqualTo(Refusal.of(Reason.WRONG_CLIENT));
    }

    /** A list of clients is no list of those that may be absent. */
    @Test
    void refusesATokenWithoutAClientWhereClientsAreListed() {
        TokenVerifier service = issuer.service(KEYCLOAK, Set.of("orders"), Set.of("shop-web"));

        assertThat(service.verify(issuer.token(KEYCLOAK).without("azp").sign()))
                .isEqualTo(new Refusal(
                        Reason.WRONG_CLIENT, "the token names no client, and only those in clients may call"));
    }

    @Test
    void refusesAScopeOfAnotherResourceServerOfCognito() {
        TokenVerifier service = issuer.service(COGNITO, Set.of("https://api.example"), Set.of("shop-web"));
        TestToken token = issuer.token(COGNITO);

        for (String scope : List.of(
                "billing/read",
                "openid",
                "https://api.example",
                "https://api.example/billing/read",
                "https://api.example.evil/read",
                "/read")) {
            assertThat(service.verify(token.scope("openid", scope).sign()))
                    .as(scope)
                    .isEqualTo(new Refusal(
                            Reason.WRONG_AUDIENCE,
                            "the token grants no scope of this service: have the client ask for one of the resource server"
                                    + " https://api.example"));
        }
        assertThat(service.verify(token.scope("https://api.example/read").sign()))
                .isInstanceOf(VerifiedToken.class);
    }

    @Test
    void acceptsAnyScopeOfCognitoWithoutAResourceServer() {
        TokenVerifier service = issuer.service(COGNITO, Set.of(), Set.of("shop-web"));
        TestToken token = issuer.token(COGNITO);

        assertThat(service.verify(token.scope("billing/read").sign())).isInstanceOf(VerifiedToken.class);
        assertThat(service.verify(token.claim("scope", "").sign()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.WRONG_AUDIENCE));
        assertThat(service.verify(token.audience("orders").sign())).isInstanceOf(Refusal.class);
    }

    /** RFC 7519 section 4.1.3: an audience that is there counts, even where none is needed. */
    @Test
    void refusesATokenOfCognitoThatIsBoundToAnotherResource() {
        TokenVerifier service = issuer.service(COGNITO, Set.of("orders"), Set.of("shop-web"));
        TestToken token = issuer.token(COGNITO);

        assertThat(service.verify(token.audience("orders").sign())).isInstanceOf(VerifiedToken.class);
        assertThat(((Refusal) service.verify(token.audience("billing").sign())).reason())
                .isEqualTo(Reason.WRONG_AUDIENCE);
    }

    @Test
    void logsWhatTheDocumentationSays() throws IOException {
        Set<String> logged = rules().map(row -> logged(row.get())).collect(Collectors.toSet());
        String page = Files.readString(Path.of("..", "docs", "profiles.md"));
        String table = page.substring(page.indexOf("## What a refusal says"), page.indexOf("## Testing against"));

        List<String> documented = Pattern.compile("(?m)^\\| `([^`]+)` \\|[^|]+\\| `([^`]+)` \\| ([^|]+) \\|$")
                .matcher(table)
                .results()
                .map(row -> row.group(1) + ": " + row.group(2) + ": " + row.group(3))
                .toList();

        assertThat(documented).hasSizeGreaterThan(10).isSubsetOf(logged);
    }

    @SuppressWarnings("unchecked")
    private String logged(Object[] row) {
        TokenProfile profile = (TokenProfile) row[0];
        TestToken broken = ((UnaryOperator<TestToken>) row[2]).apply(issuer.token(profile));
        Refusal refusal = (Refusal) issuer.service(profile).verify(broken.sign());
        return profile + ": " + refusal.reason().code() + ": " + refusal.detail();
    }

    private static Arguments rule(
            TokenProfile profile, String name, UnaryOperator<TestToken> breaking, Reason reason, String advice) {
        return arguments(profile, name, breaking, reason, advice);
    }

    private Reason reason(TokenProfile profile, TestToken token) {
        return ((Refusal) issuer.service(profile).verify(token.sign())).reason();
    }
}
