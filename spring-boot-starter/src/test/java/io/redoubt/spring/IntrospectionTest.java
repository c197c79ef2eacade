package io.redoubt.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.ConfigurationException;
import io.redoubt.testkit.TestIssuer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** Opaque tokens, by nothing but properties. */
class IntrospectionTest {

    private static final String MARK = "zx81marker";
    private static final String MAIN = "redoubt.issuers.main.";
    private static final String INTROSPECTION = MAIN + "introspection.";

    private final TestIssuer issuer = TestIssuer.start();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void takesOpaqueTokensBesideSignedOnes() {
        issuer.registerClient("orders-rs", MARK);
        String opaque = issuer.opaqueToken(issuer.token());

        try (CapturedOutput output = CapturedOutput.begin();
                RunningApplication application = RunningApplication.start(
                        asking(Settings.valid(issuer)).with("logging.level.io.redoubt", "trace"),
                        OrdersApplication.class)) {
            assertThat(Http.get(application.uri("/orders"), opaque).body()).isEqualTo("orders of alice by shop-web");
            assertThat(Http.get(application.uri("/orders"), issuer.token().sign())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(issuer.introspection().requests()).isOne();

            HttpResponse<String> unknown = Http.get(application.uri("/orders"), "unknown-" + opaque);
            assertThat(unknown.statusCode()).isEqualTo(401);
            assertThat(Http.challenge(unknown)).contains("error=\"invalid_token\"");

            issuer.introspection().status(500);
            HttpResponse<String> failed = Http.get(application.uri("/orders"), "another-" + opaque);
            assertThat(failed.statusCode()).isEqualTo(503);
            assertThat(failed.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(failed.headers().firstValue("WWW-Authenticate")).isEmpty();

            assertThat(output.text())
                    .contains(
                            ", keys 1, opaque tokens by introspection as client orders-rs)",
                            "code=token.inactive",
                            "code=token.introspection-unavailable",
                            "the introspection endpoint answered with status 500")
                    .doesNotContain(opaque, MARK);
        }
    }

    @Test
    void takesOpaqueTokensOnly(@TempDir Path folder) throws IOException {
        Path key = folder.resolve("client.jwk");
        Files.writeString(key, issuer.registerClientWithKey("orders-rs", "ES256"), UTF_8);
        Settings settings = asking(Settings.valid(issuer))
                .without(INTROSPECTION + "client-secret")
                .with(INTROSPECTION + "private-key-location", "file:" + key)
                .with(INTROSPECTION + "only", "true");

        try (CapturedOutput output = CapturedOutput.begin();
                RunningApplication application = RunningApplication.start(settings, OrdersApplication.class)) {
            assertThat(output.text()).contains(", audience orders, no JWTs, opaque tokens by introspection as client");
            assertThat(Http.get(application.uri("/orders"), issuer.opaqueToken(issuer.token()))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Http.get(application.uri("/orders"), issuer.token().sign())
                            .statusCode())
                    .isEqualTo(401);
            assertThat(issuer.jwks().requests() + issuer.discovery().requests()).isZero();
        }
    }

    @Test
    void takesSignedAnswersOnlyIfToldSo() {
        issuer.registerClient("orders-rs", MARK);
        Settings settings = asking(Settings.valid(issuer)).with(INTROSPECTION + "response", "signed-jwt");

        try (RunningApplication application = RunningApplication.start(settings, OrdersApplication.class)) {
            assertThat(Http.get(application.uri("/orders"), issuer.opaqueToken(issuer.token()))
                            .statusCode())
                    .isEqualTo(200);
            issuer.introspection().body("{\"active\":true}");
            assertThat(Http.get(application.uri("/orders"), "unsigned").statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void showsNoSecretInItsProperties() {
        RedoubtProperties.Introspection introspection = new RedoubtProperties.Introspection(
                "https://idp.example/introspect",
                "orders-rs",
                MARK,
                null,
                null,
                java.time.Duration.ofMinutes(1),
                "json",
                false);

        assertThat(introspection.toString()).doesNotContain(MARK);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("no uri", it -> it.without(INTROSPECTION + "uri"), "uri", "introspection_endpoint"),
                mistake(
                        "http uri",
                        it -> it.with(INTROSPECTION + "uri", "http://" + MARK + ".example"),
                        "uri",
                        "https"),
                mistake("uri no URL", it -> it.with(INTROSPECTION + "uri", MARK + " x"), "uri", "URL"),
                mistake("no client", it -> it.without(INTROSPECTION + "client-id"), "client-id", "is not set"),
                mistake("blank client", it -> it.with(INTROSPECTION + "client-id", " "), "client-id", "is blank"),
                mistake(
                        "no secret and no key",
                        it -> it.without(INTROSPECTION + "client-secret"),
                        "client-secret",
                        "is not set, and introspection.private-key-location neither"),
                mistake(
                        "secret and key",
                        it -> it.with(INTROSPECTION + "private-key-location", "file:/" + MARK),
                        "client-secret",
                        "exactly one"),
                mistake(
                        "blank secret",
                        it -> it.with(INTROSPECTION + "client-secret", ""),
                        "client-secret",
                        "is blank"),
                mistake(
                        "key that is not there",
                        it -> keyAt(it, "file:/nowhere/" + MARK),
                        "private-key-location",
                        "file:"),
                mistake("key in a folder", it -> keyAt(it, "file:/"), "private-key-location", "readable file"),
                mistake("key elsewhere", it -> keyAt(it, "https://" + MARK), "private-key-location", "file:"),
                mistake("key without file:", it -> keyAt(it, "pom.xml"), "private-key-location", "file:"),
                mistake("no key in the file", it -> keyAt(it, "file:pom.xml"), "private-key-location", "openssl"),
                mistake(
                        "audience for a secret",
                        it -> it.with(INTROSPECTION + "assertion-audience", MARK),
                        "assertion-audience",
                        "private key"),
                mistake("ttl no duration", it -> it.with(INTROSPECTION + "cache-ttl", MARK), "cache-ttl", "30s"),
                mistake("ttl too long", it -> it.with(INTROSPECTION + "cache-ttl", "1h"), "cache-ttl", "5m"),
                mistake("response", it -> it.with(INTROSPECTION + "response", MARK), "response", "signed-jwt"),
                mistake(
                        "signed response without keys",
                        it -> it.with(INTROSPECTION + "response", "signed-jwt").with(INTROSPECTION + "only", "true"),
                        "response",
                        "keys"),
                mistake("only no boolean", it -> it.with(INTROSPECTION + "only", MARK), "only", "true or false"),
                mistake("misspelt", it -> it.with(INTROSPECTION + "url", MARK), "url", "correct or remove"));
    }

    private static Arguments mistake(
            String name, UnaryOperator<Settings> mistake, String property, String partOfTheMessage) {
        return arguments(name, mistake, property, partOfTheMessage);
    }

    private static Settings keyAt(Settings settings, String location) {
        return settings.without(INTROSPECTION + "client-secret").with(INTROSPECTION + "private-key-location", location);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void refusesToStart(String name, UnaryOperator<Settings> mistake, String property, String partOfTheMessage) {
        List<ConfigurationException.Problem> problems =
                problemsOf(mistake.apply(asking(Settings.valid("https://idp.invalid"))));

        assertThat(problems)
                .extracting(ConfigurationException.Problem::setting)
                .containsExactly(INTROSPECTION + property);
        assertThat(problems.get(0).toString()).contains(partOfTheMessage).doesNotContain(MARK);
    }

    @Test
    void refusesAllMistakesAtOnce() {
        Settings settings = asking(Settings.valid("https://idp.invalid"))
                .with(INTROSPECTION + "uri", MARK)
                .without(INTROSPECTION + "client-id")
                .with(INTROSPECTION + "client-secret", "")
                .with(INTROSPECTION + "cache-ttl", "1h")
                .with(INTROSPECTION + "response", MARK)
                .with(INTROSPECTION + "only", "true")
                .with(MAIN + "jwk-set-uri", "https://idp.invalid/jwks")
                .with(MAIN + "profile", MARK)
                .with(MAIN + "clock-skew", "1h")
                .without(MAIN + "audience")
                .without(MAIN + "issuer-uri");

        assertThat(problemsOf(settings))
                .extracting(ConfigurationException.Problem::setting)
                .containsExactlyInAnyOrder(
                        INTROSPECTION + "uri",
                        INTROSPECTION + "client-id",
                        INTROSPECTION + "client-secret",
                        INTROSPECTION + "cache-ttl",
                        INTROSPECTION + "response",
                        MAIN + "jwk-set-uri",
                        MAIN + "profile",
                        MAIN + "clock-skew",
                        MAIN + "audience",
                        MAIN + "issuer-uri");
    }

    @Test
    void asksOneIssuerOnly() {
        Settings settings = asking(Settings.valid("https://idp.invalid"))
                .with("redoubt.issuers.other.issuer-uri", "https://other.invalid")
                .with("redoubt.issuers.other.audience", "orders")
                .with("redoubt.issuers.other.introspection.uri", "https://other.invalid/introspect")
                .with("redoubt.issuers.other.introspection.client-id", "orders-rs")
                .with("redoubt.issuers.other.introspection.client-secret", MARK);

        assertThat(problemsOf(settings))
                .extracting(ConfigurationException.Problem::setting)
                .containsExactly("redoubt.issuers.other.introspection");
    }

    @Test
    void refusesToStartWhereSpringSecurityWouldTakeTheTokens() {
        assertThat(problemsOf(asking(Settings.forSpringSecurity(issuer))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.setting()).isEqualTo("redoubt.issuers.main.introspection");
                    assertThat(problem.problem()).contains("JwtDecoder cannot take opaque tokens");
                    assertThat(problem.remedy()).contains("redoubt.access.enforced-by");
                });
    }

    private Settings asking(Settings settings) {
        return settings.with(INTROSPECTION + "uri", issuer.introspectionUri().toString())
                .with(INTROSPECTION + "client-id", "orders-rs")
                .with(INTROSPECTION + "client-secret", MARK);
    }

    private static List<ConfigurationException.Problem> problemsOf(Settings settings) {
        List<ConfigurationException.Problem> problems = new ArrayList<>();
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedoubtAutoConfiguration.class))
                .withPropertyValues(settings.pairs())
                .run(context -> {
                    assertThat(context).hasFailed();
                    Throwable failure = context.getStartupFailure();
                    while (failure.getCause() != null) {
                        failure = failure.getCause();
                    }
                    assertThat(failure).isInstanceOf(ConfigurationException.class);
                    problems.addAll(((ConfigurationException) failure).problems());
                });
        return problems;
    }
}
