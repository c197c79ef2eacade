package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.Requirement;
import io.redoubt.testkit.Endpoint;
import io.redoubt.testkit.TestIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client is told while the issuer's keys were never reachable, and afterwards. */
class KeysUnavailableTest {

    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .open("/open")
            .rule("/orders/**", Requirement.authenticated())
            .build();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final List<String> TRY_LATER = List.of(
            "HTTP/1.1 503 ", "Cache-Control: no-store", "Retry-After: 5", "Content-Length: 0", "Connection: close");

    private final TestIssuer issuer = TestIssuer.start();
    private OrdersGuard guard;
    private GuardedServer server;
    private RawClient client;

    @AfterEach
    void stop() {
        server.close();
        guard.close();
        issuer.close();
    }

    private void start() {
        guard = OrdersGuard.withoutKeys(issuer, POLICY);
        server = GuardedServer.start(guard.guard(), Map.of("/", (request, response) -> {}));
        client = new RawClient(server.port());
    }

    static List<Arguments> faults() {
        return List.of(
                fault("discovery answers 500", it -> it.discovery().status(500)),
                fault("discovery answers HTML", it -> it.discovery().html()),
                fault("discovery is empty", it -> it.discovery().empty()),
                fault("discovery drops the connection", it -> it.discovery().drop()),
                fault("discovery does not answer", it -> it.discovery().hang()),
                fault(
                        "discovery names another issuer",
                        it -> it.discovery()
                                .body("{\"issuer\":\"https://evil.example\",\"jwks_uri\":\"" + it.jwkSetUri() + "\"}")),
                fault(
                        "discovery names a JWK set elsewhere",
                        it -> it.discovery()
                                .body("{\"issuer\":\"" + it.issuerUri()
                                        + "\",\"jwks_uri\":\"https://evil.example/jwks\"}")),
                fault("JWK set is not found", it -> it.jwks().status(404)),
                fault("JWK set is garbage", it -> it.jwks().garbage()),
                fault("JWK set is empty", it -> it.jwks().empty()),
                fault("JWK set is huge", it -> it.jwks().huge()),
                fault("JWK set is elsewhere", it -> it.jwks().redirectTo(it.jwkSetUri())));
    }

    private static Arguments fault(String name, Consumer<TestIssuer> fault) {
        return Arguments.of(name, fault);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void asksToTryLater(String name, Consumer<TestIssuer> fault) {
        fault.accept(issuer);
        start();

        RawResponse response = client.get("/orders", bearer());

        assertThat(response.head()).containsExactlyInAnyOrderElementsOf(TRY_LATER);
        assertThat(response.body()).isEmpty();
        assertThat(server.reached()).isEmpty();
        assertThat(guard.events().reasons()).containsExactly(Reason.KEYS_UNAVAILABLE);
    }

    @Test
    void judgesWhatNeedsNoKey() {
        issuer.jwks().status(500);
        start();

        assertThat(client.get("/open", bearer()).status()).isEqualTo(200);
        assertThat(client.get("/orders").status()).isEqualTo(401);
        assertThat(client.get("/orders", "Authorization: Bearer x.y.z").status())
                .isEqualTo(401);
        assertThat(client.get("/orders", "Authorization: Bearer").status()).isEqualTo(400);
        assertThat(client.get("/orders;x").status()).isEqualTo(400);
    }

    @Test
    void beginsToWorkWhenTheKeysArrive() throws Exception {
        issuer.jwks().hang();
        start();
        Endpoint jwks = issuer.jwks();
        jwks.awaitRequests(1, PATIENCE);
        assertThat(client.get("/orders", bearer()).status()).isEqualTo(503);

        jwks.ok();
        guard.awaitKeys();

        assertThat(client.get("/orders", bearer()).status()).isEqualTo(200);
    }

    @Test
    void asksAgainAfterAFailure() throws Exception {
        issuer.jwks().status(500);
        start();
        issuer.jwks().awaitRequests(1, PATIENCE);

        issuer.jwks().ok();
        guard.awaitKeys();

        assertThat(client.get("/orders", bearer()).status()).isEqualTo(200);
    }

    @Test
    void keepsWorkingWhenTheIssuerGoesDown() throws Exception {
        start();
        guard.awaitKeys();

        issuer.close();

        assertThat(client.get("/orders", bearer()).status()).isEqualTo(200);
        assertThat(client.get(
                                "/orders",
                                "Authorization: Bearer "
                                        + issuer.token()
                                                .header("kid", "unknown")
                                                .sign())
                        .status())
                .isEqualTo(401);
        assertThat(client.get("/orders", bearer()).status()).isEqualTo(200);
    }

    private String bearer() {
        return "Authorization: Bearer " + issuer.token().sign();
    }
}
