package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.Requirement;
import io.redoubt.testkit.TestIssuer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that is answered later, by another thread, too late or not at all stays the request of its caller. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsyncTest {

    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .open("/open/**")
            .rule("/orders/**", new Requirement(Set.of("orders:read"), Set.of()))
            .rule("/admin/**", new Requirement(Set.of("admin"), Set.of()))
            .build();

    private static final long SOON_MILLIS = 50;

    private final TestIssuer issuer = TestIssuer.start();
    private OrdersGuard guard;
    private GuardedServer server;
    private RawClient client;

    @BeforeAll
    void start() throws Exception {
        guard = OrdersGuard.trusting(issuer, POLICY);
        server = GuardedServer.start(guard.guard(), handlers(), it -> it.setErrorPage("/error"));
        client = new RawClient(server.port());
    }

    private static Map<String, Handler> handlers() {
        Map<String, Handler> handlers = new LinkedHashMap<>();
        handlers.put("/error", AsyncTest::tell);
        handlers.put("/orders/target", AsyncTest::tell);
        handlers.put("/admin/target", AsyncTest::tell);
        handlers.put("/orders/fail", (request, response) -> {
            throw new IllegalStateException("on purpose");
        });
        for (String area : new String[] {"/open", "/orders"}) {
            handlers.put(area + "/started", (request, response) -> onAnotherThread(request.startAsync()));
            handlers.put(
                    area + "/as-seen", (request, response) -> onAnotherThread(request.startAsync(request, response)));
            handlers.put(area + "/looked-up", (request, response) -> {
                request.startAsync();
                onAnotherThread(request.getAsyncContext());
            });
        }
        handlers.put("/orders/variable", (request, response) -> {
            AsyncContext context = request.startAsync();
            context.start(() -> tellAndComplete(context, request));
        });
        handlers.put(
                "/orders/to-failure",
                (request, response) -> request.startAsync().dispatch("/orders/fail"));
        handlers.put("/orders/send-error", (request, response) -> {
            AsyncContext context = request.startAsync();
            context.start(() -> {
                sendError((HttpServletResponse) context.getResponse());
                context.complete();
            });
        });
        handlers.put(
                "/orders/too-late", (request, response) -> request.startAsync().setTimeout(SOON_MILLIS));
        handlers.put(
                "/orders/late-answer",
                (request, response) -> whenLate(request, context -> tellAndComplete(context, request)));
        handlers.put(
                "/orders/late-dispatch",
                (request, response) -> whenLate(request, context -> context.dispatch("/orders/target")));
        handlers.put(
                "/orders/late-admin",
                (request, response) -> whenLate(request, context -> context.dispatch("/admin/target")));
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

    /** The container's own request would know nobody. */
    @ParameterizedTest
    @ValueSource(strings = {"started", "as-seen", "looked-up", "variable"})
    void keepsTheCallerForTheThreadThatAnswers(String handler) {
        RawResponse response = client.get("/orders/" + handler, alice("orders:read"), "X-User: eve");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("alice alice Bearer shown;");
        assertThat(guard.events().all()).isEmpty();
    }

    /** The container's own request would show the credentials that nobody checked. */
    @ParameterizedTest
    @ValueSource(strings = {"started", "as-seen", "looked-up"})
    void showsNobodyAndNoCredentialsToTheThreadThatAnswersOnAnOpenRoute(String handler) {
        RawResponse response = client.get("/open/" + handler, alice("orders:read"), "X-User: eve");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("nobody null null hidden;");
    }

    @Test
    void showsTheErrorPageToTheCallerWhenADispatchFails() {
        RawResponse response = client.get("/orders/to-failure", alice("orders:read"));

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("alice alice Bearer shown;");
        assertThat(server.reached()).containsExactly("/orders/to-failure", "/orders/fail", "/error");
        assertThat(guard.events().all()).isEmpty();
    }

    @Test
    void showsTheErrorPageToTheCallerWhenAnotherThreadSendsAnError() {
        RawResponse response = client.get("/orders/send-error", alice("orders:read"));

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.body()).isEqualTo("alice alice Bearer shown;");
        assertThat(server.reached()).containsExactly("/orders/send-error", "/error");
    }

    @Test
    void showsTheErrorPageToTheCallerWhenNobodyAnswersInTime() {
        RawResponse response = client.get("/orders/too-late", alice("orders:read"));

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("alice alice Bearer shown;");
        assertThat(server.reached()).containsExactly("/orders/too-late", "/error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"late-answer", "late-dispatch"})
    void keepsTheCallerForTheListenerThatAnswersLate(String handler) {
        RawResponse response = client.get("/orders/" + handler, alice("orders:read"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("alice alice Bearer shown;");
    }

    @Test
    @Tag("attack-170")
    void refusesALateDispatchToAPathThatNeedsMore() {
        RawResponse response = client.get("/orders/late-admin", alice("orders:read"));

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.body()).isEmpty();
        assertThat(server.reached()).containsExactly("/orders/late-admin");
        assertThat(guard.events().reasons()).containsExactly(Reason.INSUFFICIENT_SCOPE);
    }

    @Test
    void startsNothingForARequestThatIsRefused() {
        assertThat(client.get("/orders/started").status()).isEqualTo(401);
        assertThat(client.get("/orders/started", alice("other")).status()).isEqualTo(403);
        assertThat(server.reached()).isEmpty();
    }

    private static void onAnotherThread(AsyncContext context) {
        context.start(() -> tellAndComplete(context, (HttpServletRequest) context.getRequest()));
    }

    private static void tellAndComplete(AsyncContext context, HttpServletRequest request) {
        try {
            tell(request, (HttpServletResponse) context.getResponse());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.complete();
    }

    /** Who calls, in all the ways to ask, and whether the credentials are shown. */
    private static void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter()
                .write(Caller.of(request).map(Caller::getName).orElse("nobody") + " " + request.getRemoteUser() + " "
                        + request.getAuthType() + " "
                        + (request.getHeader("Authorization") == null ? "hidden" : "shown")
                        + (request.getHeader("X-User") == null ? "" : " and spoofed") + ";");
    }

    private static void sendError(HttpServletResponse response) {
        try {
            response.sendError(409);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void whenLate(HttpServletRequest request, Consumer<AsyncContext> answer) {
        AsyncContext context = request.startAsync();
        context.setTimeout(SOON_MILLIS);
        context.addListener(new Late(() -> answer.accept(context)));
    }

    private record Late(Runnable answer) implements AsyncListener {

        @Override
        public void onTimeout(AsyncEvent event) {
            answer.run();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    private String alice(String... scopes) {
        return "Authorization: Bearer " + issuer.token().scope(scopes).sign();
    }
}
