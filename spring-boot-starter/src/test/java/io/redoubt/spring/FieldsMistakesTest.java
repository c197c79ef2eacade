package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.ConfigurationException;
import io.redoubt.ConfigurationException.Problem;
import io.redoubt.field.Migration;
import io.redoubt.hibernate.FieldSettings;
import io.redoubt.hibernate.OnErased;
import io.redoubt.hibernate.OnTamper;
import io.redoubt.key.FieldName;
import io.redoubt.key.Purpose;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Each mistake with fields stops the start, under the full name of its property and with the remedy, and never with its value. */
class FieldsMistakesTest {

    private static final String MARK = "zx81marker";
    private static final String FIELDS = "redoubt.fields.";
    private static final String EMAIL = "redoubt.fields.attributes[customer.email]";

    @TempDir
    private Path mount;

    private Path file;
    private Settings settings;

    @BeforeEach
    void issue() {
        file = TestKeyset.ofOrders().writeTo(mount.resolve("keyset.json"));
        settings = TestKeyset.in(file, Settings.valid("https://idp.invalid"))
                .with(EMAIL + ".migration", "read-both-write-plain")
                .with("redoubt.fields.attributes.[customer.address.street].on-tamper", "as-null")
                .with("redoubt.fields.attributes.[customer.address.street].on-erased", "as-null")
                .with(EMAIL + ".min-epoch", "2")
                .with(
                        FIELDS + "write-lock",
                        mount.resolve("redoubt-fields.lock").toString());
    }

