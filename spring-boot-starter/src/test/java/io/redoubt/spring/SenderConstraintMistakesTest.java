package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.ConfigurationException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong about sender constraints, step-up and the base URL stops the start, and says how to mend it. */
class SenderConstraintMistakesTest {

    private static final String MARK = "zx81marker";
    private static final String SENDER = "redoubt.sender-constraint.";
    private static final String CERTIFICATE = SENDER + "client-certificate.";
    private static final String RULE = "redoubt.access.rules[0].";
    private static final String SECRET = MARK + "-test-only-secret-of-many-characters";

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("unknown mode", it -> it.with(SENDER + "dpop", MARK), SENDER + "dpop"),
                mistake("unknown mode of mtls", it -> it.with(SENDER + "mtls", MARK), SENDER + "mtls"),
                mistake("dpop without base URL", it -> it.with(SENDER + "dpop", "optional"), "redoubt.base-url"),
                mistake("base URL that is none", it -> it.with("redoubt.base-url", MARK), "redoubt.base-url"),
                mistake(
                        "plain http",
                        it -> it.with("redoubt.base-url", "http://" + MARK + ".example"),
                        "redoubt.base-url"),
                mistake("unknown nonce", it -> it.with(SENDER + "dpop-nonce", MARK), SENDER + "dpop-nonce"),
                mistake("nonce without proof", it -> it.with(SENDER + "dpop-nonce", "required"), SENDER + "dpop-nonce"),
                mistake(
                        "nonces that the fleet does not share",
                        it -> dpop(it).with(SENDER + "dpop-nonce", "required")
                                .with("redoubt.state.store", "redis")
                                .with("redoubt.trust-domain", "shop.example"),
                        SENDER + "dpop-nonce"),
                mistake("rule by what is off", it -> it.with(RULE + "bound-by", "mtls"), RULE + "bound-by"),
                mistake("rule by what is unknown", it -> it.with(RULE + "bound-by", MARK), RULE + "bound-by"),
                mistake("unknown source", it -> mtls(it).with(CERTIFICATE + "source", MARK), CERTIFICATE + "source"),
                mistake(
                        "field without mtls",
                        it -> bySecret(it.with(CERTIFICATE + "source", "client-cert")),
                        CERTIFICATE + "source"),
                mistake(
                        "field that everybody may write",
                        it -> mtls(it).with(CERTIFICATE + "source", "client-cert"),
                        CERTIFICATE + "source"),
                mistake(
                        "address alone",
                        it -> mtls(it).with(CERTIFICATE + "source", "client-cert")
                                .with(CERTIFICATE + "proxy-addresses", "10.0.0.1"),
                        CERTIFICATE + "source"),
                mistake(
                        "two proofs of one proxy",
                        it -> bySecret(mtls(it).with(CERTIFICATE + "source", "client-cert"))
                                .with(CERTIFICATE + "proxy-certificates", "00".repeat(32)),
                        CERTIFICATE + "source"),
                mistake("proxy of a connection", it -> bySecret(mtls(it)), CERTIFICATE + "source"),
                mistake(
                        "short secret",
                        it -> mtls(it).with(CERTIFICATE + "source", "client-cert")
                                .with(CERTIFICATE + "proxy-secret-header", "X-Proxy")
                                .with(CERTIFICATE + "proxy-secrets", MARK),
                        CERTIFICATE + "proxy-secrets"),
                mistake(
                        "no header name",
                        it -> mtls(it).with(CERTIFICATE + "source", "client-cert")
                                .with(CERTIFICATE + "proxy-secrets", SECRET),
                        CERTIFICATE + "proxy-secret-header"),
                mistake(
                        "thumbprint that is none",
                        it -> mtls(it).with(CERTIFICATE + "source", "client-cert")
                                .with(CERTIFICATE + "proxy-certificates", MARK),
                        CERTIFICATE + "proxy-certificates"),
                mistake(
                        "depth",
                        it -> bySecret(mtls(it).with(CERTIFICATE + "source", "x-forwarded-client-cert"))
                                .with(CERTIFICATE + "proxy-depth", "0"),
                        CERTIFICATE + "proxy-depth"),
                mistake(
                        "address that forwarded headers rewrite",
                        it -> pinned(it).with("server.forward-headers-strategy", "framework"),
                        CERTIFICATE + "proxy-addresses"),
                mistake(
                        "address that the container rewrites",
                        it -> pinned(it).with("server.tomcat.remoteip.remote-ip-header", "x-forwarded-for"),
                        CERTIFICATE + "proxy-addresses"),
                mistake(
                        "address that is rewritten on this platform",
                        it -> pinned(it).with("spring.main.cloud-platform", "kubernetes"),
                        CERTIFICATE + "proxy-addresses"),
                mistake(
                        "logout without a client",
                        it -> it.with("redoubt.issuers.main.logout.path", "/logout"),
                        "redoubt.issuers.main.logout.client-id"),
                mistake(
                        "logout anywhere",
                        it -> it.with("redoubt.issuers.main.logout.client-id", "shop")
                                .with("redoubt.issuers.main.logout.path", "/**"),
                        "redoubt.issuers.main.logout.path"),
                mistake(
                        "logout of nobody",
                        it -> it.with("redoubt.issuers.main.logout.client-id", "shop")
                                .with("redoubt.issuers.main.logout.path", "/logout")
                                .with("redoubt.issuers.main.logout.revokes", MARK),
                        "redoubt.issuers.main.logout.revokes"),
                mistake("acr that breaks a challenge", it -> it.with(RULE + "acr", MARK + "\" x"), RULE + "acr"),
                mistake("max-age of nothing", it -> it.with(RULE + "max-age", "0s"), RULE + "max-age"),
                mistake(
                        "level twice",
                        it -> it.with("redoubt.issuers.main.acr-levels", MARK + "," + MARK),
                        "redoubt.issuers.main.acr-levels"),
                mistake(
                        "level that nobody has",
                        it -> it.with(RULE + "acr", MARK).with("redoubt.issuers.main.acr-levels", "other"),
                        RULE + "acr"),
                mistake(
                        "method about which nobody is believed",
                        it -> it.with(RULE + "amr", MARK).with("redoubt.issuers.main.amr", "pwd"),
                        RULE + "amr"),
                mistake(
                        "issuer of whose levels nothing is said",
                        it -> it.with(RULE + "acr", MARK)
                                .with("redoubt.issuers.main.acr-levels", MARK)
                                .with("redoubt.issuers.other.issuer-uri", "https://other.invalid")
                                .with("redoubt.issuers.other.audience", "orders"),
                        "redoubt.issuers.other.acr-levels"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void refusesToStart(String name, UnaryOperator<Settings> mistake, String property) {
        List<ConfigurationException.Problem> problems =
                StartUpProblems.of(mistake.apply(Settings.valid("https://idp.invalid")));

        assertThat(problems).extracting(ConfigurationException.Problem::setting).containsExactly(property);
        assertThat(problems.get(0).toString()).doesNotContain(MARK);
        assertThat(problems.get(0).remedy()).isNotBlank();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodSettings")
    void starts(String name, UnaryOperator<Settings> change) {
        StartUpProblems.runner(change.apply(Settings.valid("https://idp.invalid")))
                .run(context -> assertThat(context).hasNotFailed());
    }

    static Stream<Arguments> goodSettings() {
        return Stream.of(
                good("dpop", SenderConstraintMistakesTest::dpop),
                good("off as YAML reads it", it -> it.with(SENDER + "dpop", "false")),
                good("nonces of one process", it -> dpop(it).with(SENDER + "dpop-nonce", "required")),
                good("mtls", SenderConstraintMistakesTest::mtls),
                good("a pinned address", it -> pinned(it).with("server.forward-headers-strategy", "none")),
                good(
                        "an issuer that is believed nothing",
                        it -> it.with(RULE + "acr", "mfa")
                                .with("redoubt.issuers.main.acr-levels", "mfa")
                                .with("redoubt.issuers.other.issuer-uri", "https://other.invalid")
                                .with("redoubt.issuers.other.audience", "orders")
                                .with("redoubt.issuers.other.acr-levels", "")));
    }

    private static Arguments good(String name, UnaryOperator<Settings> change) {
        return arguments(name, change);
    }

    private static Settings dpop(Settings settings) {
        return settings.with(SENDER + "dpop", "optional").with("redoubt.base-url", "https://orders.example");
    }

    private static Settings mtls(Settings settings) {
        return settings.with(SENDER + "mtls", "optional");
    }

    private static Settings bySecret(Settings settings) {
        return settings.with(CERTIFICATE + "proxy-secret-header", "X-Proxy")
                .with(CERTIFICATE + "proxy-secrets", SECRET);
    }

    private static Settings pinned(Settings settings) {
        return bySecret(mtls(settings).with(CERTIFICATE + "source", "client-cert"))
                .with(CERTIFICATE + "proxy-addresses", "10.0.0.1");
    }

    private static Arguments mistake(String name, UnaryOperator<Settings> mistake, String property) {
        return arguments(name, mistake, property);
    }
}
