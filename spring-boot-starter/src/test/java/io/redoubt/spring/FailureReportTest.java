package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a developer reads whose application does not start. */
class FailureReportTest {

    private static final Settings MISTAKEN = Settings.valid("https://idp.invalid")
            .with("redoubt.issuers.main.issuer-uri", "http://zx81marker.example")
            .with("redoubt.issuers.main.clock-skew", "zx81marker")
            .with("redoubt.access.rulez", "zx81marker")
            .without("redoubt.issuers.main.audience");

    @Test
    void showsEveryMistakeWithItsRemedy() {
        assertThat(reportOf(MISTAKEN)).contains("""
                        ***************************
                        APPLICATION FAILED TO START
                        ***************************

                        Description:

                        Redoubt refuses to start: 4 problems with its configuration.

                          - redoubt.issuers.main.clock-skew cannot be read
                          - redoubt.access.rulez is not a property of redoubt
                          - redoubt.issuers.main.issuer-uri is not an https URL with a host and without user info and fragment
                          - redoubt.issuers.main.audience is not set: a service accepts only tokens that were issued for it

                        Action:

                        Change the configuration:

                          - redoubt.issuers.main.clock-skew: write a duration such as 30s, 5m or 24h
                          - redoubt.access.rulez: correct or remove it
                          - redoubt.issuers.main.issuer-uri: use https; http is accepted for loopback addresses only
                          - redoubt.issuers.main.audience: name the audience that the issuer writes into this service's tokens
                        """).doesNotContain("zx81marker");
    }

    @Test
    void showsASingleMistake() {
        Settings settings =
                Settings.valid("https://idp.invalid").with("redoubt.access.enforced-by", "nobody-zx81marker");

        assertThat(reportOf(settings)).contains("""
                        Redoubt refuses to start: 1 problem with its configuration.

                          - redoubt.access.enforced-by is not known

                        Action:

                        Change the configuration:

                          - redoubt.access.enforced-by: write redoubt or spring-security
                        """).doesNotContain("zx81marker");
    }

    /** Laziness is for what may be missing. */
    @ParameterizedTest(name = "spring.main.lazy-initialization={0}")
    @ValueSource(strings = {"false", "true"})
    void refusesToStartHoweverLazy(String lazy) {
        assertThat(reportOf(MISTAKEN.with("spring.main.lazy-initialization", lazy)))
                .contains("Redoubt refuses to start: 4 problems");
    }

    private static String reportOf(Settings settings) {
        try (CapturedOutput output = CapturedOutput.begin()) {
            assertThatThrownBy(() -> RunningApplication.start(settings, OrdersApplication.class))
                    .hasRootCauseInstanceOf(ConfigurationException.class);
            return output.text();
        }
    }
}
