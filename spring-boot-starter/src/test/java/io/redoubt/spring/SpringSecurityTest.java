package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.Reason;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import jakarta.servlet.DispatcherType;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code enforced-by: spring-security}: Spring Security's rules decide, about tokens that Redoubt verified. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringSecurityTest {

    private final TestIssuer issuer = TestIssuer.start();
    private final TestIssuer other = TestIssuer.start();
    private RunningApplication application;

    @BeforeAll
    void start() {
        Settings settings = Settings.forSpringSecurity(issuer)
                .with("management.server.port", "0")
                .with("management.server.address", "127.0.0.1")
                .with("management.endpoints.web.exposure.include", "*");
        application = RunningApplication.start(settings, Application.class);
    }

    @AfterAll
    void stop() {
        application.close();
        other.close();
        issuer.close();
    }

    @BeforeEach
    void forget() {
        events().clear();
    }

    @Test
    void givesTheVerifiedTokenToSpringSecurity() {
        Instant expiry = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 60);
        TestToken token = issuer.token()
                .expiresAt(expiry)
                .claim("nbf", Instant.now().minusSeconds(60))
                .claim("tenant", Map.of("id", 7))
                .claim("nothing", null);

        HttpResponse<String> response = Http.get(application.uri("/orders"), token.sign());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("orders of alice by shop-web for [orders] until " + expiry + " {id=7} null");
        assertThat(events()).isEmpty();
    }

    @Test
    void leavesTheRulesToSpringSecurity() {
        HttpResponse<String> withoutToken = Http.get(application.uri("/orders"));
        HttpResponse<String> withoutScope = Http.get(
                application.uri("/orders"), issuer.token().scope("other").sign());

        assertThat(withoutToken.statusCode()).isEqualTo(401);
        assertThat(withoutScope.statusCode()).isEqualTo(403);
        assertThat(Http.get(application.uri("/nowhere"), issuer.token().sign()).statusCode())
                .isEqualTo(403);
        assertThat(events()).isEmpty();
    }

    Stream<Arguments> badTokens() {
        TestToken valid = issuer.token();
        Instant now = Instant.now();
        return Stream.of(
                arguments(
                        "expired",
                        valid.issuedAt(now.minusSeconds(600))
                                .expiresAt(now.minusSeconds(300))
                                .sign(),
                        Reason.EXPIRED),
                arguments("another audience", valid.audience("billing").sign(), Reason.WRONG_AUDIENCE),
                arguments("another issuer's key", valid.signedBy(other).sign(), Reason.BAD_SIGNATURE),
                arguments("another issuer", other.token().sign(), Reason.WRONG_ISSUER),
                arguments("alg none", valid.header("alg", "none").sign(), Reason.ALGORITHM_REFUSED),
                arguments("ID token", valid.type("JWT").sign(), Reason.TYPE_REFUSED),
                arguments(
                        "bound to a key", valid.claim("cnf", Map.of("jkt", "x")).sign(), Reason.CONFIRMATION_REFUSED),
                arguments(
                        "tampered",
                        valid.scope("admin").signatureOf(valid.sign()).sign(),
                        Reason.BAD_SIGNATURE),
                arguments("garbage", "x.y.z", Reason.TOKEN_MALFORMED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void refusesBadTokensInOneWay(String name, String token, Reason reason) {
        HttpResponse<String> response = Http.get(application.uri("/orders"), token);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(Http.challenge(response))
                .startsWith("Bearer error=\"invalid_token\", error_description=\"the access token is not valid here\"");
        assertThat(response.body()).isEmpty();
        assertThat(events()).extracting(SecurityEvent::code).containsExactly(reason.code());
    }

    /** The clock skew would let it pass, but a {@code Jwt} cannot be issued and expire in the same second. */
    @Test
    void refusesATokenWithoutAnyLifetime() {
        Instant now = Instant.now();

        HttpResponse<String> response = Http.get(
                application.uri("/orders"),
                issuer.token().issuedAt(now).expiresAt(now).sign());

        assertThat(response.statusCode()).isEqualTo(401);
    }

    static Stream<Arguments> scopesThatGrantNothing() {
        return Stream.of(
                arguments("with a number", "scope", List.of("orders:read", 7)),
                arguments("two spaces between", "scope", "orders:read  other"),
                arguments("an object", "scope", Map.of("orders:read", true)),
                arguments("where other issuers write them", "scp", "orders:read"));
    }

    /** Spring Security reads scopes more generously, and fails with a 500 on some of these. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("scopesThatGrantNothing")
    void grantsNoScopeThatRedoubtDoesNotGrant(String name, String claim, Object value) {
        TestToken token = issuer.token().without("scope").claim(claim, value);

        assertThat(Http.get(application.uri("/orders"), token.sign()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void guardsThePortOfTheActuator() {
        assertThat(Http.get(application.managementUri("/actuator/env")).statusCode())
                .isEqualTo(401);
        assertThat(Http.get(application.managementUri("/actuator/env"), "x.y.z").statusCode())
                .isEqualTo(401);
        assertThat(Http.get(
                                application.managementUri("/actuator/env"),
                                issuer.token().sign())
                        .statusCode())
                .isEqualTo(403);
        assertThat(Http.get(
                                application.managementUri("/actuator/env"),
                                issuer.token().scope("ops").sign())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void asksToTryLaterWhileThereAreNoKeys() {
        TestIssuer down = TestIssuer.start();
        down.discovery().hang();

        try (RunningApplication beside =
                RunningApplication.start(Settings.forSpringSecurity(down), Application.class)) {
            HttpResponse<String> response =
                    Http.get(beside.uri("/orders"), down.token().sign());

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).isEmpty();
            assertThat(Http.get(beside.uri("/orders")).statusCode()).isEqualTo(401);
            assertThat(Http.get(beside.uri("/orders"), "x.y.z").statusCode()).isEqualTo(401);
        } finally {
            down.close();
        }
    }

    private List<SecurityEvent> events() {
        return application.context().getBean(Application.class).events;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Orders.class)
    static class Application {

        private final List<SecurityEvent> events = new CopyOnWriteArrayList<>();

        @Bean
        SecurityEventListener recording() {
            return events::add;
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                            .permitAll() // or a 500 would show as a 401
                            .requestMatchers("/orders")
                            .hasAuthority("SCOPE_orders:read")
                            .requestMatchers("/actuator/**")
                            .hasAuthority("SCOPE_ops")
                            .anyRequest()
                            .denyAll())
                    .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                    .build();
        }
    }

    @RestController
    static class Orders {

        @GetMapping("/orders")
        String all(@AuthenticationPrincipal Jwt jwt) {
            return "orders of " + jwt.getSubject() + " by " + jwt.getClaimAsString("client_id") + " for "
                    + jwt.getAudience() + " until " + jwt.getExpiresAt() + " "
                    + jwt.getClaims().get("tenant") + " "
                    + jwt.getClaims().get("nothing");
        }
    }
}
