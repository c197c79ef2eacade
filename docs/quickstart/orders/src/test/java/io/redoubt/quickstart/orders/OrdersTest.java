package io.redoubt.quickstart.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.DpopKey;
import io.redoubt.testkit.DpopProof;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import io.redoubt.testkit.TokenShape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "redoubt.base-url=" + OrdersTest.BASE_URL,
            "spring.datasource.url=jdbc:h2:mem:orders",
            "redoubt.sender-constraint.dpop-nonce=required" // not only just after the start, whenever that was
        })
class OrdersTest {

    /** Where clients find the service, whatever the port of this test is. */
    static final String BASE_URL = "https://orders.example";

    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {};

    private static final TestIssuer issuer = TestIssuer.start();

    @TempDir
    private static Path directory;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    private RestTestClient http;

    @DynamicPropertySource
    static void issueKeys(DynamicPropertyRegistry properties) throws IOException {
        IssuedKeys keys = IssuedKeys.in(directory);
        properties.add("redoubt.keys.location", keys::location);
        properties.add("redoubt.keys.provisioner-keys", keys::provisionerKey);
    }

    @DynamicPropertySource
    static void trustTheTestIssuer(DynamicPropertyRegistry properties) {
        issuer.addKey("RS256");
        issuer.publishWithoutAlg();
        properties.add("AUTHORIZATION_SERVER", issuer::issuerUri);
    }

    @AfterAll
    static void stopTheIssuer() {
        issuer.close();
    }

