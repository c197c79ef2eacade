package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Each mistake under {@code redoubt.masking} stops the start of any kind of application, and is told without its value. */
class MaskingMistakesTest {

    private static final String MARK = "zx81marker";
    private static final String MASKING = "redoubt.masking.";
    private static final String LONG_KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("enabled", MARK, "enabled", "true or false"),
                arguments("strict", MARK, "strict", "true or false"),
                arguments("profile", MARK, "profile", "credentials-only"),
                arguments("detectors[pii.nothing].strategy", "drop", "detectors.[pii.nothing]", "docs/log-masking.md"),
                arguments("detectors[pii.email].strategy", MARK, "detectors.[pii.email]", "keep-last-4"),
                arguments("detectors[pii.email].enabled", MARK, "detectors[pii.email].enabled", "true or false"),
                arguments("detectors.pii.ip.enabled", "true", "detectors.pii.ip.enabled", "in brackets"),
                arguments("keys.customer-ref", "pii." + MARK, "keys.customer-ref", "pii.person"),
                arguments("allow.keys[0]", "--", "allow.keys[0]", "letters and digits"),
                arguments("allow.values[0]", "", "allow.values[0]", "anything but nothing"),
                arguments("max-size", MARK, "max-size", "1MB"),
                arguments("max-size", "1023B", "max-size", "1KB to 1GB"),
                arguments("max-size", "2GB", "max-size", "1KB to 1GB"),
                arguments("pseudonym-key", MARK + "!", "pseudonym-key", "base64"),
                arguments("pseudonym-key", "c2hvcnQ=", "pseudonym-key", "32 random bytes"),
                arguments("known-secrets.enabled", MARK, "known-secrets.enabled", "true or false"),
                arguments("known-secrets.properties[0]", " ", "known-secrets.properties[0]", "property"),
                arguments("known-secrets", MARK, "known-secrets", "below it"),
                arguments("maximum-size", MARK, "maximum-size", "correct or remove it"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("mistakes")
    void stopTheStartOfAWorker(String property, String value, String told, String remedy) {
        List<ConfigurationException.Problem> problems =
                problemsOfWorker(Settings.none().with(MASKING + property, value));

        assertThat(problems).extracting(ConfigurationException.Problem::setting).containsExactly(MASKING + told);
        assertThat(problems.get(0).toString()).contains(remedy).doesNotContain(MARK);
    }

    @Test
    void areAllToldAtOnceWithThoseOfOtherParts() {
        Settings wrong = Settings.valid("https://idp.invalid")
                .with(MASKING + "profile", MARK)
                .with(MASKING + "max-size", "1B")
                .with(MASKING + "detectors[pii.nothing].strategy", "drop")
                .with(MASKING + "keys.customer-ref", "pii.nobody")
                .with(MASKING + "allow.values[0]", "")
                .with(MASKING + "pseudonym-key", "c2hvcnQ=")
                .with("redoubt.access.open[0]", MARK);

        assertThat(StartUpProblems.of(wrong))
                .extracting(ConfigurationException.Problem::setting)
                .containsExactlyInAnyOrder(
                        MASKING + "profile",
                        MASKING + "max-size",
                        MASKING + "detectors.[pii.nothing]",
                        MASKING + "keys.customer-ref",
                        MASKING + "allow.values[0]",
                        MASKING + "pseudonym-key",
                        "redoubt.access.open[0]");
    }

    @Test
    void ofAWorkerAreToldWithThoseOfItsKeys() {
        Settings wrong = Settings.none().with(MASKING + "profile", MARK).with("redoubt.keys.permissions", MARK);

        assertThat(problemsOfWorker(wrong))
                .extracting(ConfigurationException.Problem::setting)
                .containsExactlyInAnyOrder(MASKING + "profile", "redoubt.keys.permissions");
    }

    /** One of the two keys would do nothing. */
    @Test
    void areAKeyOfItsOwnBesideAKeyset(@TempDir Path mount) {
        Settings twice = TestKeyset.in(
                        TestKeyset.ofOrders().writeTo(mount.resolve("keyset.json")),
                        Settings.none().with("redoubt.service", "orders"))
                .with(MASKING + "pseudonym-key", LONG_KEY);

        List<ConfigurationException.Problem> problems = problemsOfWorker(twice);

        assertThat(problems)
                .extracting(ConfigurationException.Problem::setting)
                .containsExactly(MASKING + "pseudonym-key");
        assertThat(problems.get(0).toString()).contains("log-pseudonym").doesNotContain(LONG_KEY);
    }

    @Test
    void leaveTheKeyOutOfWhatPropertiesSayOfThemselves() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of(MASKING + "pseudonym-key", LONG_KEY)));
        RedoubtProperties properties = PropertyReader.read(environment, new Problems());

        assertThat(properties.masking().pseudonymKey()).isEqualTo(LONG_KEY);
        assertThat(properties.toString()).doesNotContain(LONG_KEY);
    }

    private static List<ConfigurationException.Problem> problemsOfWorker(Settings settings) {
        List<ConfigurationException.Problem> problems = new ArrayList<>();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedoubtAutoConfiguration.class))
                .withPropertyValues(settings.pairs())
                .run(context -> {
                    Throwable failure = context.getStartupFailure();
                    assertThat(failure).isNotNull();
                    while (failure.getCause() != null) {
                        failure = failure.getCause();
                    }
                    assertThat(failure).isInstanceOf(ConfigurationException.class);
                    problems.addAll(((ConfigurationException) failure).problems());
                });
        return problems;
    }
}
