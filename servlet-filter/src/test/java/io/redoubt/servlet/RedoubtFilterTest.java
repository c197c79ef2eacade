package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.Requirement;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.VerifiedToken;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an accepted request is, and which rule judges it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedoubtFilterTest {

    private static final Requirement ORDERS_READ = new Requirement(Set.of("orders:read"), Set.of());

    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .rule("/orders/**", Set.of("GET", "DELETE"), ORDERS_READ)
            .rule("/reports", Set.of("POST"), ORDERS_READ)
            .rule("/clerks", new Requirement(Set.of(), Set.of("clerk", "manager")))
            .rule("/anything", Requirement.authenticated())
            .build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicReference<Consumer<HttpServletRequest>> look = new AtomicReference<>();
    private final TestIssuer issuer = TestIssuer.start();
    private OrdersGuard guard;
    private GuardedServer server;

    @BeforeAll
    void start() throws Exception {
        guard = OrdersGuard.trusting(issuer, POLICY);
        server = GuardedServer.start(guard.guard(), Map.of("/", this::answer));
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

    private void answer(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        look.get().accept(request);
        response.getWriter().write("done for " + request.getRemoteUser());
    }

    @Test
    void showsTheCallerToTheHandler() throws Exception {
        var principal = new AtomicReference<Object>();
        var remoteUser = new AtomicReference<String>();
        var authType = new AtomicReference<String>();
        look.set(request -> {
            principal.set(request.getUserPrincipal());
            remoteUser.set(request.getRemoteUser());
            authType.set(request.getAuthType());
        });

        HttpResponse<String> response =
                get("/orders", issuer.token().subject("alice").sign());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("done for alice");
        assertThat(principal.get())
                .isInstanceOfSatisfying(
                        Caller.class, caller -> assertThat(caller.getName()).isEqualTo("alice"));
        assertThat(remoteUser.get()).isEqualTo("alice");
        assertThat(authType.get()).isEqualTo("Bearer");
        assertThat(guard.events().all()).isEmpty();
    }

    @Test
    void showsTheFactsOfTheVerifiedToken() throws Exception {
        var token = new AtomicReference<VerifiedToken>();
        look.set(request -> token.set(Caller.of(request).orElseThrow().token()));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        get(
                "/orders",
                issuer.token()
                        .audience("orders", "billing")
                        .scope("orders:read", "orders:write")
                        .claim("roles", List.of("clerk"))
                        .claim("jti", "id-1")
                        .claim("tenant", "shop-7")
                        .issuedAt(now)
                        .expiresAt(now.plusSeconds(60))
                        .sign());

        assertThat(token.get().issuer()).isEqualTo(issuer.issuerUri());
        assertThat(token.get().subject()).isEqualTo("alice");
        assertThat(token.get().clientId()).contains("shop-web");
        assertThat(token.get().tokenId()).contains("id-1");
        assertThat(token.get().audiences()).containsExactly("orders", "billing");
        assertThat(token.get().scopes()).containsExactlyInAnyOrder("orders:read", "orders:write");
        assertThat(token.get().roles()).containsExactly("clerk");
        assertThat(token.get().algorithm()).contains(SignatureAlgorithm.ES256);
        assertThat(token.get().issuedAt()).isEqualTo(now);
        assertThat(token.get().expiresAt()).isEqualTo(now.plusSeconds(60));
        assertThat(token.get().claims()).containsEntry("tenant", "shop-7");
    }

    @Test
    void knowsTheRolesOfTheCaller() throws Exception {
        var clerk = new AtomicReference<Boolean>();
        var manager = new AtomicReference<Boolean>();
        look.set(request -> {
            clerk.set(request.isUserInRole("clerk"));
            manager.set(request.isUserInRole("manager"));
        });

        get("/clerks", issuer.token().claim("roles", List.of("clerk")).sign());

        assertThat(clerk.get()).isTrue();
        assertThat(manager.get()).isFalse();
    }

    @Test
    void neverShowsTheTokenInText() throws Exception {
        var text = new AtomicReference<String>();
        look.set(request -> {
            Caller caller = Caller.of(request).orElseThrow();
            text.set(caller + " " + caller.token() + " "
                    + request.getAttribute(RedoubtFilter.class.getName() + ".decision"));
        });

        get("/orders", issuer.token().subject("someone-secret").sign());

        assertThat(text.get())
                .contains("Caller")
                .doesNotContain("someone-secret")
                .doesNotContain("eyJ");
    }

    @ParameterizedTest(name = "scheme {0}")
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
    void takesTheSchemeInAnyCase(String scheme) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri("/orders"))
                .header("Authorization", scheme + " " + issuer.token().sign())
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET, /orders, 200",
        "HEAD, /orders, 200",
        "DELETE, /orders/1, 200",
        "POST, /orders, 403",
        "PUT, /orders, 403",
        "OPTIONS, /orders, 403",
        "get, /orders, 403",
        "Delete, /orders/1, 403",
        "FROBNICATE, /orders, 403",
        "POST, /reports, 200",
        "GET, /reports, 403",
        "HEAD, /reports, 403",
        "POST, /reports/, 200",
        "GET, /reports/, 403",
        "FROBNICATE, /anything, 200",
        "GET, /anything/below, 403",
        "GET, /nowhere, 403",
        "GET, /, 403",
        "GET, /Orders, 403",
        "GET, /orders2, 403",
    })
    void judgesByMethodAndPath(String method, String path, int status) {
        RawResponse response = new RawClient(server.port())
                .request(method, path, "Authorization: Bearer " + issuer.token().sign());

        assertThat(response.status()).isEqualTo(status);
        assertThat(server.reached()).hasSize(status == 200 ? 1 : 0);
        assertThat(guard.events().reasons()).isEqualTo(status == 200 ? List.of() : List.of(Reason.NO_RULE));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"HEAD, /orders", "POST, /orders", "OPTIONS, /orders", "get, /orders", "FROBNICATE, /anything", "GET, /x"
    })
    void letsNoMethodInWithoutAToken(String method, String path) {
        RawResponse response = new RawClient(server.port()).request(method, path);

        assertThat(response.status()).isEqualTo(401);
        assertThat(server.reached()).isEmpty();
    }

    @Test
    void letsSomebodyInWhoHasOneOfTheRoles() throws Exception {
        String token =
                issuer.token().claim("roles", List.of("porter", "manager")).sign();

        assertThat(get("/clerks", token).statusCode()).isEqualTo(200);
    }

    /** RFC 6750 sections 2.2 and 2.3 would allow them; RFC 9700 section 4.3.2 tells why they are not accepted. */
    @Test
    void takesNoTokenFromQueryOrForm() throws Exception {
        String token = issuer.token().sign();
        HttpRequest form = HttpRequest.newBuilder(server.uri("/reports"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("access_token=" + token))
                .build();
        HttpRequest query = HttpRequest.newBuilder(server.uri("/orders?access_token=" + token))
                .build();

        assertThat(http.send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        assertThat(http.send(query, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
        assertThat(guard.events().reasons()).containsExactly(Reason.NO_CREDENTIALS, Reason.CREDENTIALS_IN_QUERY);
    }

    /** A header that a proxy or an older framework trusts is nothing here. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "X-Forwarded-User: alice",
                "X-Remote-User: alice",
                "REMOTE_USER: alice",
                "X-HTTP-Method-Override: GET",
                "X-Original-URL: /anything",
                "X-Rewrite-URL: /anything",
                "X-Forwarded-Prefix: /anything",
                "Proxy-Authorization: Bearer x",
                "Cookie: JSESSIONID=x; access_token=x",
            })
    void trustsNoOtherHeader(String field) {
        RawResponse response = new RawClient(server.port()).get("/orders", field);

        assertThat(response.status()).isEqualTo(401);
        assertThat(guard.events().reasons()).containsExactly(Reason.NO_CREDENTIALS);
    }

    @Test
    void doesNotRememberTheCallerOfAConnection() throws Exception {
        HttpRequest anonymous = HttpRequest.newBuilder(server.uri("/orders")).build();

        assertThat(get("/orders", issuer.token().sign()).statusCode()).isEqualTo(200);
        assertThat(http.send(anonymous, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    @Test
    @Tag("attack-169")
    void doesNotRememberTheCallerOfASession() throws Exception {
        var session = new AtomicReference<String>();
        look.set(request -> session.set(request.getSession().getId()));
        get("/orders", issuer.token().sign());
        HttpRequest withSession = HttpRequest.newBuilder(server.uri("/orders"))
                .header("Cookie", "JSESSIONID=" + session.get())
                .build();

        assertThat(http.send(withSession, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    /** Few at once, so that every one finds room however slow the machine is; each thread serves many callers. */
    @Test
    @Tag("attack-171")
    void neverTakesOneCallerForAnother() throws Exception {
        ExecutorService eight = Executors.newFixedThreadPool(8);
        List<Callable<String>> requests = IntStream.range(0, 200)
                .mapToObj(i -> "caller-" + i)
                .map(subject -> (Callable<String>) () -> answerIfItIsNotFor(subject))
                .toList();

        List<Future<String>> mistakes = eight.invokeAll(requests);
        eight.shutdown();

        assertThat(mistakes).allSatisfy(mistake -> assertThat(mistake.get()).isEqualTo("none"));
    }

    private String answerIfItIsNotFor(String subject) throws IOException, InterruptedException {
        String body = get("/anything", issuer.token().subject(subject).sign()).body();
        return body.equals("done for " + subject) ? "none" : body;
    }

    private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
