package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.ConfigurationException.Problem;
import io.redoubt.key.RecipientKey;
import io.redoubt.key.Wrapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake with the keys stops the start, under the full name of its property and with the remedy, and never with its value. */
class KeysMistakesTest {

    private static final String MARK = "zx81marker";
    private static final String KEYS = "redoubt.keys.";

    @TempDir
    private Path mount;

    private Path file;
    private Settings settings;

    @BeforeEach
    void issue() {
        file = TestKeyset.ofOrders().writeTo(mount.resolve("keyset.json"));
        settings = TestKeyset.in(file, Settings.valid("https://idp.invalid"));
    }

    @Test
    void startsWithoutAMistake() {
        StartUpProblems.runner(settings).run(context -> assertThat(context).hasNotFailed());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "relative",
                        it -> it.with(KEYS + "location", MARK),
                        KEYS + "location",
                        "is neither a file: URL"),
                mistake("empty", it -> it.with(KEYS + "location", ""), KEYS + "location", "is neither a file: URL"),
                mistake(
                        "relative file: URL",
                        it -> it.with(KEYS + "location", "file:" + MARK),
                        KEYS + "location",
                        "is neither a file: URL"),
                mistake(
                        "file: URL of another host",
                        it -> it.with(KEYS + "location", "file://" + MARK + "/keyset.json"),
                        KEYS + "location",
                        "is neither a file: URL"),
                mistake(
                        "URL of another kind",
                        it -> it.with(KEYS + "location", "https://" + MARK + ".example/keyset.json"),
                        KEYS + "location",
                        "is neither a file: URL"),
                mistake(
                        "no provisioner key",
                        it -> it.without(KEYS + "provisioner-keys[0]"),
                        KEYS + "provisioner-keys",
                        "is empty"),
                mistake(
                        "provisioner key",
                        it -> it.with(KEYS + "provisioner-keys[1]", MARK),
                        KEYS + "provisioner-keys[1]",
                        "is no P-256 public key"),
                mistake(
                        "permissions",
                        it -> it.with(KEYS + "permissions", MARK),
                        KEYS + "permissions",
                        "write enforce or warn"),
                mistake(
                        "recipient key",
                        it -> it.with(KEYS + "recipient-key", MARK),
                        KEYS + "recipient-key",
                        "is neither a file: URL"),
                mistake(
                        "generation",
                        it -> it.with(KEYS + "min-generation", "0"),
                        KEYS + "min-generation",
                        "is no generation"),
                mistake(
                        "no number",
                        it -> it.with(KEYS + "min-generation", MARK),
                        KEYS + "min-generation",
                        "write a whole number"),
                mistake(
                        "state directory",
                        it -> it.with(KEYS + "state-dir", MARK),
                        KEYS + "state-dir",
                        "is neither a file: URL"),
                mistake(
                        "no trust domain",
                        it -> it.without("redoubt.trust-domain"),
                        "redoubt.trust-domain",
                        "is not set, and a keyset is issued for one"),
                mistake(
                        "instance",
                        it -> it.with("redoubt.instance", MARK + "/"),
                        "redoubt.instance",
                        "is not a valid name"),
                mistake(
                        "development keys beside a file",
                        it -> it.with(KEYS + "development", "true"),
                        KEYS + "development",
                        "is true, but redoubt.keys.location is set"),
                mistake(
                        "directory for development keys",
                        it -> it.with(KEYS + "development-dir", "/" + MARK),
                        KEYS + "development-dir",
                        "would do nothing without redoubt.keys.development"),
                mistake(
                        "provisioner key without a file",
                        it -> it.without(KEYS + "location"),
                        KEYS + "provisioner-keys",
                        "would do nothing without redoubt.keys.location"),
                mistake(
                        "recipient key without a file",
                        it -> withoutFile(it).with(KEYS + "recipient-key", "/" + MARK),
                        KEYS + "recipient-key",
                        "would do nothing without redoubt.keys.location"),
                mistake(
                        "state directory without a file",
                        it -> withoutFile(it).with(KEYS + "state-dir", "/" + MARK),
                        KEYS + "state-dir",
                        "would do nothing without redoubt.keys.location"));
    }

    private static Settings withoutFile(Settings settings) {
        return settings.without(KEYS + "location").without(KEYS + "provisioner-keys[0]");
    }

    private static Arguments mistake(String name, UnaryOperator<Settings> change, String property, String problem) {
        return arguments(name, change, property, problem);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void stopTheStart(String name, UnaryOperator<Settings> change, String property, String problem) {
        assertThat(StartUpProblems.of(change.apply(settings))).singleElement().satisfies(found -> {
            assertThat(found.setting()).isEqualTo(property);
            assertThat(found.problem() + "; " + found.remedy())
                    .contains(problem)
                    .doesNotContain(MARK);
            assertThat(found.remedy()).isNotEmpty();
        });
    }

    @Test
    void areReportedTogetherWithAllOthers() {
        TestKeyset.ofOrders().signedBy(TestKeyset.SOMEBODY).writeTo(file);

        assertThat(settingsOf(settings.with("redoubt.access.uncovered", MARK)))
                .containsExactly("redoubt.keys.location", "redoubt.access.uncovered");
        assertThat(settingsOf(settings.without("redoubt.service").with(KEYS + "permissions", MARK)))
                .containsExactly(KEYS + "permissions", "redoubt.service");
    }

    /** What follows from keys that are refused is no mistake of its own. */
    @Test
    void doNotBringComplaintsOverWhatTheKeysWouldMend() {
        Settings demanding = settings.with("redoubt.base-url", "https://orders.example")
                .with("redoubt.state.store", "redis")
                .with("redoubt.sender-constraint.dpop", "optional")
                .with("redoubt.sender-constraint.dpop-nonce", "required");
        TestKeyset.ofOrders().signedBy(TestKeyset.SOMEBODY).writeTo(file);

        assertThat(settingsOf(demanding)).containsExactly("redoubt.keys.location");
        assertThat(settingsOf(withoutFile(demanding).with("redoubt.access.rulez", MARK)))
                .containsExactly("redoubt.access.rulez", "redoubt.sender-constraint.dpop-nonce");
    }

    @Test
    void aFileThatIsRefused() {
        TestKeyset.ofOrders().signedBy(TestKeyset.SOMEBODY).writeTo(file);

        assertThat(onlyProblemOf(settings))
                .isEqualTo(new Problem(
                        "redoubt.keys.location",
                        "gives no keys (keyset.signature): the keyset is not signed as a keyset by a provisioner that is"
                                + " pinned here",
                        "put the provisioner key that 'redoubt keys init' printed into redoubt.keys.provisioner-keys, or"
                                + " mount a file that this provisioner signed"));
    }

    @Test
    void aFileThatIsNotThere() throws IOException {
        Files.delete(file);

        assertThat(onlyProblemOf(settings).toString())
                .startsWith("redoubt.keys.location: gives no keys (keyset.file): the keyset file is not there; mount")
                .doesNotContain(mount.toString());
    }

    @Test
    void aFileThatEverybodyCanRead() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(onlyProblemOf(settings).problem()).endsWith("the keyset file can be read by everybody");
        assertThat(onlyProblemOf(settings.with(KEYS + "permissions", "warn")).problem())
                .as("on a disk that can be written")
                .endsWith("the keyset file can be read by everybody");
    }

    @Test
    void aFileOfAnotherService() {
        assertThat(onlyProblemOf(settings.with("redoubt.service", "billing")).problem())
                .contains("(keyset.addressee)");
    }

    @Test
    void aRecipientKeyThatIsMissing() throws Exception {
        RecipientKey key = RecipientKey.create(mount.resolve("recipient.jwk"), new SecureRandom());
        TestKeyset.ofOrders().wrapped(Wrapping.to(key, new SecureRandom())).writeTo(file);

        assertThat(onlyProblemOf(settings).setting()).isEqualTo("redoubt.keys.recipient-key");
        StartUpProblems.runner(settings.with(
                        KEYS + "recipient-key", mount.resolve("recipient.jwk").toString()))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aStateDirectoryThatIsMissing() {
        Problem problem = onlyProblemOf(
                settings.with(KEYS + "state-dir", mount.resolve("state").toString()));

        assertThat(problem.setting()).isEqualTo("redoubt.keys.state-dir");
        assertThat(problem.problem()).contains("(keyset.generation-memory)");
    }

    @Test
    void aLowerGenerationThanIsAsked() {
        Problem problem = onlyProblemOf(settings.with(KEYS + "min-generation", "2"));

        assertThat(problem.setting()).isEqualTo("redoubt.keys.location");
        assertThat(problem.problem()).contains("redoubt.keys.min-generation");
        assertThat(problem.remedy()).startsWith("mount the newest file");
    }

    @Test
    void refuseAGenerationThatTheStateDirectoryHasOutgrown() throws IOException {
        Path state = Files.createDirectory(
                mount.resolve("state"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Settings remembering = settings.with(KEYS + "state-dir", state.toString());
        TestKeyset.ofOrders().generation(2).writeTo(file);
        StartUpProblems.runner(remembering).run(context -> assertThat(context).hasNotFailed());

        TestKeyset.ofOrders().generation(1).writeTo(file);

        assertThat(onlyProblemOf(remembering).problem()).contains("the state directory has seen");
    }

    private static Problem onlyProblemOf(Settings settings) {
        List<Problem> problems = StartUpProblems.of(settings);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static List<String> settingsOf(Settings settings) {
        return StartUpProblems.of(settings).stream().map(Problem::setting).toList();
    }
}
