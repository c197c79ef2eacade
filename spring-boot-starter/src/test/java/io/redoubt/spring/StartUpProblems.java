package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** What an application with wrong settings says instead of starting. */
final class StartUpProblems {

    private StartUpProblems() {}

    static List<ConfigurationException.Problem> of(Settings settings) {
        List<ConfigurationException.Problem> problems = new ArrayList<>();
        runner(settings).run(context -> {
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

    /** {@return an application that consists of Redoubt alone} */
    static WebApplicationContextRunner runner(Settings settings) {
        return new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedoubtAutoConfiguration.class))
                .withPropertyValues(settings.pairs());
    }
}
