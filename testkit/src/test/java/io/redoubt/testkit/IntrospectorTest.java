package io.redoubt.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoint is as strict as a real one: a client that asks wrongly is told so. */
@Timeout(30)
class IntrospectorTest {

    private static final String GOOD = basic("orders:secret");

    private final TestIssuer issuer = TestIssuer.start();

    @BeforeEach
    void register() {
        issuer.registerClient("orders", "secret");
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void saysWhatATokenIs() throws Exception {
        String token = issuer.opaqueToken(issuer.token());

        Map<String, Object> answer =
                JSONObjectUtils.parse(ask(GOOD, form(token)).body());

        assertThat(answer)
                .containsEntry("active", true)
                .containsEntry("token_type", "Bearer")
                .containsEntry("sub", "alice")
                .containsEntry("iss", issuer.issuerUri());
        assertThat(issuer.introspection().requests()).isOne();
    }

    @Test
    void saysNothingOfATokenThatIsUnknownOrRevoked() throws Exception {
        String token = issuer.opaqueToken(issuer.token());
        issuer.revoke(token);

        assertThat(ask(GOOD, form(token)).body()).isEqualTo("{\"active\":false}");
        assertThat(ask(GOOD, form("unknown")).body()).isEqualTo("{\"active\":false}");
    }

    @Test
    void tellsOnlyTheAudienceIfToldSo() throws Exception {
        issuer.introspectForAudienceOnly();

        assertThat(ask(GOOD, form(issuer.opaqueToken(issuer.token()))).body()).contains("\"active\":true");
        assertThat(ask(GOOD, form(issuer.opaqueToken(issuer.token().audience("billing", "shop"))))
                        .body())
                .isEqualTo("{\"active\":false}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders:wrong", "orders", "billing:secret", ":", "orders:secret:more", "Orders:secret"})
    void refusesWhoeverItDoesNotKnow(String pair) throws Exception {
        assertThat(ask(basic(pair), form("x")).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token=", "token=x&token=y&token_type_hint=access_token", "token=x"})
    void refusesWhatIsNoQuestion(String form) throws Exception {
        assertThat(ask(GOOD, form).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAnAssertionThatIsNotOfTheClient() throws Exception {
        issuer.registerClientWithKey("orders", "ES256");
        String type = "&client_id=orders&client_assertion_type=" + ClientAssertions.TYPE + "&client_assertion=";
        String forged = issuer.token()
                .claim("iss", "orders")
                .subject("orders")
                .audience(issuer.issuerUri())
                .sign();

        assertThat(ask("", form("x") + type + forged).statusCode()).isEqualTo(401);
        assertThat(ask("", form("x") + type + "a.b.c").statusCode()).isEqualTo(401);
        assertThat(ask("", form("x") + type).statusCode()).isEqualTo(401);
        assertThat(ask("", form("x")).statusCode()).isEqualTo(401);
    }

    private static String form(String token) {
        return "token=" + token + "&token_type_hint=access_token";
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private HttpResponse<String> ask(String authorization, String form) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(issuer.introspectionUri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
