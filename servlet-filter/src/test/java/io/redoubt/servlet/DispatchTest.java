package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.Reason;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.Requirement;
import io.redoubt.testkit.TestIssuer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the application sends on to another path: the rule of that path must allow it, too, and the caller stays the
 * caller, whichever way it goes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DispatchTest {

    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .open("/open/**")
            .rule("/orders/**", new Requirement(Set.of("orders:read"), Set.of()))
            .rule("/admin/**", new Requirement(Set.of("admin"), Set.of()))
            .build();

    private final TestIssuer issuer = TestIssuer.start();
    private OrdersGuard guard;
    private GuardedServer server;
    private RawClient client;

    @BeforeAll
    void start() throws Exception {
        guard = OrdersGuard.trusting(issuer, POLICY);
        server = GuardedServer.start(guard.guard(), handlers(), it -> {
            it.setErrorPage("/error");
            it.setErrorPage(410, "/admin/target");
            it.refuseByItself("/broken", 418);
        });
        client = new RawClient(server.port());
    }

    private static Map<String, Handler> handlers() {
        Map<String, Handler> handlers = new LinkedHashMap<>();
        handlers.put("/", DispatchTest::tellWhoCalls);
        handlers.put("/orders/target", DispatchTest::tellWhoCalls);
        handlers.put("/admin/target", DispatchTest::tellWhoCalls);
        handlers.put("/open/target", DispatchTest::tellWhoCalls);
        handlers.put("/error", DispatchTest::tellWhoCalls);
        handlers.put("/where/*", (request, response) -> response.getWriter().write(request.getRequestURI()));
        for (Way way : Way.values()) {
            Handler handler = (request, response) -> way.send(request, response, request.getParameter("to"));
            handlers.put("/open/" + way, handler);
            handlers.put("/orders/" + way, handler);
            handlers.put("/plain/" + way, handler);
        }
        handlers.put("/orders/again", DispatchTest::dispatchToItself);
        handlers.put("/orders/thread", DispatchTest::answerFromAnotherThread);
        handlers.put("/orders/send-error", (request, response) -> response.sendError(409));
        handlers.put("/open/send-error", (request, response) -> response.sendError(409));
        handlers.put("/orders/throw", (request, response) -> {
            throw new ServletException("on purpose");
        });
        handlers.put(
                "/orders/named",
                (request, response) -> request.getServletContext()
                        .getNamedDispatcher(GuardedServer.nameOf("/admin/target"))
                        .forward(request, response));
        handlers.put("/open/buffered", (request, response) -> {
            response.setHeader("X-Internal", "kept");
            response.getWriter().write("half an answer");
            request.startAsync().dispatch("/orders/target");
        });
        handlers.put("/orders/gone", (request, response) -> response.sendError(410));
        handlers.put("/open/flushed", (request, response) -> {
            response.getWriter().write("half an answer");
            response.flushBuffer();
            request.startAsync().dispatch("/orders/target");
        });
        handlers.put("/open/begun", (request, response) -> {
            response.getWriter().write("before, ");
            request.getRequestDispatcher("/orders/target").include(request, response);
            response.getWriter().write("after");
        });
        handlers.put("/open/twice", (request, response) -> {
            request.getRequestDispatcher("/orders/target").include(request, response);
            request.getRequestDispatcher("/open/target").include(request, response);
        });
        return handlers;
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

    private static void tellWhoCalls(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().write("for " + request.getRemoteUser() + ";");
    }

    private static void dispatchToItself(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            tellWhoCalls(request, response);
        } else {
            request.startAsync().dispatch();
        }
    }

    private static void answerFromAnotherThread(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext context = request.startAsync(request, response);
        Thread thread = new Thread(() -> {
            try {
                tellWhoCalls((HttpServletRequest) context.getRequest(), (HttpServletResponse) context.getResponse());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            context.complete();
        });
        thread.start();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Tag("attack-170")
    void refusesAProtectedPathThatAnOpenRouteSendsTo(Way way) {
        RawResponse response = client.get("/open/" + way + "?to=/orders/target");

        assertRefused(way, response, 401, Reason.NO_CREDENTIALS);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void refusesABadTokenOnAProtectedPathThatAnOpenRouteSendsTo(Way way) {
        RawResponse response = client.get("/open/" + way + "?to=/orders/target", "Authorization: Bearer x.y.z");

        assertRefused(way, response, 401, Reason.TOKEN_MALFORMED);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void refusesATokenThatGrantsTooLittleOnAPathThatAnOpenRouteSendsTo(Way way) {
        RawResponse response = client.get("/open/" + way + "?to=/admin/target", alice("orders:read"));

        assertRefused(way, response, 403, Reason.INSUFFICIENT_SCOPE);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void checksTheTokenWhereAnOpenRouteSendsToAProtectedPath(Way way) {
        RawResponse response = client.get("/open/" + way + "?to=/orders/target", alice("orders:read"));

        assertAnswered(response, "for alice;", "/orders/target");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Tag("attack-170")
    void refusesAPathThatNeedsMoreThanTheOneBefore(Way way) {
        RawResponse response = client.get("/orders/" + way + "?to=/admin/target", alice("orders:read"));

        assertRefused(way, response, 403, Reason.INSUFFICIENT_SCOPE);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void allowsAPathThatNeedsMoreIfTheTokenGrantsIt(Way way) {
        RawResponse response = client.get("/orders/" + way + "?to=/admin/target", alice("orders:read", "admin"));

        assertAnswered(response, "for alice;", "/admin/target");
    }

    static Stream<Arguments> waysWithoutARuleOfTheirOwn() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(
                        arguments(way, "/views/orders.jsp", "/"), arguments(way, "/open/target", "/open/target")));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("waysWithoutARuleOfTheirOwn")
    void keepsTheCallerOnAPathThatNeedsNothing(Way way, String to, String handler) {
        RawResponse response = client.get("/orders/" + way + "?to=" + to, alice("orders:read"));

        assertAnswered(response, "for alice;", handler);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("waysWithoutARuleOfTheirOwn")
    void keepsNobodyNobodyOnAPathThatNeedsNothing(Way way, String to, String handler) {
        RawResponse response = client.get("/open/" + way + "?to=" + to, alice("orders:read"));

        assertAnswered(response, "for null;", handler);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void sendsNothingOnForARequestThatWasRefused(Way way) {
        RawResponse response = client.get("/plain/" + way + "?to=/open/target", alice("orders:read"));

        assertThat(response.status()).isEqualTo(403);
        assertThat(server.reached()).isEmpty();
        assertThat(guard.events().reasons()).containsExactly(Reason.NO_RULE);
    }

    static Stream<Arguments> spellings() {
        return Stream.of(
                        "/orders/../admin/target",
                        "/orders/%2e%2e/admin/target",
                        "/./admin/target",
                        "//admin/target",
                        "/%61dmin/target",
                        "/admin/target;x=1",
                        "/;x=1/admin/target",
                        "/orders/..;/admin/target",
                        "../admin/target",
                        "/admin%2ftarget")
                .map(to -> arguments(to));
    }

    /** Applications send on to paths that they put together from what clients sent. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("spellings")
    @Tag("attack-170")
    void reachesNoPathThatNeedsMoreByAnotherSpelling(String to) {
        for (Way way : Way.values()) {
            client.get("/orders/" + way + "?to=" + Way.encode(to), alice("orders:read"));

            assertThat(server.reached()).doesNotContain("/admin/target");
        }
    }

    static Stream<Arguments> ambiguous() {
        return Stream.of("/views/a%2fb", "/views/a%5cb", "/views/.", "/views/a;x=1", "/views/a b")
                .flatMap(to -> Stream.of(Way.values())
                        .filter(way -> to.contains("%") || !isMadePlain(way))
                        .map(way -> arguments(to, way)));
    }

    private static boolean isMadePlain(Way way) {
        return Product.current().either(false, way.name().startsWith("ASYNC"));
    }

    /** The container may map such a path differently from the framework that routes by its text, as Spring MVC does. */
    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("ambiguous")
    void refusesAnAmbiguousPathThatTheApplicationSendsTo(String to, Way way) {
        RawResponse response = client.get("/open/" + way + "?to=" + Way.encode(to));

        assertRefused(way, response, 400, Reason.AMBIGUOUS_PATH);
        assertThat(server.reached()).doesNotContain("/");
    }

    static Stream<Arguments> plainOnJetty() {
        return Stream.of(
                arguments("/where/.", "/where/"),
                arguments("/where/x/../a", "/where/a"),
                arguments("/where/a;x=1", "/where/a"),
                arguments("/where/a b", "/where/a%20b"));
    }

    /**
     * Jetty dispatches to the plain spelling of such a path and shows no other to the application, so nothing ambiguous is
     * left. Tomcat hands on what it was given, and the filter refuses it.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("plainOnJetty")
    void leavesNoAmbiguousPathToTheTargetOfAnAsyncDispatch(String to, String plain) {
        for (Way way : List.of(Way.ASYNC, Way.ASYNC_AS_SEEN, Way.ASYNC_LATER)) {
            RawResponse response = client.get("/open/" + way + "?to=" + Way.encode(to));

            assertThat(response.status()).isEqualTo(Product.current().either(400, 200));
            assertThat(response.body()).isEqualTo(Product.current().either("", plain));
        }
    }

    @Test
    void keepsTheCallerWhenAnAsyncRequestComesBackToItself() {
        RawResponse response = client.get("/orders/again", alice("orders:read"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("for alice;");
        assertThat(server.reached()).containsExactly("/orders/again", "/orders/again");
        assertThat(guard.events().all()).isEmpty();
    }

    @Test
    void keepsTheCallerForAnotherThread() {
        RawResponse response = client.get("/orders/thread", alice("orders:read"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("for alice;");
    }

    /** A name is no path: the rule of the path that was asked for has judged it. */
    @Test
    void judgesANamedDispatchByThePathThatWasAskedFor() {
        RawResponse response = client.get("/orders/named", alice("orders:read"));

        assertAnswered(response, "for alice;", "/admin/target");
    }

    @Test
    void leavesNoHalfAnswerWhenItRefusesLater() {
        RawResponse response = client.get("/open/buffered");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).isEmpty();
        assertThat(response.values("Content-Length")).containsExactly("0");
    }

    @Test
    void addsNothingToAnAnswerThatHasBegun() {
        RawResponse response = client.get("/open/flushed");

        assertThat(response.body()).contains("half an answer").doesNotContain("for ");
        assertThat(server.reached()).containsExactly("/open/flushed");
        assertThat(guard.events().reasons()).containsExactly(Reason.NO_CREDENTIALS);
    }

    @Test
    void keepsWhatWasWrittenBeforeARefusedInclude() {
        RawResponse response = client.get("/open/begun");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("before, after");
        assertThat(guard.events().reasons()).containsExactly(Reason.NO_CREDENTIALS);
    }

    @Test
    void includesWhatIsAllowedBesideWhatIsRefused() {
        RawResponse response = client.get("/open/twice");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("for null;");
        assertThat(server.reached()).containsExactly("/open/twice", "/open/target");
        assertThat(guard.events().reasons()).containsExactly(Reason.NO_CREDENTIALS);
    }

    @Test
    void showsTheErrorPageUnderTheDecisionOfTheRequest() {
        RawResponse response = client.get("/orders/send-error", alice("orders:read"));

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.body()).isEqualTo("for alice;");
        assertThat(server.reached()).containsExactly("/orders/send-error", "/error");
        assertThat(guard.events().all()).isEmpty();
    }

    /** The container chooses the error page: its path was not asked for, so its rule is not asked. */
    @Test
    void showsAnErrorPageWhoseRuleTheCallerDoesNotMeet() {
        RawResponse response = client.get("/orders/gone", alice("orders:read"));

        assertThat(response.status()).isEqualTo(410);
        assertThat(response.body()).isEqualTo("for alice;");
    }

    /**
     * Nobody decided about such a request yet, so it is judged by the path of the error page. Jetty answers with a page of
     * its own.
     */
    @Test
    @Tag("attack-170")
    void guardsTheErrorPageOfARequestThatTheContainerRefused() {
        RawResponse response = client.get("/broken");

        assertThat(response.status()).isEqualTo(Product.current().either(401, 418));
        assertThat(server.reached()).isEmpty();
    }

    @Test
    void showsTheErrorPageOfAnOpenRouteToNobody() {
        RawResponse response = client.get("/open/send-error", alice("orders:read"));

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.body()).isEqualTo("for null;");
    }

    @Test
    void showsTheErrorPageWhenAHandlerFails() {
        RawResponse response = client.get("/orders/throw", alice("orders:read"));

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("for alice;");
    }

    @Test
    void showsNoErrorPageForItsOwnRefusals() {
        assertThat(client.get("/orders/send-error").status()).isEqualTo(401);
        assertThat(client.get("/nowhere", alice("orders:read")).status()).isEqualTo(403);
        assertThat(client.get("/orders;x").status()).isEqualTo(400);
        assertThat(server.reached()).isEmpty();
    }

    /** The error page is no back door: asked for by a client, it is a path like any other. */
    @Test
    void guardsTheErrorPageItself() {
        assertThat(client.get("/error").status()).isEqualTo(401);
        assertThat(client.get("/error", alice("orders:read")).status()).isEqualTo(403);
        assertThat(server.reached()).isEmpty();
    }

    private void assertAnswered(RawResponse response, String body, String handler) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(body);
        assertThat(server.reached()).last().isEqualTo(handler);
        assertThat(guard.events().all()).isEmpty();
    }

    private void assertRefused(Way way, RawResponse response, int status, Reason reason) {
        assertThat(response.status()).isEqualTo(way.includes() ? 200 : status);
        assertThat(response.body()).isEmpty();
        assertThat(server.reached()).doesNotContain("/orders/target", "/admin/target");
        assertThat(guard.events().reasons()).containsExactly(reason);
    }

    private String alice(String... scopes) {
        return "Authorization: Bearer " + issuer.token().scope(scopes).sign();
    }
}
