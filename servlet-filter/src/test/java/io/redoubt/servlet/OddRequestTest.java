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
    private final String authorization = "Authorization: Bearer " + token + "\r\n";
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
        guard.events().forget();
    }

    /** Each row says what the answer is and who gave it, on Tomcat and on Jetty. */
    Stream<Arguments> oddRequests() {
        return Stream.of(startLines(), targets(), methods(), fields(), framing())
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> startLines() {
        return Stream.of(
                row("HTTP/0.9", "GET /orders\r\n", redoubt(0), container(505)),
                row("HTTP/1.0", "GET /orders HTTP/1.0\r\n\r\n", redoubt(401)),
                row("HTTP/1.0, another context in Host", "GET /orders HTTP/1.0\r\nHost: open\r\n\r\n", redoubt(401)),
                row("HTTP/1.2", "GET /orders HTTP/1.2\r\nHost: a\r\n\r\n", container(505)),
                row("http/1.1", "GET /orders http/1.1\r\nHost: a\r\n\r\n", container(400), redoubt(401)),
                row("HTTP/2.0 by hand", "GET /orders HTTP/2.0\r\nHost: a\r\n\r\n", container(505), container(426)),
                row("preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", container(0), container(426)),
                row("empty lines first", "\r\n\r\n" + request("GET /orders", ""), redoubt(401)),
                row("line ends without CR", request("GET /orders", "").replace("\r\n", "\n"), redoubt(401)),
                row("no method", request(" /orders", ""), redoubt(401), container(400)),
                row("tab behind the method", request("GET\t/orders", ""), redoubt(401), container(400)),
                row("two spaces behind the method", request("GET  /orders", ""), redoubt(401)),
                row("upgrade", request("GET /orders", "Upgrade: websocket\r\nConnection: Upgrade\r\n"), redoubt(401)));
    }

    private static Stream<Arguments> targets() {
        return Stream.of(
                row("absolute form, another host", request("GET http://other/orders", ""), container(400)),
                row("absolute form, user", request("GET http://u:p@a/orders", ""), redoubt(401), container(400)),
                row("absolute form, no path", request("GET http://a", ""), container(404), redoubt(401)),
                row("absolute form, ftp", request("GET ftp://a/orders", ""), container(400), redoubt(401)),
                row("authority form", request("GET a:80", ""), container(400)),
                row("authority as a path", request("GET //a/orders", ""), container(404), container(400)),
                row("asterisk form", request("GET *", ""), container(400)),
                row("OPTIONS *", request("OPTIONS *", ""), container(200), container(404)),
                row("no target", request("GET ", ""), container(0), container(505)),
                row("only a query", request("GET ?/orders", ""), container(400)),
                row("space in the target", request("GET /orders?x=a b", ""), container(400)),
                row("fragment", request("GET /open#/../orders", ""), container(400)),
                row("NUL in the path", request("GET /orders/\0", ""), container(400)),
                row("NUL in the query", request("GET /orders?\0", ""), container(400)),
                row("query not in ASCII", request("GET /orders?\u00e9", ""), container(400), redoubt(401)),
                row("long path", request("GET /orders/" + "a".repeat(30_000), ""), redoubt(401)),
                row(
                        "very long path",
                        request("GET /orders/" + "a".repeat(70_000), ""),
                        container(400),
                        container(414)));
    }

    private Stream<Arguments> methods() {
        return Stream.of(
                row("get", request("get /orders", ""), redoubt(401)),
                row("GETX", request("GETX /orders", ""), redoubt(401)),
                row("no token of HTTP", request("G@T /orders", ""), container(400)),
                row("long method", request("A".repeat(20_000) + " /orders", ""), redoubt(401)),
                row("TRACE", request("TRACE /orders", ""), container(405), redoubt(401)),
                row("CONNECT", request("CONNECT 127.0.0.1:80", ""), container(501), container(400)),
                row("CONNECT to a path", request("CONNECT /orders", authorization), container(501), container(400)));
    }

    private Stream<Arguments> fields() {
        return Stream.of(
                row("no Host", "GET /orders HTTP/1.1\r\n\r\n", container(400)),
                row("empty Host", "GET /orders HTTP/1.1\r\nHost:\r\n\r\n", redoubt(401), container(400)),
                row("path in Host", "GET /orders HTTP/1.1\r\nHost: a/open\r\n\r\n", container(400)),
                row("two Hosts", request("GET /orders", "Host: b\r\n"), container(400)),
                row("space before the colon", get("Authorization : Bearer " + token), container(400)),
                row("tab before the colon", get("Authorization\t: Bearer " + token), container(400)),
                row("space in a name", get("Author ization: Bearer " + token), container(400)),
                row("NUL in a name", get("Authori\0zation: Bearer " + token), container(400)),
                row("name not in ASCII", get("Authorization\u00e9: Bearer " + token), container(400)),
                row("no name", get(": Bearer " + token), container(400)),
                row("no colon", get("Authorization Bearer " + token), container(400)),
                row("underscore for a hyphen", get("HTTP_AUTHORIZATION: Bearer " + token), redoubt(401)),
                row("CR in a field", get("Authorization: Bearer a\rb: " + token), container(400)),
                row("CR for a line end", get("X: a\rAuthorization: Bearer " + token), container(400)),
                row("NUL in a field", get("Authorization: Bearer \0" + token), container(400)),
                row("NUL behind a field", get("Authorization: Bearer " + token + "\0"), container(400)),
                row("fold into another field", get("X: y\r\n " + authorization.strip()), redoubt(401), container(400)),
                row("fold before the first field", "GET / HTTP/1.1\r\n " + authorization + "\r\n", container(400)),
                row("many tokens", get("Authorization: Bearer a\r\n".repeat(90).strip()), redoubt(400)),
                row(
                        "a thousand tokens",
                        get("Authorization: a\r\n".repeat(1000).strip()),
                        container(400),
                        redoubt(400)),
                row("long field", get("X: " + "a".repeat(70_000)), container(400), container(431)));
    }

    /** RFC 9112 section 6.3: where a message ends must not depend on who reads it. */
    private Stream<Arguments> framing() {
        String another = "0\r\n\r\n" + request("GET /open", "");
        return Stream.of(
                row(
                        "chunked and a length",
                        post("Transfer-Encoding: chunked\r\nContent-Length: 40", another),
                        redoubt(401),
                        container(400)),
                row(
                        "a length and chunked",
                        post("Content-Length: 5\r\nTransfer-Encoding: chunked", another),
                        redoubt(401),
                        container(400)),
                row("two lengths", post("Content-Length: 5\r\nContent-Length: 6", "aaaaaa"), container(400)),
                row("list of lengths", post("Content-Length: 5, 6", "aaaaaa"), container(400)),
                row("length with a sign", post("Content-Length: +5", "aaaaa"), container(400)),
                row("negative length", post("Content-Length: -1", "aaaaa"), container(400)),
                row("unknown coding", post("Transfer-Encoding: xchunked", "0\r\n\r\n"), container(501), container(400)),
                row("not chunked last", post("Transfer-Encoding: chunked, identity", "0\r\n\r\n"), container(400)),
                row("bad chunk", post("Transfer-Encoding: chunked", "zz\r\n\r\n"), redoubt(401)),
                row("unknown expectation", post("Expect: x", ""), container(417)),
                row(
                        "token in a trailer",
                        post("Transfer-Encoding: chunked\r\nTrailer: Authorization", "0\r\n" + authorization + "\r\n"),
                        redoubt(401)));
    }

    private static Arguments row(String name, String octets, Answer everywhere) {
        return row(name, octets, everywhere, everywhere);
    }

    private static Arguments row(String name, String octets, Answer tomcat, Answer jetty) {
        return arguments(name, Product.current().either(tomcat, jetty), octets);
    }

    /** What comes back, and who refused; 0 is an answer without a head. */
    private record Answer(int status, boolean byRedoubt) {
        @Override
        public String toString() {
            return status + (byRedoubt ? " by Redoubt" : " by the container");
        }
    }

    private static Answer redoubt(int status) {
        return new Answer(status, true);
    }

    private static Answer container(int status) {
        return new Answer(status, false);
    }

    private static String get(String field) {
        return request("GET /orders", field + "\r\n");
    }

    private static String post(String field, String content) {
        return request("POST /orders", field + "\r\n") + content;
    }

    private static String request(String start, String fields) {
        return start + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("oddRequests")
    void reachesNoHandler(String name, Answer answer, String octets) {
        RawResponse response = client.sendOnce(octets);

        assertThat(response.status()).isEqualTo(answer.status());
        assertThat(response.body()).doesNotContain("HTTP/1.");
        assertThat(server.reached()).isEmpty();
        assertThat(guard.events().all()).hasSize(answer.byRedoubt() ? 1 : 0);
    }

    /** RFC 9112 section 5.2: a folded line is one value, or refused. */
    @Test
    void readsAFoldedFieldAsOneValueOrNotAtAll() {
        RawResponse folded = client.sendOnce(get("Authorization: Bearer\r\n " + token));
        RawResponse two = client.sendOnce(get("Authorization: Bearer " + token + "\r\n " + token));

        assertThat(folded.status()).isEqualTo(Product.current().either(200, 400));
        assertThat(two.status()).isEqualTo(400);
        assertThat(server.reached()).hasSize(Product.current().either(1, 0));
    }

    /** RFC 9112 section 2.2: a line may end with LF alone, and then the next one is a field of its own. */
    @Test
    void readsALineThatEndsWithoutCr() {
        assertThat(client.sendOnce(get("X: y\nAuthorization: Bearer " + token)).status())
                .isEqualTo(200);
        assertThat(client.sendOnce(get("Authorization: Bearer " + token + "\nAuthorization: Bearer x"))
                        .status())
                .isEqualTo(400);
    }

    /** Tomcat answers TRACE by itself unless it is told otherwise; to Jetty it is a method like any other. */
    @Test
    void judgesTraceByTheRuleOfItsPath() {
        assertThat(client.sendOnce(request("TRACE /orders", authorization)).status())
                .isEqualTo(Product.current().either(405, 200));
        assertThat(client.sendOnce(request("TRACE /nowhere", authorization)).status())
                .isEqualTo(Product.current().either(405, 403));
    }

    /** A client that waits for leave to send gets the refusal; Tomcat gives leave before any filter is asked. */
    @Test
    void refusesAClientThatExpectsToContinue() {
        RawResponse response = client.sendOnce(post("Expect: 100-continue\r\nContent-Length: 3", ""));

        assertThat(response.status()).isEqualTo(Product.current().either(100, 401));
        assertThat(Product.current().either(response.body(), "HTTP/1.1 401 ")).startsWith("HTTP/1.1 401 ");
        assertThat(server.reached()).isEmpty();
    }

    /** Each request of a connection is judged by what it brings itself. */
    @Test
    void judgesEachPipelinedRequestByItself() {
        RawResponse responses = client.sendOnce(get("X: 1")
                + get("Authorization: Bearer " + token)
                + request("GET /open", authorization)
                + get("X: 2"));

        assertThat((responses.head().get(0) + responses.body()).split("HTTP/1.1 ", -1))
                .filteredOn(part -> !part.isEmpty())
                .extracting(part -> part.substring(0, 3))
                .containsExactly("401", "200", "200", "401");
        assertThat(server.reached()).containsExactly("/orders/*", "/open");
    }
}
