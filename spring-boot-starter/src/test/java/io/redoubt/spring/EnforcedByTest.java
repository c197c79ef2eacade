package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ConfigurationException;
import io.redoubt.access.RequestGuard;
import io.redoubt.testkit.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/** A jar never changes who decides: exactly one library does, and the application says which. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnforcedByTest {

    private static final String SPRING_SECURITY = "org.springframework.security";
    private static final String RESOURCE_SERVER = "org.springframework.security.oauth2.server";

    private final TestIssuer issuer = TestIssuer.start();

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void stopsAndNamesBothChoicesWhereSpringSecurityIsOnTheClassPath() {
        runner(Settings.valid(issuer).without(EnforcedBy.PROPERTY))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(
                                ConfigurationException.class,
                                exception -> assertThat(exception.problems())
                                        .singleElement()
                                        .satisfies(problem -> {
                                            assertThat(problem.setting()).isEqualTo("redoubt.access.enforced-by");
                                            assertThat(problem.problem()).contains("is not set", "Spring Security");
                                            assertThat(problem.remedy())
                                                    .contains("write redoubt ", "or spring-security ");
                                        })));
    }

    @Test
    void enforcesByItselfWhereThereIsNoSpringSecurity() {
        runner(Settings.valid(issuer).without(EnforcedBy.PROPERTY))
                .withClassLoader(new FilteredClassLoader(SPRING_SECURITY))
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(RequestGuard.class);
                    assertThat(context.getBean(RedoubtSettings.class).enforcedBy())
                            .isEqualTo(EnforcedBy.REDOUBT);
                    assertThat(context.getBean("redoubtFilter", FilterRegistrationBean.class)
                                    .isEnabled())
                            .isTrue();
                });
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {SPRING_SECURITY, RESOURCE_SERVER, "org.springframework.security.oauth2.jwt"})
    void stopsWhereSpringSecurityCannotTakeTokens(String missing) {
        runner(Settings.forSpringSecurity(issuer))
                .withClassLoader(new FilteredClassLoader(missing))
                .run(
                        context -> assertThat(context)
                                .getFailure()
                                .rootCause()
                                .isInstanceOf(ConfigurationException.class)
                                .hasMessage(
                                        "redoubt.access.enforced-by: is spring-security, but its OAuth 2.0 resource server"
                                                + " is not on the class path; add spring-boot-starter-security-oauth2-resource-server"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"redoubt.access.open[0]=/open/**", "redoubt.access.rules[0].path=/orders/**"})
    void stopsWhereSpringSecurityDecidesAndRulesWouldDoNothing(String rule) {
        runner(Settings.forSpringSecurity(issuer))
                .withPropertyValues(rule)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(
                                ConfigurationException.class,
                                exception -> assertThat(exception.problems())
                                        .singleElement()
                                        .satisfies(problem -> {
                                            assertThat(problem.setting()).isEqualTo("redoubt.access");
                                            assertThat(problem.remedy()).contains("redoubt.access.enforced-by");
                                        })));
    }

    @Test
    void leavesTheFilterOutWhereSpringSecurityDecides() {
        runner(Settings.forSpringSecurity(issuer)).run(context -> {
            assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(JwtDecoder.class)
                    .doesNotHaveBean(SecurityFilterChain.class);
            assertThat(context.getBean(JwtDecoder.class)).isInstanceOf(RedoubtJwtDecoder.class);
            assertThat(context.getBean("redoubtFilter", FilterRegistrationBean.class)
                            .isEnabled())
                    .isFalse();
        });
    }

    @Test
    void givesSpringSecurityNoDecoderWhereRedoubtDecides() {
        runner(Settings.valid(issuer))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(JwtDecoder.class)
                        .hasSingleBean(SecurityFilterChain.class));
    }

    private static WebApplicationContextRunner runner(Settings settings) {
        return new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedoubtAutoConfiguration.class))
                .withPropertyValues(settings.pairs());
    }
}
