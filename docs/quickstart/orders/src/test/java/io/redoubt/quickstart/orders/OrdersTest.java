package io.redoubt.quickstart.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import io.redoubt.testkit.TokenShape;
import java.time.Instant;
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
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OrdersTest {

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
                .valueEquals("WWW-Authenticate", "Bearer realm=\"orders\"");

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

    private static TestToken token() {
        return issuer.token(TokenShape.SPRING_AUTHORIZATION_SERVER);
    }
}
