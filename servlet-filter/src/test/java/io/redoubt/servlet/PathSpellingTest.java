package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.Reason;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.Requirement;
import io.redoubt.testkit.TestIssuer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a path is spelled, it is refused or judged as what it will be routed to. Each spelling is sent to a container
 * as it comes, to one that was told to accept every spelling, so that only the filter is left to refuse it, and to one
 * below a context path.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathSpellingTest {

    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .open("/open/**")
            .rule("/orders/**", new Requirement(Set.of("orders:read"), Set.of()))
            .rule("/admin/**", new Requirement(Set.of("admin"), Set.of()))
            .build();

    private static final Map<String, Handler> HANDLERS = Map.of(
            "/open/*", (request, response) -> {},
            "/orders/*", (request, response) -> {},
            "/admin/*", (request, response) -> {},
            "/", (request, response) -> {});

    /** Who refuses a request. */
    private enum Refuser {
        REDOUBT,
        CONTAINER
    }

    private final TestIssuer issuer = TestIssuer.start();
    private final String fieldOfAlice =
            "Authorization: Bearer " + issuer.token().sign();
    private OrdersGuard guard;
    private GuardedServer plain;
    private GuardedServer lenient;
    private GuardedServer inContext;

    @BeforeAll
    void start() throws Exception {
        guard = OrdersGuard.trusting(issuer, POLICY);
        plain = GuardedServer.start(guard.guard(), HANDLERS);
        lenient = GuardedServer.start(guard.guard(), HANDLERS, Container::acceptEverySpelling);
        inContext = GuardedServer.startAt("/shop", guard.guard(), HANDLERS);
    }

    @AfterAll
    void stop() {
        inContext.close();
        lenient.close();
        plain.close();
        guard.close();
        issuer.close();
    }

    @BeforeEach
    void forget() {
        Stream.of(plain, lenient, inContext).forEach(GuardedServer::forget);
        guard.events().forget();
    }

    /** Each row says which of the two refuses the path; what the container refuses, the filter never sees. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "ambiguous-paths.csv", numLinesToSkip = 1, quoteCharacter = '\'')
    void refusesAmbiguousSpellings(
            String target, Refuser tomcat, Refuser lenientTomcat, Refuser jetty, Refuser lenientJetty) {
        Product product = Product.current();

        assertRefused(plain, target, product.either(tomcat, jetty));
        assertRefused(lenient, target, product.either(lenientTomcat, lenientJetty));
    }

    private void assertRefused(GuardedServer server, String target, Refuser refuser) {
        RawClient client = new RawClient(server.port());

        RawResponse ofNobody = client.get(target);
        RawResponse ofAlice = client.get(target, fieldOfAlice);

        assertThat(ofNobody.status()).isEqualTo(400);
        assertThat(ofAlice.status()).isEqualTo(400);
        assertThat(server.reached()).isEmpty();
        assertThat(guard.events().reasons())
                .isEqualTo(
                        refuser == Refuser.REDOUBT ? List.of(Reason.AMBIGUOUS_PATH, Reason.AMBIGUOUS_PATH) : List.of());
        guard.events().forget();
    }

    @Test
    void tellsNothingMoreOfAnAmbiguousPath() {
        RawResponse response = new RawClient(plain.port()).get("/orders;x=1", fieldOfAlice);

        assertThat(response.head())
                .containsExactlyInAnyOrder(
                        "HTTP/1.1 400 ", "Cache-Control: no-store", "Content-Length: 0", "Connection: close");
        assertThat(response.body()).isEmpty();
    }

    static Stream<Arguments> equivalent() {
        return Stream.of(
                arguments("/orders", "/orders/*", 200),
                arguments("/orders/", "/orders/*", 200),
                arguments("/%6frders", "/orders/*", 200),
                arguments("/%6Frders", "/orders/*", 200),
                arguments("/%6f%72%64%65%72%73", "/orders/*", 200),
                arguments("/orders/%31", "/orders/*", 200),
                arguments("/orders/a%20b", "/orders/*", 200),
                arguments("/orders/%20", "/orders/*", 200),
                arguments("/orders/a+b", "/orders/*", 200),
                arguments("/orders/%C3%A9", "/orders/*", 200),
                arguments("/orders/%F0%9F%94%92", "/orders/*", 200),
                arguments("/orders/.hidden", "/orders/*", 200),
                arguments("/orders/a.b", "/orders/*", 200),
                arguments("/orders/%3f", "/orders/*", 200),
                arguments("/orders?x=/../open", "/orders/*", 200),
                arguments("/orders?//;..%2f%00", "/orders/*", 200),
                arguments("http://127.0.0.1/orders", "/orders/*", 200),
                arguments("http://127.0.0.1/%6frders?x", "/orders/*", 200),
                arguments("/admin", "/admin/*", 403),
                arguments("/%61dmin", "/admin/*", 403),
                arguments("/admi%6e/users", "/admin/*", 403),
                arguments("http://127.0.0.1/admin/users", "/admin/*", 403),
                arguments("/ORDERS", "/", 403),
                arguments("/orders%20", "/", 403),
                arguments("/%20orders", "/", 403),
                arguments("/orders%3f", "/", 403),
                arguments("/orders%23", "/", 403),
                arguments("/%EF%BD%8Frders", "/", 403));
    }

    @ParameterizedTest(name = "{0} goes to {1}: {2}")
    @MethodSource("equivalent")
    void judgesByWhatThePathMeans(String target, String handler, int status) {
        for (GuardedServer server : List.of(plain, lenient)) {
            RawClient client = new RawClient(server.port());

            RawResponse ofNobody = client.get(target);
            RawResponse ofAlice = client.get(target, fieldOfAlice);

            assertThat(ofNobody.status()).isEqualTo(401);
            assertThat(ofAlice.status()).isEqualTo(status);
            assertThat(server.reached()).isEqualTo(status == 200 ? List.of(handler) : List.of());
        }
    }

    static Stream<Arguments> belowTheContext() {
        return Stream.of(
                arguments("/shop/orders", 401, 200),
                arguments("/shop/orders/1", 401, 200),
                arguments("/shop/%6frders", 401, 200),
                arguments("/shop/admin", 401, 403),
                arguments("/shop/shop/orders", 401, 403),
                arguments("/shop/open", 200, 200),
                arguments("//shop/orders", 400, 400),
                arguments("/shop//orders", 400, 400),
                arguments("/shop/./orders", 400, 400),
                arguments("/shop/open/../orders", 400, 400),
                arguments("/shop/orders/../admin", 400, 400),
                arguments("/shop/open/..;/orders", 400, 400),
                arguments("/shop/orders;x=1", 400, 400),
                arguments("/shop/open/%2e%2e/orders", 400, 400));
    }

    @ParameterizedTest(name = "{0}: {1} for nobody, {2} for alice")
    @MethodSource("belowTheContext")
    void judgesPathsBelowTheContext(String target, int ofNobody, int ofAlice) {
        RawClient client = new RawClient(inContext.port());

        assertThat(client.get(target).status()).isEqualTo(ofNobody);
        assertThat(client.get(target, fieldOfAlice).status()).isEqualTo(ofAlice);
    }

    /**
     * Tomcat tells the context path as the client spelled it, Jetty as it was configured: where it ends in the path that the
     * client sent is not known then, and the URL of a proof would be cut at the wrong place.
     */
    @Test
    void refusesAnEncodedContextPath() {
        RawClient client = new RawClient(inContext.port());

        assertThat(client.get("/%73hop/orders").status()).isEqualTo(400);
        assertThat(client.get("/%73hop/admin", fieldOfAlice).status()).isEqualTo(400);
        assertThat(inContext.reached()).isEmpty();
    }

    static Stream<Arguments> curiousContexts() {
        return Stream.of(
                        "/x/../shop/orders",
                        "/shop/../shop/orders",
                        "/./shop/orders",
                        "/%2e/shop/orders",
                        "/shop;v=1/orders",
                        "/;v=1/shop/orders",
                        "/shop;v=1/open/../orders",
                        "/x/..;/shop/orders",
                        "/open/../shop/orders",
                        "/shop/open/../../shop/orders",
                        "/%2fshop/orders",
                        "/shop%2forders",
                        "/shoporders",
                        "/shop/../orders",
                        "/shop")
                .map(target -> arguments(target));
    }

    /** Containers take dot segments and parameters out of the context path by themselves, before they tell us the rest. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("curiousContexts")
    void reachesNoHandlerThroughTheContextPath(String target) {
        RawClient client = new RawClient(inContext.port());

        RawResponse ofNobody = client.get(target);
        RawResponse ofMallory = client.get(target, "Authorization: Bearer x.y.z");

        assertThat(ofNobody.status()).isBetween(300, 499);
        assertThat(ofMallory.status()).isBetween(300, 499);
        assertThat(inContext.reached()).isEmpty();
    }
}
