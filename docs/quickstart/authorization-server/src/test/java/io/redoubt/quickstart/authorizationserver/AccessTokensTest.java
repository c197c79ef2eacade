package io.redoubt.quickstart.authorizationserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
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
    @CsvSource({"shop, orders", "mallory, orders", "partner, billing", "yesterday, orders"})
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

    @Test
    void saysThatTheLoginWasOneWithAPassword() throws Exception {
        JWTClaimsSet claims = tokenOf("shop").getJWTClaimsSet();

        assertThat(claims.getClaim("acr")).isEqualTo("urn:example:pwd");
        assertThat(claims.getClaim("amr")).isEqualTo(List.of("pwd"));
        assertThat(claims.getLongClaim("auth_time"))
                .isCloseTo(claims.getIssueTime().toInstant().getEpochSecond(), within(5L));
    }

    @Test
    void saysThatTheLoginWasOneWithASecondFactorWhereThatWasAskedFor() throws Exception {
        JWTClaimsSet claims = tokenWith(Map.of("acr_values", "urn:example:mfa")).getJWTClaimsSet();

        assertThat(claims.getClaim("acr")).isEqualTo("urn:example:mfa");
        assertThat(claims.getClaim("amr")).isEqualTo(List.of("pwd", "otp"));
    }

    @Test
    void knowsNoOtherLogin() throws Exception {
        assertThat(tokenWith(Map.of("acr_values", "urn:example:other"))
                        .getJWTClaimsSet()
                        .getClaim("acr"))
                .isEqualTo("urn:example:pwd");
    }

    @Test
    void isBoundToTheKeyOfAClientThatProvesItself() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        SignedJWT proof = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("dpop+jwt"))
                        .jwk(key.toPublicJWK())
                        .build(),
                new JWTClaimsSet.Builder()
                        .jwtID("only-in-this-test")
                        .claim("htm", "POST")
                        .claim("htu", "http://localhost:" + port + "/oauth2/token")
                        .claim("iat", Instant.now().getEpochSecond())
                        .build());
        proof.sign(new ECDSASigner(key));

        Map<String, Object> answer = answerTo("shop", Map.of(), Map.of("DPoP", proof.serialize()));

        assertThat(answer).containsEntry("token_type", "DPoP");
        assertThat(accessToken(answer).getJWTClaimsSet().getJSONObjectClaim("cnf"))
                .containsEntry("jkt", key.computeThumbprint().toString());
    }

    private SignedJWT tokenOf(String client) throws Exception {
        Map<String, Object> answer = answerTo(client, Map.of(), Map.of());
        assertThat(answer).containsEntry("token_type", "Bearer");
        return accessToken(answer);
    }

    private SignedJWT tokenWith(Map<String, String> parameters) throws Exception {
        return accessToken(answerTo("shop", parameters, Map.of()));
    }

    private static SignedJWT accessToken(Map<String, Object> answer) throws Exception {
        return SignedJWT.parse(String.valueOf(answer.get("access_token")));
    }

    private Map<String, Object> answerTo(String client, Map<String, String> parameters, Map<String, String> fields) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "client_credentials");
        form.add("scope", "orders:read");
        parameters.forEach(form::add);
        return Objects.requireNonNull(RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build()
                .post()
                .uri("/oauth2/token")
                .headers(headers -> {
                    headers.setBasicAuth(client, "demo-secret-of-" + client);
                    fields.forEach(headers::set);
                })
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody());
    }
}
