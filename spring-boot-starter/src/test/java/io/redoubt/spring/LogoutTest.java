package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** OpenID Connect back-channel logout of a running application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogoutTest {

    private final TestIssuer issuer = TestIssuer.start();
    private final RunningApplication application = RunningApplication.start(
            Settings.valid(issuer)
                    .with("redoubt.issuers.main.logout.client-id", "shop-web")
                    .with("redoubt.issuers.main.logout.path", "/logout/main"),
            OrdersApplication.class);

    @AfterAll
    void stop() {
        application.close();
        issuer.close();
    }

    @Test
    void refusesTheSessionsTokensFromTheNextRequestOn() {
        String token = issuer.token().scope("orders:read").session("s-1").sign();
        assertThat(status(token)).isEqualTo(200);

        HttpResponse<String> answer =
                logout(form(issuer.logoutToken().session("s-1").sign()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body()).isEmpty();
        assertThat(status(token)).isEqualTo(401);
    }

    @Test
    @Tag("attack-207")
    void refusesWhatIsNoLogout() {
        String good = issuer.logoutToken().session("s-2").sign();

        assertThat(logout(form(issuer.logoutToken().without("events").sign())).statusCode())
                .isEqualTo(400);
        assertThat(logout(form(issuer.token().sign())).statusCode()).isEqualTo(400);
        assertThat(logout("").statusCode()).isEqualTo(400);
        assertThat(logout(form(good) + "&" + form(good)).statusCode()).isEqualTo(400);
        assertThat(logout("other=" + good).statusCode()).isEqualTo(400);
        assertThat(logout(form("x".repeat(20_000))).statusCode()).isEqualTo(400);
    }

    @Test
    void takesATokenFromNowhereElse() {
        String good = form(issuer.logoutToken().session("s-4").sign());

        assertThat(Http.send(HttpRequest.newBuilder(application.uri("/logout/main?" + good))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(400);
        assertThat(Http.send(HttpRequest.newBuilder(application.uri("/logout/main"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(good)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(Http.get(application.uri("/logout/main")).statusCode()).isEqualTo(405);
    }

    private int status(String token) {
        return Http.get(application.uri("/orders"), token).statusCode();
    }

    private HttpResponse<String> logout(String body) {
        return Http.send(HttpRequest.newBuilder(application.uri("/logout/main"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String form(String token) {
        return "logout_token=" + URLEncoder.encode(token, StandardCharsets.US_ASCII);
    }
}
