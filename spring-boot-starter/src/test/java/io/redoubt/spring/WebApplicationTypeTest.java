package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.access.RequestGuard;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What is no servlet application is not guarded; where there are requests to guard, that stops the start. */
class WebApplicationTypeTest {

    @Test
    void refusesToStartAReactiveApplication() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedoubtAutoConfiguration.class))
                .withPropertyValues(Settings.valid("https://idp.invalid").pairs())
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOfSatisfying(ConfigurationException.class, WebApplicationTypeTest::isAboutReactive));
    }

    @Test
    void tellsWhyAReactiveApplicationDoesNotStart() {
        try (CapturedOutput output = CapturedOutput.begin()) {
            assertThatThrownBy(() -> RunningApplication.builder(Settings.none(), Nothing.class)
                            .web(WebApplicationType.REACTIVE)
                            .run())
                    .isInstanceOfSatisfying(ConfigurationException.class, WebApplicationTypeTest::isAboutReactive);

            assertThat(output.text())
                    .contains("APPLICATION FAILED TO START")
                    .contains("  - spring.main.web-application-type is reactive,"
                            + " and Redoubt guards servlet applications only")
                    .contains("  - spring.main.web-application-type: use Spring MVC,"
                            + " or remove redoubt-spring-boot-starter");
        }
    }

    @Test
    void startsAWorkerThatSaysNothingOfRedoubt() {
        try (ConfigurableApplicationContext worker = RunningApplication.builder(Settings.none(), Nothing.class)
                .web(WebApplicationType.NONE)
                .run()) {
            assertThat(worker.getBeanNamesForType(RequestGuard.class)).isEmpty();
            assertThat(worker.getBeanNamesForType(RedoubtSettings.class)).isEmpty();
        }
    }

    @Test
    void startsAWorkerWhoseSpringSecurityIsOnTheClassPath() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedoubtAutoConfiguration.class))
                .withPropertyValues(EnforcedBy.PROPERTY + "=spring-security")
                .run(context -> assertThat(context).hasNotFailed());
    }

    private static void isAboutReactive(ConfigurationException exception) {
        assertThat(exception.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo("spring.main.web-application-type");
            assertThat(problem.problem()).contains("reactive");
            assertThat(problem.remedy()).contains("Spring MVC");
        });
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(RedoubtAutoConfiguration.class)
    static class Nothing {}
}
