package io.redoubt.servlet;

import static io.redoubt.servlet.RefusalWitness.refusal;
import static io.redoubt.testkit.AttackTarget.CANARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.Reason;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.Requirement;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import java.util.List;
import java.util.Locale;
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
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a refused client is told (RFC 6750 section 3): the whole head of each answer is compared, so that nothing in it
 * can tell one reason from another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {

    private static final List<String> NO_TOKEN = RefusalWitness.NO_TOKEN;
    private static final List<String> INVALID_REQUEST = RefusalWitness.INVALID_REQUEST;
    private static final List<String> INVALID_TOKEN = RefusalWitness.INVALID_TOKEN;
    private static final String INSUFFICIENT = RefusalWitness.INSUFFICIENT;

    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .rule("/orders/**", Set.of("GET"), new Requirement(Set.of("orders:read"), Set.of()))
            .rule("/orders/**", new Requirement(Set.of("orders:write", "orders:read"), Set.of()))
            .rule("/clerks", new Requirement(Set.of(), Set.of("clerk")))
            .rule("/managers", new Requirement(Set.of("orders:read"), Set.of("manager")))
            .build();

    private final TestIssuer issuer = TestIssuer.start();
    private final CapturedLog log = CapturedLog.begin();
    private OrdersGuard guard;
    private GuardedServer server;
    private RawClient client;
    private RefusalWitness witness;

    @BeforeAll
    void start() throws Exception {
        guard = OrdersGuard.trusting(issuer, POLICY);
        server = GuardedServer.start(guard.guard(), Map.of("/", (request, response) -> {}));
        client = new RawClient(server.port());
        witness = new RefusalWitness(server, guard.events(), log);
    }

    @AfterAll
    void stop() {
        server.close();
        guard.close();
        log.close();
        issuer.close();
    }

    @BeforeEach
    void forget() {
        witness.forget();
    }

    @Test
    void acceptsTheTokenThatEachCaseBreaks() {
        assertThat(client.get("/orders", bearer(valid().sign())).status()).isEqualTo(200);
    }

    @Test
    void asksForATokenWithoutAnErrorCode() {
        RawResponse response = client.get("/orders");

        witness.assertRefused(response, NO_TOKEN, Reason.NO_CREDENTIALS);
    }

    Stream<Arguments> malformedCredentials() {
        String token = valid().sign();
        return Stream.of(
                arguments("another scheme", NO_TOKEN, Reason.UNSUPPORTED_SCHEME, "Authorization: Basic YTpi"),
                arguments("no scheme", NO_TOKEN, Reason.UNSUPPORTED_SCHEME, "Authorization: " + token),
                arguments("empty field", NO_TOKEN, Reason.UNSUPPORTED_SCHEME, "Authorization:"),
                arguments("scheme DPoP", NO_TOKEN, Reason.UNSUPPORTED_SCHEME, "Authorization: DPoP " + token),
                malformed("scheme only", "Authorization: Bearer"),
                malformed("no token", "Authorization: Bearer "),
                malformed("two spaces", "Authorization: Bearer  " + token),
                malformed("tab", "Authorization: Bearer\t" + token),
                malformed("colon", "Authorization: Bearer: " + token),
                malformed("no space", "Authorization: Bearer" + token),
                malformed("quoted", "Authorization: Bearer \"" + token + "\""),
                malformed("two tokens", "Authorization: Bearer " + token + " " + token),
                malformed("comma-joined", "Authorization: Bearer " + token + ", Bearer " + token),
                malformed("comma-joined with Basic", "Authorization: Bearer " + token + ", Basic YTpi"),
                malformed("comma at the end", "Authorization: Bearer " + token + ","),
                malformed("parameter", "Authorization: Bearer token=" + token + ";a=b"),
                malformed("not ASCII", "Authorization: Bearer " + token + "\u00e9"));
    }

    private static Arguments malformed(String name, String field) {
        return arguments(name, INVALID_REQUEST, Reason.MALFORMED_CREDENTIALS, field);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedCredentials")
    void refusesCredentialsThatAreNotOneBearerToken(String name, List<String> head, Reason reason, String field) {
        RawResponse response = client.get("/orders", field);

        witness.assertRefused(response, head, reason);
        witness.assertNothingRepeated(response, field);
    }

    Stream<Arguments> severalFields() {
        String good = bearer(valid().sign());
        return Stream.of(
                arguments("the same twice", good, good),
                arguments("good and bad", good, bearer("x.y.z")),
                arguments("bad and good", bearer("x.y.z"), good),
                arguments("Bearer and Basic", good, "Authorization: Basic YTpi"),
                arguments("Basic and Bearer", "Authorization: Basic YTpi", good),
                arguments("spelled differently", good, "authorization: Bearer x"),
                arguments("second one empty", good, "Authorization:"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("severalFields")
    void refusesSeveralAuthorizationFields(String name, String one, String another) {
        RawResponse response = client.get("/orders", one, another);

        witness.assertRefused(response, INVALID_REQUEST, Reason.SEVERAL_CREDENTIALS);
        witness.assertNothingRepeated(response, one);
    }

    @Test
    void saysWhichScopeIsMissing() {
        RawResponse response = client.get(
                "/orders", bearer(valid().scope("billing:read", CANARY).sign()));

        witness.assertRefused(
                response, refusal("403", INSUFFICIENT + ", scope=\"orders:read\""), Reason.INSUFFICIENT_SCOPE);
    }

    @Test
    void saysAllScopesOfTheRule() {
        RawResponse response = client.request(
                "POST", "/orders", bearer(valid().scope("orders:read").sign()));

        witness.assertRefused(
                response,
                refusal("403", INSUFFICIENT + ", scope=\"orders:read orders:write\""),
                Reason.INSUFFICIENT_SCOPE);
    }

    Stream<Arguments> scopesThatGrantNothing() {
        return Stream.of(
                arguments("no scope", valid().without("scope")),
                arguments("in another case", valid().scope("Orders:Read")),
                arguments("only the beginning", valid().scope("orders")),
                arguments("with more behind it", valid().scope("orders:read:all")),
                arguments("two spaces between", valid().claim("scope", "orders:read  x")),
                arguments("tab between", valid().claim("scope", "orders:read\tx")),
                arguments("comma between", valid().claim("scope", "orders:read,x")),
                arguments("a number among them", valid().claim("scope", List.of("orders:read", 1))),
                arguments("an object", valid().claim("scope", Map.of("orders:read", true))),
                arguments("null", valid().claim("scope", null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scopesThatGrantNothing")
    void refusesScopesThatAreNotTheScope(String name, TestToken token) {
        RawResponse response = client.get("/orders", bearer(token.sign()));

        witness.assertRefused(
                response, refusal("403", INSUFFICIENT + ", scope=\"orders:read\""), Reason.INSUFFICIENT_SCOPE);
    }

    @Test
    void namesNoRole() {
        RawResponse response = client.get(
                "/clerks", bearer(valid().claim("roles", List.of("porter")).sign()));

        witness.assertRefused(response, refusal("403", INSUFFICIENT), Reason.INSUFFICIENT_ROLE);
    }

    /** The token has the scope: to name it would send the client for what it has. */
    @Test
    void namesNoScopeWhereOnlyTheRoleIsMissing() {
        RawResponse response =
                client.get("/managers", bearer(valid().claim("roles", "manager").sign()));

        witness.assertRefused(response, refusal("403", INSUFFICIENT), Reason.INSUFFICIENT_ROLE);
    }

    /** RFC 6750 has no error for it, and no other token would help. */
    @Test
    void refusesWhatNoRuleCovers() {
        RawResponse response = client.get("/nowhere", bearer(valid().sign()));

        witness.assertRefused(
                response,
                List.of("HTTP/1.1 403 ", "Cache-Control: no-store", "Content-Length: 0", "Connection: close"),
                Reason.NO_RULE);
    }

    /** Whether a path exists, or has a rule, is nothing that a stranger learns. */
    @Test
    void tellsAStrangerNothingAboutPaths() {
        RawResponse covered = client.get("/orders", bearer("x.y.z"));
        RawResponse uncovered = client.get("/nowhere", bearer("x.y.z"));

        assertThat(uncovered.head()).isEqualTo(covered.head()).isEqualTo(INVALID_TOKEN);
        assertThat(client.get("/nowhere").head()).isEqualTo(NO_TOKEN);
    }

    @Test
    void reportsMethodAndRuleOfARefusal() {
        client.get("/orders/7", bearer("x"));
        client.request(CANARY.toUpperCase(Locale.ROOT), "/" + CANARY, bearer("x"));

        assertThat(guard.events().refusals())
                .extracting(event -> event.method() + " " + event.rule())
                .containsExactly("GET /orders/**", "OTHER -");
    }

    /** A client that is refused may have begun to send; it must still get the answer. */
    @Test
    void refusesARequestWithContent() {
        RawResponse response = client.send("POST /orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: 65536\r\n\r\n" + "x".repeat(65_536));

        witness.assertRefused(response, NO_TOKEN, Reason.NO_CREDENTIALS);
    }

    private TestToken valid() {
        return issuer.token().subject("alice-" + CANARY).claim("note", CANARY).header("note", CANARY);
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }
}
