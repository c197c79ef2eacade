package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.DpopKey;
import io.redoubt.testkit.DpopProof;
import io.redoubt.testkit.TestIssuer;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Bound tokens, step-up and metadata by properties alone, in a running application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundTokenTest {

    private static final String BASE = "https://orders.example";

    private final TestIssuer issuer = TestIssuer.start();
    private final DpopKey key = DpopKey.create();
    private final RunningApplication application = RunningApplication.start(
            Settings.valid(issuer)
                    .with("redoubt.base-url", BASE)
                    .with("redoubt.sender-constraint.dpop", "optional")
                    .with("redoubt.sender-constraint.dpop-nonce", "required")
                    .with("redoubt.access.rules[1].path", "/transfers")
                    .with("redoubt.access.rules[1].acr", "urn:example:mfa")
                    .with("redoubt.access.rules[1].max-age", "5m")
                    .with("redoubt.access.rules[2].path", "/fields")
                    .with("redoubt.access.rules[3].path", "/once")
                    .with("redoubt.access.rules[3].single-use", "true")
                    .with("redoubt.access.identity-headers.hide", "X-Own-User")
                    .with("redoubt.access.identity-headers.show", "X-User-Id"),
            Application.class);

    @AfterAll
    void stop() {
        application.close();
        issuer.close();
    }

    @Test
    void letsAClientThroughWithTheNonceThatItWasGiven() {
        String token = issuer.token().scope("orders:read").boundTo(key).sign();

        HttpResponse<String> first =
                send(token, key.proof("GET", BASE + "/orders").accessToken(token));
        assertThat(first.statusCode()).isEqualTo(401);
        assertThat(Http.challenge(first)).startsWith("DPoP realm=\"orders\", error=\"use_dpop_nonce\"");

        String nonce = first.headers().firstValue("DPoP-Nonce").orElseThrow();
        HttpResponse<String> second = send(
                token, key.proof("GET", BASE + "/orders").accessToken(token).nonce(nonce));
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("DPoP-Nonce")).isPresent();
    }

    @Test
    void refusesTheSameTokenAsBearer() {
        String token = issuer.token().scope("orders:read").boundTo(key).sign();

        HttpResponse<String> response = Http.get(application.uri("/orders"), token);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues("WWW-Authenticate")).hasSize(2);
        assertThat(Http.challenge(response)).contains("error=\"invalid_token\"");
    }

    @Test
    void asksForAStrongerLogin() {
        HttpResponse<String> weak =
                Http.get(application.uri("/transfers"), issuer.token().sign());
        assertThat(weak.statusCode()).isEqualTo(401);
        assertThat(Http.challenge(weak))
                .contains(
                        "error=\"insufficient_user_authentication\"",
                        "acr_values=\"urn:example:mfa\"",
                        "max_age=\"300\"");

        String strong = issuer.token()
                .authenticatedAt(Instant.now(), "urn:example:mfa", "otp")
                .sign();
        assertThat(Http.get(application.uri("/transfers"), strong).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesForNowATokenThatMayHaveBeenSpentBeforeTheStart() {
        String old = issuer.token()
                .issuedAt(Instant.now().minusSeconds(1200))
                .expiresAt(Instant.now().plusSeconds(600))
                .sign();

        HttpResponse<String> response = Http.get(application.uri("/once"), old);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void tellsWhereItIsWhateverTheHostHeaderSays() {
        HttpResponse<String> metadata =
                Http.send(HttpRequest.newBuilder(application.uri("/.well-known/oauth-protected-resource"))
                        .header("X-Forwarded-Host", "evil.example"));

        assertThat(metadata.statusCode()).isEqualTo(200);
        assertThat(metadata.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(metadata.body()).contains("\"resource\":\"" + BASE + "\"").doesNotContain("evil");
    }

    @Test
    void showsTheApplicationNoFieldInWhichSomebodyNamesACaller() {
        HttpResponse<String> response = Http.send(HttpRequest.newBuilder(application.uri("/fields"))
                .header("Authorization", "Bearer " + issuer.token().sign())
                .header("X-Forwarded-User", "root")
                .header("x_forwarded_user", "root")
                .header("X-Own-User", "root")
                .header("X-User-Id", "7")
                .header("X-HTTP-Method-Override", "DELETE"));

        assertThat(response.body())
                .contains("x-user-id", "authorization")
                .doesNotContain("forwarded", "own-user", "override");
    }

    private HttpResponse<String> send(String token, DpopProof proof) {
        URI uri = application.uri("/orders");
        return Http.send(HttpRequest.newBuilder(uri)
                .header("Authorization", "DPoP " + token)
                .header("DPoP", proof.sign()));
    }

    @EnableAutoConfiguration
    @Import({OrdersApplication.Orders.class, Transfers.class})
    static class Application {}

    @RestController
    static class Transfers {

        @GetMapping({"/transfers", "/once"})
        String transfer() {
            return "done";
        }

        @GetMapping("/fields")
        String fields(HttpServletRequest request) {
            TreeSet<String> names = new TreeSet<>();
            for (String name : Collections.list(request.getHeaderNames())) {
                names.add(name.toLowerCase(Locale.ROOT));
            }
            return String.join(" ", names);
        }
    }
}
