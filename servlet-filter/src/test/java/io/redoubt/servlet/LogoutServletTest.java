package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.access.AccessPolicy;
import io.redoubt.access.LogoutReceiver;
import io.redoubt.access.TrustedProxies;
import io.redoubt.access.VerificationBudget;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.state.ReplayGuard;
import io.redoubt.state.Revocations;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.token.JwkSource;
import io.redoubt.token.LogoutScope;
import io.redoubt.token.LogoutTokens;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TrustedIssuer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Back-Channel Logout 1.0 sections 2.5 and 2.8, over real sockets: what is no logout request ends nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogoutServletTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String CANARY = "zx81marker";
    private static final int LONGEST_BODY = 16_384;

    private final TestIssuer issuer = TestIssuer.start();
    private final RecordedEvents events = new RecordedEvents();
    private final Revocations revocations = Revocations.inProcess(Duration.ofDays(1), Clock.systemUTC());
    private final CapturedLog log = CapturedLog.begin();
    private OrdersGuard guard;
    private Container container;
    private RawClient client;

    @BeforeAll
    void start() throws Exception {
        guard = OrdersGuard.trusting(
                issuer, AccessPolicy.builder().open("/logout").build());
        container = Product.current().newContainer("");
        container.addFilter(new RedoubtFilter(guard.guard()));
        container.addServlet("logout", "/logout", new LogoutServlet(receiver()));
        container.start();
        client = new RawClient(container.port());
    }

    private LogoutReceiver receiver() {
        TrustedIssuer trusted = TrustedIssuer.of(
                issuer.issuerUri(),
                JwkSource.fixed(issuer.jwkSet()),
                TokenProfile.RFC9068,
                Set.of("orders"),
                EnumSet.of(SignatureAlgorithm.ES256));
        ReplayGuard replays = ReplayGuard.inProcess(Clock.systemUTC(), System::nanoTime);
        return new LogoutReceiver(
                new LogoutTokens(trusted, "shop-web", LogoutScope.SESSION, revocations, replays, Clock.systemUTC()),
                VerificationBudget.ofHalfTheProcessors(TrustedProxies.none(), System::nanoTime),
                SecurityEventListener.all(List.of(SecurityEventListener.toLog(), events)));
    }

    @AfterAll
    void stop() {
        container.close();
        guard.close();
        log.close();
        issuer.close();
    }

    @BeforeEach
    void forget() {
        events.forget();
        log.forget();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FORM,
                FORM + ";charset=UTF-8",
                FORM + " ; charset=\"utf-8\"",
                FORM + "; charset=ISO-8859-1",
                "Application/X-WWW-Form-Urlencoded"
            })
    void takesALogout(String type) {
        long before = revocations.sequence();

        RawResponse response = post(type, form(token()));

        assertThat(response.head())
                .contains("HTTP/1.1 200 ", "Cache-Control: no-store", "Content-Length: 0")
                .doesNotContain("Retry-After");
        assertThat(response.body()).isEmpty();
        assertThat(events.all()).isEmpty();
        assertThat(revocations.sequence()).isGreaterThan(before);
    }

    @Test
    void takesABodyOfSixteenKibibytes() {
        String form = form(token()) + "&x=";

        assertThat(post(FORM, form + "x".repeat(LONGEST_BODY - form.length())).status())
                .isEqualTo(200);
    }

    /** One row, one thing wrong; the token in it is good. */
    Stream<Arguments> malformed() {
        String good = form(token());
        return Stream.of(types(good), lengths(good), forms(good), queries(good)).flatMap(rows -> rows);
    }

    private static Stream<Arguments> types(String good) {
        return Stream.of(
                arguments("JSON", posted("application/json", good)),
                arguments("no type", post("", good.length(), good)),
                arguments("an empty type", posted("", good)),
                arguments("a type that begins like a form's", posted(FORM + "x", good)),
                arguments(
                        "two types",
                        post("Content-Type: text/plain\r\nContent-Type: " + FORM + "\r\n", good.length(), good)),
                arguments("multipart", posted("multipart/form-data; boundary=x", multipart(good))),
                arguments("a charset that nobody knows", posted(FORM + ";charset=x-nobody", good)),
                arguments("a charset that is none", posted(FORM + ";charset=\"", good)));
    }

    private static Stream<Arguments> lengths(String good) {
        return Stream.of(
                arguments("no length", chunked(hex(good) + "\r\n" + good + "\r\n0\r\n\r\n")),
                arguments(
                        "16 KiB and one octet",
                        posted(FORM, good + "&x=" + "x".repeat(LONGEST_BODY - good.length() - 2))),
                arguments("a length of 4 GiB", post(type(FORM), 1L << 32, good)));
    }

    private static Stream<Arguments> forms(String good) {
        return Stream.of(
                arguments("two tokens", posted(FORM, good + "&" + good)),
                arguments("two tokens, one empty", posted(FORM, "logout_token=&" + good)),
                arguments("no token", posted(FORM, "")),
                arguments("an empty token", posted(FORM, "logout_token=")),
                arguments("a token without a name", posted(FORM, good.substring("logout_token=".length()))),
                arguments("a name in capitals", posted(FORM, good.toUpperCase(Locale.ROOT))),
                arguments("no percent-encoding", posted(FORM, good + "%zz")),
                arguments("a cut percent-encoding", posted(FORM, good + "%4")),
                arguments("a NUL", posted(FORM, good + "%00")));
    }

    private static Stream<Arguments> queries(String good) {
        return Stream.of(
                arguments("a query beside it", posted("/logout?x=" + CANARY, type(FORM), good)),
                arguments("an empty query beside it", posted("/logout?", type(FORM), good)),
                arguments("in the query", posted("/logout?" + good, type(FORM), "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    @Tag("attack-207")
    void refuses(String what, String octets) {
        long before = revocations.sequence();

        RawResponse response = client.sendOnce(octets);

        assertThat(response.head()).as(what).contains("HTTP/1.1 400 ", "Cache-Control: no-store", "Content-Length: 0");
        assertThat(response.body()).isEmpty();
        assertThat(events.all()).singleElement().isInstanceOf(SecurityEvent.LogoutRefused.class);
        assertThat(revocations.sequence()).isEqualTo(before);
        assertNothingRepeated(response);
    }

    /** What else a form holds is the container's to read: it skips or refuses it, and never fails. */
    @ParameterizedTest
    @ValueSource(strings = {"x=%zz", "%zz=x", "x=%4", "x=%ff%c0%af", "x=\u00ff", "=", "&&", "x"})
    void heedsOrRefusesATokenBesideSomethingUnreadable(String beside) {
        RawResponse response = post(FORM, form(token()) + "&" + beside);

        assertThat(response.head()).contains("Cache-Control: no-store", "Content-Length: 0");
        assertThat(response.status()).isEqualTo(events.all().isEmpty() ? 200 : 400);
        assertThat(events.all()).hasSizeLessThan(2);
        assertNothingRepeated(response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "post", "ZX81MARKER"})
    void answersNoOtherMethod(String method) {
        String good = form(token());
        long before = revocations.sequence();

        RawResponse response =
                client.sendOnce(post(type(FORM), good.length(), good).replaceFirst("POST", method));

        assertThat(response.head())
                .contains("HTTP/1.1 405 ", "Allow: POST", "Cache-Control: no-store", "Content-Length: 0");
        assertThat(response.body()).isEmpty();
        assertThat(revocations.sequence()).isEqualTo(before);
        assertNothingRepeated(response);
    }

    /** The base class would repeat the fields of the request, which a browser's script must not read. */
    @Test
    void doesNotRepeatARequestThatTraces() {
        RawResponse response = client.request("TRACE", "/logout", "Cookie: " + CANARY, "X-Secret: " + CANARY);

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.body()).doesNotContain(CANARY);
    }

    /** RFC 9112 section 6.3: where a body ends must not depend on who reads it; these say it in two ways, or wrongly. */
    Stream<Arguments> framings() {
        String good = form(token());
        String chunk = hex(good) + "\r\n" + good + "\r\n0\r\n\r\n";
        String another = "0\r\n\r\n" + posted(FORM, good);
        return Stream.of(
                framing("chunked and a length", 400, 400, coded("chunked", chunk.length(), chunk)),
                framing("a request behind the last chunk", 400, 400, coded("chunked", another.length(), another)),
                framing("chunked twice", 400, 400, coded("chunked\r\n" + CHUNKED.strip(), -1, chunk)),
                framing("not chunked last", 400, 400, coded("chunked, identity", -1, chunk)),
                framing("a coding that nobody knows", 501, 400, coded("xchunked", -1, chunk)),
                framing("a coding behind a control", 400, 400, coded("\u000bchunked", good.length(), good)),
                framing("two lengths", 400, 400, post(type(FORM) + "Content-Length: 0\r\n", good.length(), good)),
                framing("a bad chunk", 400, 400, chunked("zz\r\n" + good + "\r\n0\r\n\r\n")));
    }

    private static Arguments framing(String name, int tomcat, int jetty, String octets) {
        return arguments(name, Product.current().either(tomcat, jetty), octets);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("framings")
    @Tag("attack-207")
    void endsNothingIfItIsUnclearWhereTheBodyEnds(String what, int status, String octets) {
        long before = revocations.sequence();

        RawResponse response = client.sendOnce(octets);

        assertThat(response.status()).as(what).isEqualTo(status);
        assertThat(response.body()).doesNotContain("HTTP/1.1");
        assertThat(revocations.sequence()).isEqualTo(before);
    }

    /** A sender that goes away in the middle may get an answer or none: Tomcat 11 closes, the others refuse. */
    @Test
    void endsNothingForHalfABody() {
        String good = form(token());
        long before = revocations.sequence();

        RawResponse response = client.sendOnce(post(type(FORM), good.length() + 10, good));

        assertThat(response.status()).isIn(0, 400);
        assertThat(revocations.sequence()).isEqualTo(before);
    }

    private void assertNothingRepeated(RawResponse response) {
        assertThat(response.head().toString() + response.body() + events.all() + log.lines())
                .doesNotContainIgnoringCase(CANARY)
                .doesNotContain("eyJ");
    }

    private RawResponse post(String type, String body) {
        return client.send(posted(type, body));
    }

    private static String posted(String type, String body) {
        return posted("/logout", type(type), body);
    }

    private static String posted(String target, String fields, String body) {
        return post(fields, body.length(), body).replaceFirst("/logout", target);
    }

    private static String chunked(String body) {
        return coded("chunked", -1, body);
    }

    private static String coded(String coding, long length, String body) {
        return post(type(FORM) + "Transfer-Encoding: " + coding + "\r\n", length, body);
    }

    /** {@return a request that says how long its body is, unless that is negative} */
    private static String post(String fields, long length, String body) {
        return "POST /logout HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + fields
                + (length < 0 ? "" : "Content-Length: " + length + "\r\n") + "\r\n" + body;
    }

    private static String type(String type) {
        return "Content-Type: " + type + "\r\n";
    }

    private static String multipart(String content) {
        return "--x\r\nContent-Disposition: form-data; name=\"logout_token\"\r\n\r\n" + content + "\r\n--x--\r\n";
    }

    private static String hex(String text) {
        return Integer.toHexString(text.length());
    }

    private String token() {
        return issuer.logoutToken().session("s-1").claim("note", CANARY).sign();
    }

    private static String form(String token) {
        return "logout_token=" + token;
    }
}
