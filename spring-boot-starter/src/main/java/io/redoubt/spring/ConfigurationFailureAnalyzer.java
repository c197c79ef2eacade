package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows everything that is wrong with the configuration at once, and what to do about each. */
final class ConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationException cause) {
        List<ConfigurationException.Problem> problems = cause.problems();
        StringBuilder description = new StringBuilder("Redoubt refuses to start: ")
                .append(problems.size() == 1 ? "1 problem" : problems.size() + " problems")
                .append(" with its configuration.\n");
        StringBuilder action = new StringBuilder("Change the configuration:\n");
        for (ConfigurationException.Problem problem : problems) {
            description.append("\n  - ").append(problem.setting()).append(' ').append(problem.problem());
            action.append("\n  - ").append(problem.setting()).append(": ").append(problem.remedy());
        }
        return new FailureAnalysis(description.toString(), action.toString(), cause);
    }
}
