package io.redoubt;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Refuses to start with a configuration that is not safe, and names every problem that was found, where it is and how
 * to mend it; it never contains a configured value.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Transient because exceptions of this library are never serialised; the message has it all. */
    private final transient List<Problem> problems;

    /**
     * Describes a single problem.
     *
     * @param setting the setting that is wrong, as its user wrote it
     * @param problem what is wrong, without the value, to be read after the setting: {@code is not set}
     * @param remedy what to do about it
     */
    public ConfigurationException(String setting, String problem, String remedy) {
        this(List.of(new Problem(setting, problem, remedy)));
    }

    /**
     * Describes several problems at once.
     *
     * @param problems all problems found, at least one
     */
    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a configuration exception needs at least one problem");
        }
        this.problems = List.copyOf(problems);
    }

    /** {@return every problem that was found, in the order of the configuration} */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong with a configuration.
     *
     * @param setting the setting that is wrong, as its user wrote it
     * @param problem what is wrong, without the value, to be read after the setting: {@code is not set}
     * @param remedy what to do about it
     */
    public record Problem(String setting, String problem, String remedy) {

        /**
         * {@return the same problem, reported under another setting}
         *
         * @param otherSetting the setting as the user knows it
         */
        public Problem at(String otherSetting) {
            return new Problem(otherSetting, problem, remedy);
        }

        @Override
        public String toString() {
            return setting + ": " + problem + "; " + remedy;
        }
    }
}
