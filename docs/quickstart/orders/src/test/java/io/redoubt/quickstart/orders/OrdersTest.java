package io.redoubt.quickstart.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.DpopKey;
import io.redoubt.testkit.DpopProof;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import io.redoubt.testkit.TokenShape;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "redoubt.base-url=" + OrdersTest.BASE_URL,
            "redoubt.sender-constraint.dpop-nonce=required" // not only just after the start, whenever that was
        })
class OrdersTest {

    /** Where clients find the service, whatever the port of this test is. */
    static final String BASE_URL = "https://orders.example";

    private static final TestIssuer issuer = TestIssuer.start();

    @LocalServerPort
    private int port;

    private RestTestClient http;

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
                .isEqualTo("shop-web")
                .jsonPath("$.orders.length()")
                .isEqualTo(2);
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
                .isEqualTo(7)
                .jsonPath("$.by")
                .isEqualTo("shop-web");
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
                .uri("/orders/7/refund")
                .headers(headers -> headers.setBearerAuth(token.sign()))
                .exchange();
    }

    private static TestToken refundToken() {
        return token().scope("orders:refund");
    }

    private static TestToken token() {
        return issuer.token(TokenShape.SPRING_AUTHORIZATION_SERVER);
    }
}
