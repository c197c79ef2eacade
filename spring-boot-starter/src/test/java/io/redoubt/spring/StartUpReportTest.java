package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.Endpoint;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import io.redoubt.testkit.TokenShape;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One line says what is in force; an issuer that is down stops nothing but the requests. */
class StartUpReportTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestIssuer issuer = TestIssuer.start();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void saysWhatIsInForce() {
        Settings settings = Settings.valid(issuer)
                .with("redoubt.issuers.main.audience", "orders, billing")
                .with("redoubt.issuers.main.algorithms", "EdDSA, ES256");

        try (CapturedOutput output = CapturedOutput.begin();
                RunningApplication application = RunningApplication.start(settings, OrdersApplication.class)) {
            assertThat(application.context().isRunning()).isTrue();
            assertThat(output.text().lines().filter(line -> line.contains("redoubt: service ")))
                    .singleElement()
                    .asString()
                    .endsWith(
                            "redoubt: service orders; issuer main = " + issuer.issuerUri()
                                    + " (profile rfc9068, audience billing or orders, algorithms ES256 EdDSA, keys 1);"
                                    + " requests: denied but for rules: 1, open routes: 1; bound tokens: none; remembered tokens: up to 10000 for 300 s; signatures by SunEC; state: in this process");
        }
    }

    @Test
    void saysWhichClientsMayCallWhereTokensNameNoAudience() {
        Settings settings = Settings.valid(issuer)
                .without("redoubt.issuers.main.audience")
                .with("redoubt.issuers.main.profile", "cognito")
                .with("redoubt.issuers.main.clients", "shop-web, shop-app")
                .with("redoubt.access.rules[0].scopes", "orders/read");
        issuer.keyId("RS256"); // makes the key

        try (CapturedOutput output = CapturedOutput.begin();
                RunningApplication application = RunningApplication.start(settings, OrdersApplication.class)) {
            assertThat(output.text()).contains("(profile cognito, clients shop-app or shop-web, algorithms");
            TestToken token = issuer.token(TokenShape.COGNITO);
            assertThat(Http.get(application.uri("/orders"), token.sign()).statusCode())
                    .isEqualTo(200);
            assertThat(Http.get(
                                    application.uri("/orders"),
                                    token.client("partner").sign())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void saysWhichKeysThereAre(@TempDir Path mount) {
        TestKeyset keyset = TestKeyset.ofOrders();
        Settings settings = TestKeyset.in(keyset.writeTo(mount.resolve("keyset.json")), Settings.valid(issuer));

        try (CapturedOutput output = CapturedOutput.begin();
                RunningApplication application = RunningApplication.start(settings, OrdersApplication.class)) {
            assertThat(application.context().isRunning()).isTrue();
            assertThat(output.text().lines().filter(line -> line.contains("redoubt: service ")))
                    .singleElement()
                    .asString()
                    .endsWith("; state: in this process; keys: generation 1 until "
                            + LocalDate.ofInstant(keyset.expires(), ZoneOffset.UTC)
                            + ", 8 purposes (epoch 2: field A256GCM, field-eq A256SIV, blind-index HS512,"
                            + " subject-wrap A256SIV, state-key HS256, dpop-nonce HS256, log-pseudonym HS256, sign ES256),"
                            + " generation memory: this process, min-generation 1, no state directory,"
                            + " permissions enforced");
        }
    }

    @Test
    void saysThatEverythingIsDenied() {
        Settings settings = Settings.valid(issuer)
                .without("redoubt.access.open[0]")
                .without("redoubt.access.rules[0].path")
                .without("redoubt.access.rules[0].methods")
                .without("redoubt.access.rules[0].scopes");

        try (CapturedOutput output = CapturedOutput.begin();
                RunningApplication application = RunningApplication.start(settings, OrdersApplication.class)) {
            assertThat(output.text())
                    .contains(
                            "requests: denied but for annotated handlers, for there is no rule and no open route; bound tokens: none; remembered tokens: up to 10000 for 300 s; signatures by Sun");
            assertThat(Http.get(application.uri("/orders"), issuer.token().sign())
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void saysThatSpringSecurityDecides() {
        try (CapturedOutput output = CapturedOutput.begin();
                RunningApplication application =
                        RunningApplication.start(Settings.forSpringSecurity(issuer), OrdersApplication.class)) {
            assertThat(application.context().isRunning()).isTrue();
            assertThat(output.text())
                    .contains(
                            "requests: decided by Spring Security; bound tokens: none; remembered tokens: up to 10000 for 300 s; signatures by Sun");
        }
    }

    @Test
    void startsBesideAnIssuerThatIsDownAndRecovers() {
        Endpoint jwks = issuer.jwks();
        jwks.hang();
        String token = issuer.token().sign();

        try (CapturedOutput output = CapturedOutput.begin();
                RunningApplication application =
                        RunningApplication.start(Settings.valid(issuer), OrdersApplication.class)) {
            assertThat(output.text()).contains("no keys yet: 503 until they arrive");
            jwks.awaitRequests(1, PATIENCE);

            HttpResponse<String> whileDown = Http.get(application.uri("/orders"), token);
            assertThat(whileDown.statusCode()).isEqualTo(503);
            assertThat(whileDown.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(whileDown.headers().firstValue("WWW-Authenticate")).isEmpty();
            assertThat(whileDown.body()).isEmpty();
            assertThat(Http.get(application.uri("/orders")).statusCode()).isEqualTo(401);
            assertThat(Http.get(application.uri("/open/hello")).statusCode()).isEqualTo(200);

            jwks.ok();

            assertThat(statusWhenNoLonger503(application, token)).isEqualTo(200);
        }
    }

    @Test
    void stopsFetchingWhenTheApplicationStops() {
        try (RunningApplication application =
                RunningApplication.start(Settings.valid(issuer), OrdersApplication.class)) {
            assertThat(keyThreads()).isPositive();
            application.context().close();
        }

        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (keyThreads() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        assertThat(keyThreads()).isZero();
    }

    private static int statusWhenNoLonger503(RunningApplication application, String token) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int status = 503;
        while (status == 503 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            status = Http.get(application.uri("/orders"), token).statusCode();
        }
        return status;
    }

    private static long keyThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("redoubt-keys"))
                .count();
    }
}
