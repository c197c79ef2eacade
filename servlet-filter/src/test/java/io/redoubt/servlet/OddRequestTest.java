package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.access.AccessPolicy;
import io.redoubt.access.Requirement;
import io.redoubt.testkit.TestIssuer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that no decent client writes: none of them reaches the handler, and none makes the filter fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddRequestTest {

    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .open("/open")
            .rule("/orders/**", Requirement.authenticated())
            .build();

    private final TestIssuer issuer = TestIssuer.start();
    private final String token = issuer.token().sign();
    private OrdersGuard guard;
    private GuardedServer server;
    private RawClient client;

    @BeforeAll
    void start() throws Exception {
        guard = OrdersGuard.trusting(issuer, POLICY);
        server = GuardedServer.start(
                guard.guard(), Map.of("/orders/*", (request, response) -> {}, "/open", (request, response) -> {}));
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
        server.forget();
    }

    Stream<Arguments> oddRequests() {
        return Stream.of(
                arguments("HTTP/1.0", 401, "GET /orders HTTP/1.0\r\n\r\n"),
                arguments("HTTP/1.0 with another context in Host", 401, "GET /orders HTTP/1.0\r\nHost: open\r\n\r\n"),
                arguments("no Host", 400, "GET /orders HTTP/1.1\r\n\r\n"),
                arguments("HTTP/2.0 by hand", 505, "GET /orders HTTP/2.0\r\nHost: a\r\n\r\n"),
                arguments("TRACE", 405, request("TRACE /orders", "")),
                arguments("CONNECT", 501, request("CONNECT 127.0.0.1:80", "")),
                arguments("two Hosts", 400, request("GET /orders", "Host: b\r\n")),
                arguments("upgrade", 401, request("GET /orders", "Upgrade: websocket\r\nConnection: Upgrade\r\n")),
                arguments(
                        "token in a trailer",
                        401,
                        request(
                                "POST /orders",
                                "Transfer-Encoding: chunked\r\nTrailer: Authorization\r\n",
                                "0\r\nAuthorization: Bearer " + token + "\r\n\r\n")),
                arguments(
                        "field name with a space",
                        400,
                        request("GET /orders", "Authorization : Bearer " + token + "\r\n")),
                arguments(
                        "field with CR", 400, request("GET /orders", "Authorization: Bearer a\rb: " + token + "\r\n")),
                arguments("field with NUL", 400, request("GET /orders", "Authorization: Bearer \0" + token + "\r\n")),
                arguments("field without a name", 400, request("GET /orders", ": Bearer " + token + "\r\n")),
                arguments(
                        "underscore for a hyphen",
                        401,
                        request("GET /orders", "HTTP_AUTHORIZATION: Bearer " + token + "\r\n")),
                arguments("hundreds of tokens", 400, request("GET /orders", "Authorization: Bearer a\r\n".repeat(90))),
                arguments("no method", 401, request(" /orders", "")),
                arguments("a tab behind the method", 401, request("GET\t/orders", "")));
    }

    private static String request(String start, String fields) {
        return request(start, fields, "");
    }

    private static String request(String start, String fields, String content) {
        return start + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + content;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("oddRequests")
    void reachesNoHandler(String name, int status, String octets) {
        RawResponse response = client.sendOnce(octets);

        assertThat(response.status()).isEqualTo(status);
        assertThat(server.reached()).doesNotContain("/orders/*");
    }

    /** RFC 9112 section 5.2: a folded line is one value, whatever the container makes of the fold. */
    @Test
    void readsAFoldedFieldAsOneValueOrNotAtAll() {
        RawResponse response = client.sendOnce(request("GET /orders", "Authorization: Bearer\r\n x\r\n"));

        assertThat(response.status()).isIn(400, 401);
        assertThat(server.reached()).isEmpty();
    }
}
