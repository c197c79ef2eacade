package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.redoubt.Reason;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.Requirement;
import io.redoubt.testkit.TestIssuer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On an open route nobody calls: what a client sends as credentials is neither checked nor shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenRouteTest {

    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .open("/health/**")
            .open("/shop/{item}/picture")
            .rule("/orders/**", Requirement.authenticated())
            .build();

    private final AtomicReference<Consumer<HttpServletRequest>> look = new AtomicReference<>();
    private final TestIssuer issuer = TestIssuer.start();
    private OrdersGuard guard;
    private GuardedServer server;
    private RawClient client;

    @BeforeAll
    void start() throws Exception {
        guard = OrdersGuard.trusting(issuer, POLICY);
        server = GuardedServer.start(
                guard.guard(), Map.of("/", (request, response) -> look.get().accept(request)));
        client = new RawClient(server.port());
    }

    @AfterAll
    void stop() {
        server.close();
        guard.close();
        issuer.close();
    }

    @BeforeEach
    void forget() {
        look.set(request -> {});
        server.forget();
        guard.events().forget();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/health", "/health/", "/health/live", "/health/a/b", "/shop/7/picture"})
    void letsEverybodyIn(String path) {
        assertThat(client.get(path).status()).isEqualTo(200);
        assertThat(server.reached()).hasSize(1);
        assertThat(guard.events().all()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"/healthy", "/Health", "/shop/7", "/shop//picture", "/shop/7/8/picture", "/shop/7/picture/"})
    void opensNothingBesideTheRoute(String path) {
        assertThat(client.get(path).status()).isIn(400, 401);
        assertThat(server.reached()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Authorization: Bearer x.y.z",
                "Authorization: Bearer",
                "Authorization: Basic YTpi",
                "Authorization: \u00e9",
                "Authorization: Bearer a, Bearer b",
                "DPoP: x",
            })
    void ignoresBadCredentials(String field) {
        assertThat(client.get("/health", field).status()).isEqualTo(200);
        assertThat(client.get("/health", field, field).status()).isEqualTo(200);
        assertThat(guard.events().all()).isEmpty();
    }

    @Test
    void showsNoCallerAndNoCredentials() {
        look.set(request -> {
            assertThat(request.getUserPrincipal()).isNull();
            assertThat(request.getRemoteUser()).isNull();
            assertThat(request.getAuthType()).isNull();
            assertThat(request.isUserInRole("clerk")).isFalse();
            assertThat(Caller.of(request)).isEmpty();
            for (String name : new String[] {"Authorization", "authorization", "AUTHORIZATION", "DPoP", "dpop"}) {
                assertThat(request.getHeader(name)).isNull();
                assertThat(Collections.list(request.getHeaders(name))).isEmpty();
            }
            assertThat(Collections.list(request.getHeaderNames()))
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .contains("host", "x-other")
                    .doesNotContain("authorization", "dpop");
            assertThat(request.getHeader("X-Other")).isEqualTo("shown");
            assertThat(Collections.list(request.getHeaders("X-Other"))).containsExactly("shown");
        });
        String token = issuer.token().claim("roles", new String[] {"clerk"}).sign();

        RawResponse response = client.get("/health", "Authorization: Bearer " + token, "DPoP: proof", "X-Other: shown");

        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    @Tag("attack-169")
    void showsNobodyWhomOnlyTheContainerKnows() {
        Handler tellWhoCalls = (request, response) -> response.getWriter()
                .write(request.getUserPrincipal() + " " + request.getRemoteUser() + " " + request.getAuthType() + " "
                        + request.isUserInRole("clerk"));

        try (GuardedServer ofContainer = GuardedServer.start(
                guard.guard(), Map.of("/", tellWhoCalls), it -> it.authenticateByItself("eve", "clerk"))) {
            RawClient client = new RawClient(ofContainer.port());

            assertThat(client.get("/health").body()).isEqualTo("null null null false");
            assertThat(client.get("/orders").status()).isEqualTo(401);
            assertThat(client.get(
                                    "/orders",
                                    "Authorization: Bearer " + issuer.token().sign())
                            .body())
                    .isEqualTo("Caller alice Bearer false");
        }
    }

    /** The container would quote the credentials in the exception that says they are no number. */
    @Test
    void showsNoCredentialsAsNumberOrDate() {
        look.set(request -> {
            assertThatCode(() ->
                            assertThat(request.getIntHeader("Authorization")).isEqualTo(-1))
                    .doesNotThrowAnyException();
            assertThatCode(() ->
                            assertThat(request.getDateHeader("authorization")).isEqualTo(-1))
                    .doesNotThrowAnyException();
            assertThat(request.getIntHeader("X-Number")).isEqualTo(7);
            assertThat(request.getDateHeader("X-Date")).isZero();
        });

        RawResponse response = client.get(
                "/health", "Authorization: Bearer x", "X-Number: 7", "X-Date: Thu, 01 Jan 1970 00:00:00 GMT");

        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void stillGuardsTheOtherRoutesOfTheConnection() {
        RawResponse responses = client.send(
                "GET /health HTTP/1.1\r\nHost: a\r\n\r\nGET /orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(responses.status()).isEqualTo(200);
        assertThat(responses.body()).startsWith("HTTP/1.1 401 ");
        assertThat(guard.events().reasons()).containsExactly(Reason.NO_CREDENTIALS);
    }
}
