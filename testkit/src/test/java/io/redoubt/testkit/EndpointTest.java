package io.redoubt.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EndpointTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final TestIssuer issuer = TestIssuer.start();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void answersWithAStatusAndRecovers() {
        issuer.jwks().status(500);
        assertThat(jwks().statusCode()).isEqualTo(500);

        issuer.jwks().ok();
        assertThat(jwks().statusCode()).isEqualTo(200);
    }

    @Test
    void servesGarbage() {
        issuer.jwks().garbage();

        assertThat(jwks().statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> JWKSet.parse(text(jwks()))).isInstanceOf(ParseException.class);
    }

    @Test
    void servesEmptyDocuments() throws Exception {
        issuer.jwks().empty();
        issuer.discovery().empty();

        assertThat(JWKSet.parse(text(jwks())).getKeys()).isEmpty();
        assertThat(text(discovery())).isEqualTo("{}");
    }

    @Test
    void servesHtml() {
        issuer.discovery().html();

        assertThat(discovery().headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(text(discovery())).startsWith("<!doctype html>");
    }

    @Test
    void servesTheHonestDocumentBehindMoreThanTenMegabytes() throws Exception {
        issuer.jwks().huge();

        HttpResponse<byte[]> answer = jwks();

        assertThat(answer.body().length).isGreaterThan(10_000_000);
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
        assertThat(JSONObjectUtils.parse(text(answer).strip())).containsKey("keys");
    }

    @Test
    void holdsRequestsUntilItIsWellAgain() throws Exception {
        issuer.jwks().hang();
        var hanging = Http.start(issuer.jwkSetUri());
        issuer.jwks().awaitRequests(1, LONG_ENOUGH);
        assertThat(hanging).isNotDone();

        issuer.jwks().ok();

        assertThat(hanging.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void dropsHangingRequestsWhenTheIssuerCloses() {
        issuer.jwks().hang();
        var hanging = Http.start(issuer.jwkSetUri());
        issuer.jwks().awaitRequests(1, LONG_ENOUGH);

        issuer.close();

        assertThat(hanging).failsWithin(LONG_ENOUGH).withThrowableThat().withCauseInstanceOf(IOException.class);
    }

    @Test
    void keepsAnsweringElsewhereWhileOneDocumentHangs() {
        issuer.jwks().hang();
        var hanging = Http.start(issuer.jwkSetUri());
        issuer.jwks().awaitRequests(1, LONG_ENOUGH);

        assertThat(discovery().statusCode()).isEqualTo(200);
        assertThat(hanging).isNotDone();
    }

    @Test
    void dropsConnections() throws Exception {
        issuer.jwks().drop();

        // A bare socket: the JDK's client sends a GET once more when its connection is closed without an answer.
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), issuer.issuer().getPort())) {
            socket.getOutputStream().write("GET /jwks HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(issuer.jwks().requests()).isEqualTo(1);
        assertThatThrownBy(this::jwks).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void redirects() {
        issuer.jwks().redirectTo(URI.create("https://keys.example/jwks"));

        HttpResponse<byte[]> answer = jwks();

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("https://keys.example/jwks");
    }

    @Test
    void servesAnyTextExactly() {
        issuer.discovery().body("{\"issuer\":\"https://evil.example\"}");
        assertThat(text(discovery())).isEqualTo("{\"issuer\":\"https://evil.example\"}");

        issuer.discovery().body("");
        assertThat(discovery().body()).isEmpty();
    }

    @Test
    void countsRequestsForEachDocument() {
        jwks();
        jwks();
        discovery();

        assertThat(issuer.jwks().requests()).isEqualTo(2);
        assertThat(issuer.discovery().requests()).isEqualTo(1);
    }

    @Test
    void doesNotWaitForRequestsThatHaveCome() {
        jwks();

        issuer.jwks().awaitRequests(1, Duration.ZERO);
    }

    @Test
    void saysHowManyRequestsItMissed() {
        assertThatThrownBy(() -> issuer.jwks().awaitRequests(2, Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("expected 2 requests for /jwks within PT0.001S, saw 0");
    }

    private HttpResponse<byte[]> jwks() {
        return Http.get(issuer.jwkSetUri());
    }

    private HttpResponse<byte[]> discovery() {
        return Http.get(issuer.issuer().resolve("/.well-known/openid-configuration"));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }

    @Test
    void sendsABombThatIsSmallUntilItIsUnpacked() throws IOException {
        issuer.jwks().bomb();

        HttpResponse<byte[]> response = Http.get(issuer.jwkSetUri());

        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(response.body()).hasSizeLessThan(20_000);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes())
                .hasSizeGreaterThan(10_000_000)
                .endsWith('}');
    }
}
