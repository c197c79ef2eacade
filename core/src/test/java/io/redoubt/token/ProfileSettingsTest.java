package io.redoubt.token;

import static io.redoubt.token.TokenProfile.AUTH0;
import static io.redoubt.token.TokenProfile.COGNITO;
import static io.redoubt.token.TokenProfile.ENTRA_V1;
import static io.redoubt.token.TokenProfile.ENTRA_V2;
import static io.redoubt.token.TokenProfile.KEYCLOAK;
import static io.redoubt.token.TokenProfile.OKTA;
import static io.redoubt.token.TokenProfile.RFC9068;
import static io.redoubt.token.TokenProfile.SPRING_AUTHORIZATION_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.ConfigurationException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings that cannot work under a profile are refused at the start, and not token by token. */
class ProfileSettingsTest {

    private static final String TENANT = "9122040d-6c67-4c5b-b112-36a304b66dad";
    private static final String POOL = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab12";
    private static final Set<String> ORDERS = Set.of("orders");
    private static final Set<String> NONE = Set.of();

    @ParameterizedTest
    @CsvSource({
        "rfc9068, https://idp.example",
        "spring-authorization-server, https://idp.example/any",
        "keycloak, https://idp.example/realms/shop",
        "keycloak, https://idp.example/auth/realms/shop",
        "keycloak, http://127.0.0.1:8080",
        "entra-v2, https://login.microsoftonline.com/" + TENANT + "/v2.0",
        "entra-v2, https://login.microsoftonline.us/" + TENANT + "/v2.0",
        "entra-v2, https://shop.ciamlogin.com/" + TENANT + "/v2.0",
        "entra-v1, https://sts.windows.net/" + TENANT + "/",
        "okta, https://shop.okta.com/oauth2/default",
        "okta, https://login.shop.example/oauth2/aus9o8wvkhockw9TL0h7",
        "okta, http://localhost:9000",
        "auth0, https://shop.eu.auth0.com/",
        "auth0-rfc9068, https://login.shop.example/",
        "cognito, " + POOL
    })
    void acceptsTheIssuersOfAProvider(String profile, String issuer) {
        TokenProfile named = TokenProfile.named(profile).orElseThrow();

        assertThat(named.problemsWith(issuer, named.equals(COGNITO) ? NONE : ORDERS, clientsFor(named)))
                .isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(KEYCLOAK, "https://idp.example", ORDERS, NONE, "issuer-uri", "/realms/<realm>"),
                mistake(KEYCLOAK, "https://idp.example/realms/shop/", ORDERS, NONE, "issuer-uri", "without a slash"),
                mistake(
                        KEYCLOAK,
                        "https://idp.example/realms/shop/protocol/openid-connect",
                        ORDERS,
                        NONE,
                        "issuer-uri",
                        "/realms/<realm>"),
                mistake(
                        ENTRA_V2,
                        "https://login.microsoftonline.com/common/v2.0",
                        ORDERS,
                        NONE,
                        "issuer-uri",
                        "neither common nor a domain"),
                mistake(
                        ENTRA_V2,
                        "https://login.microsoftonline.com/" + TENANT,
                        ORDERS,
                        NONE,
                        "issuer-uri",
                        "<tenant id>/v2.0"),
                mistake(ENTRA_V2, "https://sts.windows.net/" + TENANT + "/", ORDERS, NONE, "issuer-uri", "entra-v1"),
                mistake(ENTRA_V1, "https://sts.windows.net/" + TENANT, ORDERS, NONE, "issuer-uri", "slash"),
                mistake(
                        ENTRA_V1,
                        "https://login.microsoftonline.com/" + TENANT + "/v2.0",
                        ORDERS,
                        NONE,
                        "issuer-uri",
                        "entra-v2"),
                mistake(OKTA, "https://shop.okta.com", ORDERS, NONE, "issuer-uri", "org authorization server"),
                mistake(OKTA, "https://shop.okta.com/", ORDERS, NONE, "issuer-uri", "/oauth2/default"),
                mistake(AUTH0, "https://shop.eu.auth0.com", ORDERS, NONE, "issuer-uri", "with the slash at its end"),
                mistake(
                        COGNITO,
                        "https://shop.auth.eu-west-1.amazoncognito.com",
                        NONE,
                        Set.of("web"),
                        "issuer-uri",
                        "<user pool id>"),
                mistake(RFC9068, "https://idp.example", NONE, NONE, "audience", "name the audience"),
                mistake(AUTH0, "https://shop.eu.auth0.com/", NONE, Set.of("web"), "audience", "name the audience"),
                mistake(RFC9068, "https://idp.example", Set.of("a", " "), NONE, "audience", "one audience per element"),
                mistake(
                        KEYCLOAK,
                        "https://idp.example/realms/shop",
                        Set.of("orders", "account"),
                        NONE,
                        "audience",
                        "an audience of its own"),
                mistake(
                        AUTH0,
                        "https://shop.eu.auth0.com/",
                        Set.of("https://shop.eu.auth0.com/userinfo"),
                        NONE,
                        "audience",
                        "an audience of its own"),
                mistake(COGNITO, POOL, NONE, NONE, "clients", "list the client ids"),
                mistake(COGNITO, POOL, ORDERS, NONE, "clients", "list the client ids"),
                mistake(RFC9068, "https://idp.example", ORDERS, Set.of(""), "clients", "one client id per element"),
                mistake(
                        SPRING_AUTHORIZATION_SERVER,
                        "https://idp.example",
                        ORDERS,
                        Set.of("web"),
                        "clients",
                        "tell services apart by audience"));
    }

    @ParameterizedTest(name = "{0}: {1} {2} {3}")
    @MethodSource("mistakes")
    void refusesSettingsThatCannotWork(
            TokenProfile profile,
            String issuer,
            Set<String> audiences,
            Set<String> clients,
            String setting,
            String remedy) {
        try (JwkSource keys = JwkSource.uri(issuer, "https://idp.example/jwks")) {
            assertThatThrownBy(() -> TrustedIssuer.of(
                            issuer, keys, profile, audiences, clients, Set.of(SignatureAlgorithm.RS256)))
                    .isInstanceOfSatisfying(
                            ConfigurationException.class,
                            e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                                assertThat(problem.setting()).isEqualTo(setting);
                                assertThat(problem.remedy()).contains(remedy);
                            }));
        }
    }

    @Test
    void refusesAllMistakesAtOnce() {
        assertThat(COGNITO.problemsWith("https://idp.example", Set.of(" "), NONE))
                .extracting(ConfigurationException.Problem::setting)
                .containsExactly("issuer-uri", "audience", "clients");
    }

    private static Set<String> clientsFor(TokenProfile profile) {
        return profile.equals(COGNITO) ? Set.of("web") : NONE;
    }

    private static Arguments mistake(
            TokenProfile profile,
            String issuer,
            Set<String> audiences,
            Set<String> clients,
            String setting,
            String remedy) {
        return arguments(profile, issuer, audiences, clients, setting, remedy);
    }
}
