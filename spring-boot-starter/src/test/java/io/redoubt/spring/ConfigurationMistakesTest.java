package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.ConfigurationException;
import io.redoubt.testkit.TestIssuer;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake stops the start, under the full name of its property and with the remedy, and never with its value. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigurationMistakesTest {

    /** Stands in every value that is wrong, and so must never be repeated. */
    private static final String MARK = "zx81marker";

    private static final String NOBODY = "https://idp.invalid";
    private static final String MAIN = "redoubt.issuers.main.";
    private static final String PROXIES = "redoubt.access.trusted-proxies";
    private static final String RULE = "redoubt.access.rules[0].";

    private final TestIssuer issuer = TestIssuer.start();

    @AfterAll
    void stop() {
        issuer.close();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("no service", it -> it.without("redoubt.service"), "redoubt.service", "is not set"),
                mistake(
                        "service name",
                        it -> it.with("redoubt.service", MARK + "_X"),
                        "redoubt.service",
                        "is not a valid service name"),
                mistake(
                        "application name",
                        it -> it.without("redoubt.service").with("spring.application.name", MARK + " Orders"),
                        "redoubt.service",
                        "is not a valid service name"),
                mistake(
                        "empty service name",
                        it -> it.with("redoubt.service", ""),
                        "redoubt.service",
                        "is not a valid service name"),
                mistake(
                        "no issuer",
                        it -> it.without(MAIN + "issuer-uri").without(MAIN + "audience"),
                        "redoubt.issuers",
                        "is empty"),
                mistake(
                        "trust domain",
                        it -> it.with("redoubt.trust-domain", MARK + " Shop"),
                        "redoubt.trust-domain",
                        "is not a valid trust domain"),
                mistake(
                        "no trust domain where state is shared",
                        it -> it.with("redoubt.state.store", "redis"),
                        "redoubt.trust-domain",
                        "is not set"),
                mistake(
                        "store",
                        it -> it.with("redoubt.state.store", MARK),
                        "redoubt.state.store",
                        "write local or redis"),
                mistake(
                        "when-down",
                        it -> it.with("redoubt.state.when-down", MARK),
                        "redoubt.state.when-down",
                        "write closed or local"),
                mistake(
                        "persistence",
                        it -> it.with("redoubt.state.persistence", MARK),
                        "redoubt.state.persistence",
                        "write attested or unknown"),
                mistake(
                        "max-staleness",
                        it -> it.with("redoubt.state.max-staleness", "1s"),
                        "redoubt.state.max-staleness",
                        "is not between 2 seconds and 10 minutes"),
                mistake(
                        "max-staleness that is no duration",
                        it -> it.with("redoubt.state.max-staleness", MARK),
                        "redoubt.state.max-staleness",
                        "cannot be read"),
                mistake("no issuer-uri", it -> it.without(MAIN + "issuer-uri"), MAIN + "issuer-uri", "is not set"),
                mistake(
                        "http issuer",
                        it -> it.with(MAIN + "issuer-uri", "http://" + MARK + ".example"),
                        MAIN + "issuer-uri",
                        "https"),
                mistake(
                        "http issuer with a JWK set of its own",
                        it -> it.with(MAIN + "issuer-uri", "http://" + MARK + ".example")
                                .with(MAIN + "jwk-set-uri", "https://idp.invalid/jwks"),
                        MAIN + "issuer-uri",
                        "https"),
                mistake("issuer no URL", it -> it.with(MAIN + "issuer-uri", MARK + " x"), MAIN + "issuer-uri", "URL"),
                mistake("empty issuer", it -> it.with(MAIN + "issuer-uri", ""), MAIN + "issuer-uri", "https"),
                mistake(
                        "issuer with a query",
                        it -> it.with(MAIN + "issuer-uri", NOBODY + "?" + MARK),
                        MAIN + "issuer-uri",
                        "query"),
                mistake(
                        "issuer with a password",
                        it -> it.with(MAIN + "issuer-uri", "https://u:" + MARK + "@idp.invalid"),
                        MAIN + "issuer-uri",
                        "user info"),
                mistake(
                        "placeholder without a value",
                        it -> it.with(MAIN + "issuer-uri", "${" + MARK + "}"),
                        MAIN + "issuer-uri",
                        "is not a URL"),
                mistake(
                        "http JWK set",
                        it -> it.with(MAIN + "jwk-set-uri", "http://" + MARK + ".example/jwks"),
                        MAIN + "jwk-set-uri",
                        "https"),
                mistake("no audience", it -> it.without(MAIN + "audience"), MAIN + "audience", "is not set"),
                mistake("empty audience", it -> it.with(MAIN + "audience", ""), MAIN + "audience", "is not set"),
                mistake("blank audience", it -> it.with(MAIN + "audience", " "), MAIN + "audience", ""),
                mistake("blank among audiences", it -> it.with(MAIN + "audience", "orders,,x"), MAIN + "audience", ""),
                mistake("profile", it -> it.with(MAIN + "profile", MARK), MAIN + "profile", "rfc9068"),
                mistake("profile in another case", it -> it.with(MAIN + "profile", "RFC9068"), MAIN + "profile", ""),
                mistake(
                        "no issuer of the profile",
                        it -> it.with(MAIN + "profile", "okta"),
                        MAIN + "issuer-uri",
                        "https://<domain>/oauth2/<id>"),
                mistake(
                        "shared audience",
                        it -> it.with(MAIN + "profile", "keycloak")
                                .with(MAIN + "issuer-uri", NOBODY + "/realms/shop")
                                .with(MAIN + "audience", "orders, account"),
                        MAIN + "audience",
                        "an audience of its own"),
                mistake(
                        "no clients where they are needed",
                        it -> it.with(MAIN + "profile", "cognito")
                                .with(MAIN + "issuer-uri", NOBODY + "/pool")
                                .without(MAIN + "audience"),
                        MAIN + "clients",
                        "list the client ids"),
                mistake(
                        "clients where none is named",
                        it -> it.with(MAIN + "profile", "spring-authorization-server")
                                .with(MAIN + "clients", MARK),
                        MAIN + "clients",
                        "remove it"),
                mistake("blank client", it -> it.with(MAIN + "clients[0]", " "), MAIN + "clients", "one client id"),
                mistake("algorithm", it -> it.with(MAIN + "algorithms", MARK), MAIN + "algorithms", "ES256"),
                mistake("algorithm none", it -> it.with(MAIN + "algorithms", "ES256, none"), MAIN + "algorithms", ""),
                mistake("algorithm HS256", it -> it.with(MAIN + "algorithms", "HS256"), MAIN + "algorithms", ""),
                mistake("no algorithm", it -> it.with(MAIN + "algorithms", ""), MAIN + "algorithms", "is empty"),
                mistake("bad duration", it -> it.with(MAIN + "clock-skew", MARK), MAIN + "clock-skew", "30s"),
                mistake("skew too large", it -> it.with(MAIN + "clock-skew", "121s"), MAIN + "clock-skew", "2m"),
                mistake("negative skew", it -> it.with(MAIN + "clock-skew", "-1s"), MAIN + "clock-skew", "0s"),
                mistake("no lifetime", it -> it.with(MAIN + "max-lifetime", "0s"), MAIN + "max-lifetime", "24h"),
                mistake(
                        "the same issuer twice",
                        it -> it.with("redoubt.issuers.twin.issuer-uri", NOBODY)
                                .with("redoubt.issuers.twin.audience", "shop"),
                        "redoubt.issuers.twin.issuer-uri",
                        "one entry"),
                mistake(
                        "negative cache size",
                        it -> it.with("redoubt.token-cache.size", "-1"),
                        "redoubt.token-cache.size",
                        "1 to"),
                mistake(
                        "cache without age",
                        it -> it.with("redoubt.token-cache.max-age", "0s"),
                        "redoubt.token-cache.max-age",
                        "5m"),
                mistake("no path", it -> it.without(RULE + "path"), RULE + "path", "is not set"),
                mistake("empty path", it -> it.with(RULE + "path", ""), RULE + "path", "/orders/**"),
                mistake("path without a slash", it -> it.with(RULE + "path", MARK), RULE + "path", "/orders/**"),
                mistake("encoded path", it -> it.with(RULE + "path", "/%6f" + MARK), RULE + "path", "decoded"),
                mistake("wildcard inside", it -> it.with(RULE + "path", "/**/" + MARK), RULE + "path", "wildcard"),
                mistake("half a wildcard", it -> it.with(RULE + "path", "/" + MARK + "*"), RULE + "path", "wildcard"),
                mistake("path with dots", it -> it.with(RULE + "path", "/a/../" + MARK), RULE + "path", ""),
                mistake("lower-case method", it -> it.with(RULE + "methods", "get"), RULE + "methods", "GET"),
                mistake("HEAD", it -> it.with(RULE + "methods", "HEAD"), RULE + "methods", "GET"),
                mistake("two scopes in one", it -> it.with(RULE + "scopes", MARK + " b"), RULE + "scopes", "one scope"),
                mistake("blank role", it -> it.with(RULE + "roles[0]", " "), RULE + "roles", "blank"),
                mistake(
                        "rule shadowed",
                        it -> it.with("redoubt.access.rules[1].path", "/orders/" + MARK)
                                .with("redoubt.access.rules[1].methods", "GET"),
                        "redoubt.access.rules[1].path",
                        "narrower"),
                mistake("open covers a rule", it -> it.with("redoubt.access.open[1]", "/**"), RULE + "path", "open"),
                mistake(
                        "open pattern",
                        it -> it.with("redoubt.access.open[1]", MARK + "/**"),
                        "redoubt.access.open[1]",
                        "/orders/**"),
                mistake("enforced by", it -> it.with(EnforcedBy.PROPERTY, MARK), EnforcedBy.PROPERTY, "redoubt or"),
                mistake(
                        "enforced by, in capitals",
                        it -> it.with(EnforcedBy.PROPERTY, "REDOUBT"),
                        EnforcedBy.PROPERTY,
                        "redoubt or spring-security"),
                mistake(
                        "enforced by two",
                        it -> it.with(EnforcedBy.PROPERTY, "redoubt, spring-security"),
                        EnforcedBy.PROPERTY,
                        "redoubt or spring-security"),
                mistake(
                        "proxy by its name",
                        it -> it.with(PROXIES, MARK + ".example"),
                        PROXIES + "[0]",
                        "names are not looked up"),
                mistake("proxy range", it -> it.with(PROXIES, "10.0.0.0/8, 10.1/16"), PROXIES + "[1]", "10.1.0.0/16"),
                mistake("proxy within a range", it -> it.with(PROXIES, "10.1.2.3/8"), PROXIES + "[0]", "first address"),
                mistake("everybody a proxy", it -> it.with(PROXIES, "0.0.0.0/0"), PROXIES + "[0]", "every address"),
                mistake("empty among proxies", it -> it.with(PROXIES, "10.0.0.1,,10.0.0.2"), PROXIES + "[1]", ""),
                mistake(
                        "misspelt issuers",
                        it -> it.with("redoubt.isuers.x.audience", MARK),
                        "redoubt.isuers.x.audience",
                        ""),
                mistake("misspelt rules", it -> it.with("redoubt.access.rulez", MARK), "redoubt.access.rulez", ""),
                mistake("misspelt in a rule", it -> it.with(RULE + "scope", MARK), RULE + "scope", "correct or remove"),
                mistake("misspelt in an issuer", it -> it.with(MAIN + "audiences", MARK), MAIN + "audiences", ""),
                mistake(
                        "rule with a gap",
                        it -> it.with("redoubt.access.rules[7].path", "/" + MARK),
                        "redoubt.access.rules[7].path",
                        ""),
                mistake(
                        "one word for an issuer",
                        it -> it.without(MAIN + "issuer-uri")
                                .without(MAIN + "audience")
                                .with("redoubt.issuers.main", MARK)
                                .with("redoubt.issuers.other.issuer-uri", NOBODY)
                                .with("redoubt.issuers.other.audience", "orders"),
                        "redoubt.issuers.main",
                        "below it"));
    }

    private static Arguments mistake(
            String name, UnaryOperator<Settings> mistake, String property, String partOfTheMessage) {
        return arguments(name, mistake, property, partOfTheMessage);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void refusesToStart(String name, UnaryOperator<Settings> mistake, String property, String partOfTheMessage) {
        List<ConfigurationException.Problem> problems = StartUpProblems.of(mistake.apply(Settings.valid(NOBODY)));

        assertThat(problems).extracting(ConfigurationException.Problem::setting).containsExactly(property);
        assertThat(problems.get(0).toString()).contains(partOfTheMessage).doesNotContain(MARK);
        assertThat(problems.get(0).remedy()).isNotBlank();
    }

    @Test
    void refusesAllMistakesAtOnce() {
        List<ConfigurationException.Problem> problems = StartUpProblems.of(Settings.none()
                .with("redoubt.service", MARK + "!")
                .with("redoubt.access.enforced-by", MARK)
                .with("redoubt.access.open[0]", "open" + MARK)
                .with("redoubt.access.open[1]", "/all/**")
                .with("redoubt.access.rules[0].path", MARK)
                .with("redoubt.access.rules[0].scopes", "a " + MARK)
                .with("redoubt.access.rules[1].path", "/orders")
                .with("redoubt.access.rules[1].methods", MARK)
                .with("redoubt.access.rules[2].path", "/orders/{id}")
                .with("redoubt.access.rules[3].path", "/orders/*")
                .with("redoubt.access.rules[4].path", "/all/" + MARK)
                .with("redoubt.access.rulez[0].path", "/" + MARK)
                .with("redoubt.issuers.one.audience", "orders")
                .with("redoubt.issuers.one.jwk-set-uri", "http://" + MARK + ".example")
                .with("redoubt.issuers.two.issuer-uri", "http://" + MARK + ".example")
                .with("redoubt.issuers.two.jwk-set-uri", MARK)
                .with("redoubt.issuers.two.profile", MARK)
                .with("redoubt.issuers.two.algorithms", "HS512")
                .with("redoubt.issuers.two.clock-skew", "1h")
                .with("redoubt.issuers.two.max-lifetime", MARK)
                .with("redoubt.issuers.four.issuer-uri", "https://" + MARK + ".example")
                .with("redoubt.issuers.four.profile", "cognito")
                .with("redoubt.isuers.three", MARK));

        assertThat(problems)
                .extracting(ConfigurationException.Problem::setting)
                .containsExactlyInAnyOrder(
                        "redoubt.service",
                        "redoubt.access.enforced-by",
                        "redoubt.access.open[0]",
                        "redoubt.access.rules[0].path",
                        "redoubt.access.rules[0].scopes",
                        "redoubt.access.rules[1].methods",
                        "redoubt.access.rules[3].path",
                        "redoubt.access.rules[4].path",
                        "redoubt.access.rulez[0].path",
                        "redoubt.issuers.one.issuer-uri",
                        "redoubt.issuers.one.jwk-set-uri",
                        "redoubt.issuers.two.issuer-uri",
                        "redoubt.issuers.two.jwk-set-uri",
                        "redoubt.issuers.two.audience",
                        "redoubt.issuers.two.profile",
                        "redoubt.issuers.two.algorithms",
                        "redoubt.issuers.two.clock-skew",
                        "redoubt.issuers.two.max-lifetime",
                        "redoubt.issuers.four.issuer-uri",
                        "redoubt.issuers.four.clients",
                        "redoubt.isuers.three");
        assertThat(problems).noneMatch(problem -> problem.toString().contains(MARK));
    }

    /** Nothing of an application that says nothing but this can be read, and it is told so. */
    @Test
    void refusesOneWordForAllProperties() {
        assertThat(StartUpProblems.of(Settings.none().with("redoubt", MARK)))
                .extracting(ConfigurationException.Problem::setting)
                .containsExactlyInAnyOrder("redoubt", "redoubt.service", "redoubt.issuers", EnforcedBy.PROPERTY);
    }

    @Test
    void acceptsWhatEachCaseBreaks() {
        StartUpProblems.runner(Settings.valid(issuer))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void takesTheNameOfTheApplication() {
        StartUpProblems.runner(
                        Settings.valid(issuer).without("redoubt.service").with("spring.application.name", "orders"))
                .run(context -> assertThat(
                                context.getBean(RedoubtSettings.class).service().value())
                        .isEqualTo("orders"));
    }

    /** However a property is spelled in YAML or in the environment, it is the same property to every part of us. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"redoubt.access.enforcedBy", "redoubt.access.enforced_by", "redoubt.access.ENFORCED-BY"})
    void readsEverySpellingOfAProperty(String property) {
        StartUpProblems.runner(
                        Settings.valid(issuer).without(EnforcedBy.PROPERTY).with(property, "redoubt"))
                .run(context -> assertThat(context).hasNotFailed().hasBean("redoubtDecidesInstead"));
    }
}