    @BeforeEach
    void connect() {
        http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    @Test
    void answersACallerWithAToken() {
        getOrders(token())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.caller")
                .isEqualTo("shop")
                .jsonPath("$.orders.length()")
                .isEqualTo(2)
                .jsonPath("$.orders[0].item")
                .isEqualTo("teapot");
    }

    @Test
    void greetsAnyone() {
        http.get().uri("/hello").exchange().expectStatus().isOk();
    }

    @Test
    void refusesACallerWithoutAToken(CapturedOutput log) {
        http.get()
                .uri("/orders")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .values(
                        "WWW-Authenticate",
                        challenges -> assertThat(challenges)
                                .hasSize(2)
                                .anyMatch(challenge -> challenge.startsWith("Bearer realm=\"orders\""))
                                .anyMatch(challenge -> challenge.startsWith("DPoP realm=\"orders\""))
                                .noneMatch(challenge -> challenge.contains("error=")));

        assertThat(log).contains("code=request.no-credentials");
    }

    @Test
    void refusesAnExpiredToken(CapturedOutput log) {
        Instant anHourAgo = Instant.now().minusSeconds(3600);

        getOrders(token().issuedAt(anHourAgo).expiresAt(anHourAgo.plusSeconds(300)))
                .expectStatus()
                .isUnauthorized();

        assertThat(log).contains("code=token.expired");
    }

    @Test
    void refusesATokenForAnotherService(CapturedOutput log) {
        getOrders(token().audience("billing")).expectStatus().isUnauthorized();

        assertThat(log).contains("code=token.wrong-audience");
    }

    @Test
    void refusesATamperedToken(CapturedOutput log) {
        TestToken genuine = token();

        getOrders(genuine.subject("admin").signatureOf(genuine.sign()))
                .expectStatus()
                .isUnauthorized();

        assertThat(log).contains("code=token.bad-signature");
    }

    @Test
    void refusesATokenSignedByAStranger(CapturedOutput log) {
        try (TestIssuer stranger = TestIssuer.start()) {
            getOrders(token().signedBy(stranger)).expectStatus().isUnauthorized();
        }

        assertThat(log).contains("code=token.bad-signature");
    }

    @Test
    void refusesATokenWithoutTheScope(CapturedOutput log) {
        getOrders(token().scope("orders:count")).expectStatus().isForbidden();

        assertThat(log).contains("code=access.insufficient-scope");
    }

    @Test
    void refundsAfterAFreshLoginWithASecondFactor() {
        refund(refundToken().authenticatedAt(Instant.now(), "urn:example:mfa", "otp"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.refunded")
                .isEqualTo(1)
                .jsonPath("$.by")
                .isEqualTo("shop");
    }

    @Test
    void refundsNobodyElsesOrder() {
        refund(refundToken().subject("rival").authenticatedAt(Instant.now(), "urn:example:mfa", "otp"))
                .expectStatus()
                .isNotFound();
    }

    @Test
    void asksForASecondFactorBeforeARefund(CapturedOutput log) {
        refund(refundToken().authenticatedAt(Instant.now(), "urn:example:pwd", "pwd"))
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .value(
                        "WWW-Authenticate",
                        challenge -> assertThat(challenge)
                                .contains(
                                        "error=\"insufficient_user_authentication\"",
                                        "acr_values=\"urn:example:mfa\"",
                                        "max_age=\"300\""));

        assertThat(log).contains("code=access.insufficient-acr");
    }

    @Test
    void asksForALoginThatIsNotTooOldBeforeARefund(CapturedOutput log) {
        refund(refundToken().authenticatedAt(Instant.now().minusSeconds(600), "urn:example:mfa", "otp"))
                .expectStatus()
                .isUnauthorized();

        assertThat(log).contains("code=access.login-too-old");
    }

    @Test
    void refusesARefundWithoutTheScope(CapturedOutput log) {
        refund(token().authenticatedAt(Instant.now(), "urn:example:mfa", "otp"))
                .expectStatus()
                .isForbidden();

        assertThat(log).contains("code=access.insufficient-scope");
    }

    @Test
    void answersTheOwnerOfABoundTokenAndNobodyWhoRepeatsHim(CapturedOutput log) {
        DpopKey key = DpopKey.create();
        String token = token().boundTo(key).sign();
        DpopProof proof = key.proof("GET", BASE_URL + "/orders").accessToken(token);
        String nonce = getOrders(token, proof)
                .expectStatus()
                .isUnauthorized()
                .returnResult()
                .getResponseHeaders()
                .getFirst("DPoP-Nonce");
        DpopProof fresh = proof.id("another").nonce(Objects.requireNonNull(nonce));

        getOrders(token, fresh).expectStatus().isOk();
        getOrders(token, fresh).expectStatus().isUnauthorized();

        assertThat(log).contains("code=dpop.nonce-needed").contains("code=dpop.replayed");
    }

    @Test
    void refusesABoundTokenAsBearer(CapturedOutput log) {
        getOrders(token().boundTo(DpopKey.create())).expectStatus().isUnauthorized();

        assertThat(log).contains("code=token.scheme-mismatch");
    }

    @Test
    void refusesABoundTokenWithAProofByAnotherKey(CapturedOutput log) {
        String token = token().boundTo(DpopKey.create()).sign();

        getOrders(token, DpopKey.create().proof("GET", BASE_URL + "/orders").accessToken(token))
                .expectStatus()
                .isUnauthorized();

        assertThat(log).contains("code=dpop.wrong-key");
    }

    @Test
    void neverWritesATokenToItsLog(CapturedOutput log) {
        String token = token().audience("billing").sign();

        http.get()
                .uri("/orders")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .isUnauthorized();

        assertThat(log)
                .contains("access denied")
                .doesNotContain(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.')));
    }

    @Test
    void keepsAnOrderWithItsEmailAddress() {
        long id = order("keeper", "kettle", "Ada@example.com");

        get("/orders/" + id, "keeper")
                .expectStatus()
                .isOk()
                .expectBody(JSON)
                .isEqualTo(Map.of("id", (int) id, "buyer", "keeper", "item", "kettle", "email", "Ada@example.com"));
    }

    @Test
    void showsNobodyElsesOrder() {
        long id = order("owner", "kettle", "Ada@example.com");

        get("/orders/" + id, "rival").expectStatus().isNotFound();
    }

    @Test
    void refusesWhatIsNoEmailAddress() {
        post("/orders", "shop", "{\"item\": \"kettle\"}").expectStatus().isBadRequest();
        post("/orders", "shop", "{\"item\": \"kettle\", \"email\": \"nobody\"}")
                .expectStatus()
                .isBadRequest();
        search("shop", "nobody").expectStatus().isBadRequest();
    }

    @Test
    void findsAnOrderByItsEmailAddressInOtherLetters() {
        order("searcher", "kettle", "Ada@example.com");
        order("searcher", "spoon", "Grace@example.com");
        order("rival", "cup", "Ada@example.com");

        search("searcher", "ADA@EXAMPLE.COM")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(1)
                .jsonPath("$[0].item")
                .isEqualTo("kettle");
        search("searcher", "nobody@example.com").expectBody().jsonPath("$").isEmpty();
    }

    @Test
    void showsTheDatabaseNoEmailAddress() {
        long id = order("keeper", "kettle", "Ada@example.com");

        Map<String, Object> row = database.sql("select * from orders where id = ?")
                .param(id)
                .query()
                .singleRow();

        assertThat(row.get("email")).asString().startsWith("r1.");
        assertThat(row.get("email_bidx")).isInstanceOf(byte[].class);
        assertThat(row.toString()).contains("kettle").doesNotContainIgnoringCase("ada@");
    }

    @Test
    void refusesAnEmailAddressThatWasCopiedFromAnotherRow(CapturedOutput log) {
        long stolen = order("owner", "kettle", "Ada@example.com");
        long own = order("thief", "spoon", "Mallory@example.com");
        database.sql("update orders set email = (select email from orders where id = ?) where id = ?")
                .params(stolen, own)
                .update();

        get("/orders/" + own, "thief")
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectBody(JSON)
                .isEqualTo(Map.of("title", "Conflict", "status", 409, "instance", "/orders/" + own));

        assertThat(log).contains("code=field.tampered entity=order field=email");
        get("/orders", "thief").expectStatus().isOk(); // which reads no addresses
    }

    @Test
    void neverWritesAnEmailAddressToItsLog(CapturedOutput log) {
        order("owner", "kettle", "secretive@example.com");
        search("owner", "secretive@example.com").expectStatus().isOk();
        post("/orders", "owner", "{\"email\": \"secretive@example.com\"}")
                .expectStatus()
                .isBadRequest();

        assertThat(log).doesNotContain("secretive");
    }

    /** {@return the number of a new order} */
    private long order(String buyer, String item, String email) {
        Map<String, Object> order = post("/orders", buyer, """
                        {"item": "%s", "email": "%s"}
                        """.formatted(item, email))
                .expectStatus()
                .isCreated()
                .expectBody(JSON)
                .returnResult()
                .getResponseBody();
        return ((Number) Objects.requireNonNull(order).get("id")).longValue();
    }

    private ResponseSpec search(String buyer, String email) {
        return post("/orders/search", buyer, "{\"email\": \"" + email + "\"}");
    }

    private ResponseSpec get(String path, String buyer) {
        return http.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token().subject(buyer).sign()))
                .exchange();
    }

    private ResponseSpec post(String path, String buyer, String json) {
        TestToken token = token().subject(buyer).scope("orders:read", "orders:write");
        return http.post()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token.sign()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange();
    }

    private ResponseSpec getOrders(TestToken token) {
        return http.get()
                .uri("/orders")
                .headers(headers -> headers.setBearerAuth(token.sign()))
                .exchange();
    }

    private ResponseSpec getOrders(String token, DpopProof proof) {
        return http.get()
                .uri("/orders")
                .header("Authorization", "DPoP " + token)
                .header("DPoP", proof.sign())
                .exchange();
    }

    private ResponseSpec refund(TestToken token) {
        return http.post()
                .uri("/orders/1/refund")
                .headers(headers -> headers.setBearerAuth(token.sign()))
                .exchange();
    }

    private static TestToken refundToken() {
        return token().scope("orders:refund");
    }

    private static TestToken token() {
        return issuer.token(TokenShape.SPRING_AUTHORIZATION_SERVER).subject("shop");
    }
}