    @Test
    void areReadWithoutAMistake() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings.properties()));
        try (KeysOutcome keys = KeysOutcome.of(environment, new Surroundings(Optional.empty()), event -> {})) {
            ConfiguredFields fields = ConfiguredFields.read(environment, keys);
            assertThat(fields.attributes())
                    .containsOnlyKeys(FieldName.parse("customer.email"), FieldName.parse("customer.address.street"))
                    .containsEntry(
                            FieldName.parse("customer.email"),
                            new FieldSettings(Migration.READ_BOTH_WRITE_PLAIN, OnTamper.THROW))
                    .containsEntry(
                            FieldName.parse("customer.address.street"),
                            new FieldSettings(Migration.ENCRYPTED_ONLY, OnTamper.AS_NULL, OnErased.AS_NULL));
            assertThat(fields.minEpochs()).containsExactly(Map.entry(FieldName.parse("customer.email"), 2));
            assertThat(fields.lock()).isEqualTo("classpath:redoubt-fields.lock");
            assertThat(fields.writeLock()).isEqualTo(Optional.of(mount.resolve("redoubt-fields.lock")));
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "as-null for all",
                        it -> it.with(FIELDS + "on-tamper", "as-null"),
                        FIELDS + "on-tamper",
                        "could have any value vanish unnoticed"),
                mistake("on-tamper", it -> it.with(FIELDS + "on-tamper", MARK), FIELDS + "on-tamper", "write throw"),
                mistake(
                        "migration of a field",
                        it -> it.with(EMAIL + ".migration", MARK),
                        EMAIL + ".migration",
                        "write off or read-both-write-plain or read-both-write-encrypted or encrypted-only"),
                mistake(
                        "on-tamper of a field",
                        it -> it.with(EMAIL + ".on-tamper", MARK),
                        EMAIL + ".on-tamper",
                        "write throw or as-null"),
                mistake(
                        "on-erased of a field",
                        it -> it.with(EMAIL + ".on-erased", MARK),
                        EMAIL + ".on-erased",
                        "write throw or as-null"),
                mistake("no epoch", it -> it.with(EMAIL + ".min-epoch", MARK), EMAIL + ".min-epoch", "1 to 65535"),
                mistake("epoch 0", it -> it.with(EMAIL + ".min-epoch", "0"), EMAIL + ".min-epoch", "1 to 65535"),
                mistake(
                        "epoch that is too high",
                        it -> it.with(EMAIL + ".min-epoch", "65536"),
                        EMAIL + ".min-epoch",
                        "1 to 65535"),
                mistake(
                        "field without an entity",
                        it -> it.with(FIELDS + "attributes[email].migration", "off"),
                        FIELDS + "attributes[email]",
                        "names no field"),
                mistake(
                        "field without a name",
                        it -> it.with(FIELDS + "attributes[customer.].migration", "off"),
                        FIELDS + "attributes[customer.]",
                        "names no field"),
                mistake(
                        "property of a field",
                        it -> it.with(EMAIL + ".migrations", MARK),
                        EMAIL + ".migrations",
                        "is not a property of redoubt"),
                mistake(
                        "jobs without entities",
                        it -> it.with(FIELDS + "jobs.enabled", "true"),
                        FIELDS + "jobs.enabled",
                        "is true, and no entity has an encrypted attribute"),
                mistake(
                        "jobs that are neither",
                        it -> it.with(FIELDS + "jobs.enabled", MARK),
                        FIELDS + "jobs.enabled",
                        "write true or false"),
                mistake("rate", it -> it.with(FIELDS + "jobs.rate", "0"), FIELDS + "jobs.rate", "1 to 1000000"),
                mistake(
                        "rate without end",
                        it -> it.with(FIELDS + "jobs.rate", "1000001"),
                        FIELDS + "jobs.rate",
                        "1 to 1000000"),
                mistake(
                        "empty pages",
                        it -> it.with(FIELDS + "jobs.page-size", "0"),
                        FIELDS + "jobs.page-size",
                        "1 to 10000"),
                mistake(
                        "long pages",
                        it -> it.with(FIELDS + "jobs.page-size", "10001"),
                        FIELDS + "jobs.page-size",
                        "1 to 10000"),
                mistake("poll", it -> it.with(FIELDS + "jobs.poll", "99ms"), FIELDS + "jobs.poll", "100ms to 10m"),
                mistake("lazy poll", it -> it.with(FIELDS + "jobs.poll", "601"), FIELDS + "jobs.poll", "100ms to 10m"),
                mistake(
                        "inventories one after the other",
                        it -> it.with(FIELDS + "jobs.inventory-every", "59s"),
                        FIELDS + "jobs.inventory-every",
                        "1m to 31d"),
                mistake(
                        "inventories hardly ever",
                        it -> it.with(FIELDS + "jobs.inventory-every", "32d"),
                        FIELDS + "jobs.inventory-every",
                        "1m to 31d"),
                mistake("lock", it -> it.with(FIELDS + "lock", MARK), FIELDS + "lock", "is neither a file: URL"),
                mistake(
                        "lock to write",
                        it -> it.with(FIELDS + "write-lock", "classpath:" + MARK),
                        FIELDS + "write-lock",
                        "is neither a file: URL"),
                mistake(
                        "no keys",
                        it -> it.without("redoubt.keys.location").without("redoubt.keys.provisioner-keys[0]"),
                        "redoubt.fields",
                        "has settings, but this service has no keys"));
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

    @ParameterizedTest
    @MethodSource("mistakes")
    void stopTheStartOfAWorker(String name, UnaryOperator<Settings> change, String property, String problem) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedoubtAutoConfiguration.class))
                .withPropertyValues(change.apply(settings).pairs())
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageStartingWith(property + ": ")
                        .hasMessageContaining(problem));
    }

    /** Without brackets, the dot parts the name of the entity from something that is no property. */
    @Test
    void tellHowAFieldIsWritten() {
        assertThat(StartUpProblems.of(settings.with(FIELDS + "attributes.customer.email.migration", "off")))
                .containsExactly(new Problem(
                        FIELDS + "attributes.customer.email.migration",
                        "is not a property of redoubt",
                        "write the name of the field in brackets: redoubt.fields.attributes.\"[customer.email]\""));
    }

    @Test
    void areReportedTogetherWithAllOthers() {
        Settings wrong = settings.with(FIELDS + "on-tamper", MARK)
                .with(EMAIL + ".migration", MARK)
                .with("redoubt.access.uncovered", MARK);

        assertThat(settingsOf(wrong))
                .containsExactly(FIELDS + "on-tamper", EMAIL + ".migration", "redoubt.access.uncovered");
        TestKeyset.ofOrders().signedBy(TestKeyset.SOMEBODY).writeTo(file);
        assertThat(settingsOf(wrong)).startsWith("redoubt.keys.location", FIELDS + "on-tamper");
    }

    @Test
    void namesTheKeyThatIsMissing() {
        TestKeyset.ofOrders().only(Purpose.SIGN).writeTo(file);

        assertThat(StartUpProblems.of(settings))
                .containsExactly(new Problem(
                        "redoubt.fields",
                        "has settings, but the keyset has no key of purpose field",
                        "issue a keyset with that purpose to this service"));
    }

    /** What follows from keys that are refused is no mistake of its own. */
    @Test
    void doNotBringComplaintsOverWhatTheKeysWouldMend() {
        TestKeyset.ofOrders().signedBy(TestKeyset.SOMEBODY).writeTo(file);

        assertThat(settingsOf(settings)).containsExactly("redoubt.keys.location");
    }

    private static List<String> settingsOf(Settings settings) {
        return StartUpProblems.of(settings).stream().map(Problem::setting).toList();
    }
}
