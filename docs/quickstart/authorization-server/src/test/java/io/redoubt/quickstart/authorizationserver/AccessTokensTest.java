package io.redoubt.quickstart.authorizationserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.security.oauth2.authorizationserver.issuer=https://issuer.example")
class AccessTokensTest {

    @LocalServerPort
    private int port;

    @Test
    void carriesTheNameOfItsIssuerAndTheScopes() throws Exception {
        JWTClaimsSet claims = tokenOf("shop").getJWTClaimsSet();

        assertThat(claims.getIssuer()).isEqualTo("https://issuer.example");
        assertThat(claims.getSubject()).isEqualTo("shop");
        assertThat(claims.getClaim("scope")).isEqualTo(List.of("orders:read"));
        assertThat(claims.getExpirationTime()).isInTheFuture();
    }

    @ParameterizedTest
    @CsvSource({"shop, orders", "partner, billing", "yesterday, orders"})
    void isGoodForTheServiceThatTheClientIsRegisteredFor(String client, String audience) throws Exception {
        assertThat(tokenOf(client).getJWTClaimsSet().getAudience()).containsExactly(audience);
    }

    @Test
    void isExpiredForTheClientOfYesterday() throws Exception {
        JWTClaimsSet claims = tokenOf("yesterday").getJWTClaimsSet();

        assertThat(claims.getExpirationTime().toInstant())
                .isBefore(Instant.now().minusSeconds(3600));
        assertThat(claims.getIssueTime()).isBefore(claims.getExpirationTime());
    }

    private SignedJWT tokenOf(String client) throws Exception {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "client_credentials");
        form.add("scope", "orders:read");
        Map<String, Object> answer = Objects.requireNonNull(RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build()
                .post()
                .uri("/oauth2/token")
                .headers(headers -> headers.setBasicAuth(client, "demo-secret-of-" + client))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody());
        assertThat(answer).containsEntry("token_type", "Bearer");
        return SignedJWT.parse(String.valueOf(answer.get("access_token")));
    }
}
