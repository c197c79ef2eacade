package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.audit.SecurityEventListener;
import io.redoubt.testkit.TestIssuer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What a service must never log, because it is its own: found without any key or form beside it. */
class OwnSecretsTest {

    private static final String PASSWORD = "S3cr3t+Test/Only";
    private static final Logger log = LoggerFactory.getLogger(OwnSecretsTest.class);

    @AfterAll
    static void logAsBefore() {
        LoggingWorker.logAsBefore();
    }

    private static Settings known(String property, String value) {
        return Settings.none().with(property, value);
    }

    private static String logging(Settings settings, String text) {
        return LoggingWorker.output(settings, () -> log.info("[{}]", text));
    }

    @Test
    void areErasedInAllTheirForms() {
        String written = LoggingWorker.output(known("spring.datasource.password", PASSWORD), () -> {
            log.info("cannot connect with {}", PASSWORD);
            log.info("or {}", Base64.getEncoder().encodeToString(("app:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
            log.info("or {}", URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8));
        });

        assertThat(written)
                .contains("cannot connect with [REDACTED:known spring.datasource.password]")
                .doesNotContain(PASSWORD, "S3cr3t%2BTest%2FOnly", "UzNjcjN0K1Rlc3QvT25s");
    }

    /** Shells call it {@code PWD}: the place of the application was missing from its first lines. */
    @Test
    void areNotTheFolderOfTheApplication() {
        assertThat(logging(known("PWD", "/srv/shop/orders"), "started in /srv/shop/orders"))
                .contains("started in /srv/shop/orders");
    }

    @Test
    void areTheClientSecretsOfIntrospection() {
        assertThat(logging(known("redoubt.issuers.main.introspection.client-secret", PASSWORD), PASSWORD))
                .contains("[[REDACTED:known redoubt.issuers.main.introspection.client-secret]]")
                .doesNotContain(PASSWORD);
    }

    @Test
    void areTheItemsOfLists() {
        assertThat(logging(known("shop.api-keys", "alpha-test-only, beta-test-only"), "beta-test-only"))
                .contains("[[REDACTED:known shop.api-keys]]");
        assertThat(logging(known("shop.api-keys[1]", "beta-test-only"), "beta-test-only"))
                .contains("[[REDACTED:known shop.api-keys-1-]]");
    }

    @Test
    void areTheKeyOfThePseudonyms() {
        String key = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";

        assertThat(logging(known("redoubt.masking.pseudonym-key", key), key))
                .contains("people named under a key of the properties")
                .doesNotContain(key);
    }

    @Test
    void areThoseThatAPropertyLists() {
        Settings listed = known("redoubt.masking.known-secrets.properties", "shop.recipe, shop.nothing")
                .with("shop.recipe", "flour and water");

        assertThat(logging(listed, "flour and water"))
                .contains(
                        "[[REDACTED:known shop.recipe]]",
                        "shop.nothing of redoubt.masking.known-secrets.properties is not erased from the log")
                .doesNotContain("flour and water", "shop.recipe of redoubt");
    }

    @Test
    void areNotThoseWithOtherNames() {
        Settings settings = known("shop.greeting", "good morning").with("shop.password-hint", "horse of test");

        assertThat(logging(settings, "good morning, horse of test")).contains("[good morning, horse of test]");
    }

    @Test
    void areLeftWhereThatIsSwitchedOff() {
        assertThat(logging(
                        known("spring.datasource.password", PASSWORD)
                                .with("redoubt.masking.known-secrets.enabled", "false"),
                        PASSWORD))
                .contains("[" + PASSWORD + "]");
    }

    @Configuration(proxyBeanMethods = false)
    static class Unreachable {

        @Bean
        String connection(Environment environment) {
            throw new IllegalStateException(
                    "no connection for app/" + environment.getProperty("spring.datasource.password"));
        }
    }

    /** The log of a start that fails tells most. */
    @Test
    void areErasedBeforeThereAreBeans() {
        try (CapturedOutput output = CapturedOutput.begin()) {
            assertThatThrownBy(() -> LoggingWorker.builder(
                                    known("spring.datasource.password", PASSWORD), Unreachable.class)
                            .run())
                    .rootCause()
                    .hasMessageContaining(PASSWORD);

            assertThat(output.text())
                    .contains("no connection for app/[REDACTED:known spring.datasource.password]")
                    .doesNotContain(PASSWORD);
        }
    }

    /** A property may be an object of any kind, and a value that refers to nothing. */
    @Test
    void stopNoStartWhereAPropertyCannotBeRead() {
        Settings settings = known("shop.password", "${shop.nothing}");

        try (CapturedOutput output = CapturedOutput.begin();
                var context = LoggingWorker.builder(settings)
                        .properties(java.util.Map.of("shop.secret", new Object[] {new Object()}))
                        .run()) {
            assertThat(context.isRunning()).isTrue();
            assertThat(output.text()).contains("masking of the log: appenders 1");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Careless {

        /** Called while a token is judged. */
        @Bean
        SecurityEventListener careless() {
            return event -> log.info("while judging [{}]", REFUSED);
        }

        @RestController
        static class Orders {

            @GetMapping("/orders/mine")
            String mine(@RequestHeader("Authorization") String authorization) {
                log.info("admitted [{}]", authorization.substring("Bearer ".length()));
                return "mine";
            }
        }
    }

    private static final String REFUSED = "0123456789-test-only-nobody";

    @Test
    void areTheOpaqueTokensThatPassBy() {
        try (TestIssuer issuer = TestIssuer.start()) {
            issuer.registerClient("orders-rs", "test-only-secret");
            String token = issuer.opaqueToken(issuer.token());
            Settings settings = Settings.valid(issuer)
                    .with(
                            "redoubt.issuers.main.introspection.uri",
                            issuer.introspectionUri().toString())
                    .with("redoubt.issuers.main.introspection.client-id", "orders-rs")
                    .with("redoubt.issuers.main.introspection.client-secret", "test-only-secret");
            try (CapturedOutput output = CapturedOutput.begin();
                    RunningApplication application = RunningApplication.start(
                            settings, OrdersApplication.class, Careless.class, Careless.Orders.class)) {
                assertThat(Http.get(application.uri("/orders/mine"), token).statusCode())
                        .isEqualTo(200);
                assertThat(Http.get(application.uri("/orders/mine"), REFUSED).statusCode())
                        .isEqualTo(401);

                assertThat(output.text())
                        .contains(
                                "admitted [[REDACTED:known opaque-token]]",
                                "while judging [[REDACTED:known opaque-token]]")
                        .doesNotContain(token, REFUSED);
            }
        }
    }

    /** Where nobody is asked about opaque tokens, there are none, and nobody has a word of his choice erased from the log. */
    @Test
    void areNoTextThatIsSentWhereThereAreNoOpaqueTokens() {
        try (TestIssuer issuer = TestIssuer.start();
                CapturedOutput output = CapturedOutput.begin();
                RunningApplication application =
                        RunningApplication.start(Settings.valid(issuer), OrdersApplication.class, Careless.class)) {
            assertThat(Http.get(application.uri("/orders"), REFUSED).statusCode())
                    .isEqualTo(401);

            assertThat(output.text()).contains("while judging [" + REFUSED + "]");
        }
    }
}
