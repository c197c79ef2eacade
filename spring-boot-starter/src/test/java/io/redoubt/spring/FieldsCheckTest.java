package io.redoubt.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ConfigurationException;
import io.redoubt.ConfigurationException.Problem;
import io.redoubt.field.FieldLock;
import io.redoubt.field.LockedField;
import io.redoubt.field.LockedField.KeyColumn;
import io.redoubt.field.Migration;
import io.redoubt.field.RowId;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What the properties and the lock file say is compared with the fields that there are, and what these show is said. */
class FieldsCheckTest {

    private static final LockedField EMAIL = field("customer.email", Migration.ENCRYPTED_ONLY);

    @TempDir
    private Path directory;

    private Path lock;
    private Path keyset;
    private Settings settings;

    @BeforeEach
    void issue() {
        keyset = TestKeyset.ofOrders().writeTo(directory.resolve("keyset.json"));
        lock = directory.resolve("redoubt-fields.lock");
        settings = TestKeyset.in(keyset, Settings.none().with("redoubt.service", "orders"))
                .with("redoubt.fields.lock", lock.toUri().toString());
    }

    @Test
    void startsWithTheFieldsOfTheLock() throws IOException {
        Files.write(lock, FieldLock.of(List.of(EMAIL)).toBytes());

        assertThat(problems(settings, EMAIL)).isEmpty();
    }

    @Test
    void refusesASettingOfNoField() throws IOException {
        Files.write(lock, FieldLock.of(List.of(EMAIL)).toBytes());
        Settings misspelt = settings.with("redoubt.fields.attributes[customer.mail].migration", "off");

        assertThat(problems(misspelt, EMAIL))
                .containsExactly(new Problem(
                        "redoubt.fields.attributes[customer.mail]",
                        "is the name of no encrypted field",
                        "write one of customer.email"));
    }

    @Test
    void refusesASettingWhereNothingIsEncrypted() {
        Settings idle = settings.with("redoubt.fields.attributes[customer.email].migration", "off");

        assertThat(problems(idle))
                .containsExactly(new Problem(
                        "redoubt.fields.attributes[customer.email]",
                        "is the name of no encrypted field",
                        "mark the attribute @Encrypted, or remove this"));
    }

    @Test
    void refusesToStartWithoutALock() {
        assertThat(problems(settings, EMAIL)).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo("redoubt.fields.lock");
            assertThat(problem.problem()).startsWith("is not there, and entities have encrypted attributes");
            assertThat(problem.remedy()).contains("start once with redoubt.fields.write-lock");
        });
    }

    @Test
    void findsTheLockOnTheClassPathUnlessItIsSaidWhere() {
        assertThat(problems(settings.without("redoubt.fields.lock"), EMAIL))
                .extracting(Problem::setting)
                .containsExactly("redoubt.fields.lock");
    }

    @Test
    void saysWithDevelopmentKeysThatALockIsMissing() {
        Settings development = settings.without("redoubt.keys.location")
                .without("redoubt.keys.provisioner-keys[0]")
                .with("redoubt.keys.development", "true")
                .with("redoubt.keys.development-dir", directory.toString())
                .with("spring.profiles.active", "dev");

        try (CapturedOutput output = CapturedOutput.begin()) {
            assertThat(problems(development, EMAIL)).isEmpty();
            assertThat(output.text())
                    .contains("redoubt: there is no lock file for 1 encrypted fields; with keys that were issued, this"
                            + " would not start: start once with redoubt.fields.write-lock");
        }
    }

    @Test
    void refusesARenamedField() throws IOException {
        Files.write(lock, FieldLock.of(List.of(EMAIL)).toBytes());

        assertThat(problems(settings, field("customer.mail", Migration.ENCRYPTED_ONLY)))
                .extracting(Problem::setting)
                .containsExactly("customer.email", "customer.mail");
    }

    @Test
    void refusesALockThatIsNone() throws IOException {
        Files.writeString(lock, "{\"v\":1,\"fields\":[{\"field\":\"zx81marker\"}]}");

        assertThat(problems(settings, EMAIL)).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo("redoubt.fields.lock");
            assertThat(problem.toString()).doesNotContain("zx81marker");
        });
    }

    @Test
    void writesALockAndGoesOn() throws IOException {
        Path written = directory.resolve("written.lock");
        Settings writing = settings.with("redoubt.fields.write-lock", written.toString());

        try (CapturedOutput output = CapturedOutput.begin()) {
            assertThat(problems(writing, EMAIL)).isEmpty();
            assertThat(output.text()).contains("redoubt: the lock file was written: look at it, and commit it");
        }
        assertThat(Files.readString(written))
                .isEqualTo(new String(FieldLock.of(List.of(EMAIL)).toBytes(), UTF_8));
        assertThat(problems(settings.with("redoubt.fields.lock", written.toString()), EMAIL))
                .isEmpty();
    }

    @Test
    void saysWhatANewLockChanges() throws IOException {
        Files.write(lock, FieldLock.of(List.of(EMAIL)).toBytes());
        Settings writing = settings.with("redoubt.fields.write-lock", lock.toString());

        try (CapturedOutput output = CapturedOutput.begin()) {
            assertThat(problems(writing, field("customer.mail", Migration.ENCRYPTED_ONLY)))
                    .isEmpty();
            assertThat(output.text())
                    .contains("redoubt: the lock file: customer.email is in the lock and was renamed or removed");
        }
    }

    /** Else the file that must keep it would be the way around it. */
    @Test
    void writesNoLockThatGoesBack() throws IOException {
        byte[] before = FieldLock.of(List.of(EMAIL)).toBytes();
        Files.write(lock, before);
        Settings writing = settings.with("redoubt.fields.write-lock", lock.toString());
        Problem back = new Problem(
                "redoubt.fields.attributes[customer.email].migration",
                "goes back behind encrypted-only, which stands in the lock",
                "set it to what the lock says; to go back nevertheless, change the line in the lock by hand, so that somebody"
                        + " reviews it");

        assertThat(problems(writing, field("customer.email", Migration.READ_BOTH_WRITE_ENCRYPTED)))
                .containsExactly(back);
        assertThat(problems(writing, field("customer.email", Migration.OFF))).containsExactly(back);
        assertThat(Files.readAllBytes(lock)).isEqualTo(before);
    }

    @Test
    void refusesToGoBackBehindTheLock() throws IOException {
        Files.write(lock, FieldLock.of(List.of(EMAIL)).toBytes());

        assertThat(problems(settings, field("customer.email", Migration.READ_BOTH_WRITE_ENCRYPTED)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.problem()).contains("would accept plaintext again"));
    }

    @Test
    void tellsWhereItCannotWrite() {
        Settings writing = settings.with(
                "redoubt.fields.write-lock", directory.resolve("not/there.lock").toString());

        assertThat(problems(writing, EMAIL))
                .containsExactly(new Problem(
                        "redoubt.fields.write-lock",
                        "cannot be written",
                        "name a file in a directory that is there and that this process can write to"));
    }

    @Test
    void refusesOneNameForTwoAttributes() {
        LockedField elsewhere = new LockedField(
                EMAIL.name(),
                Purpose.FIELD,
                "text",
                1,
                Migration.ENCRYPTED_ONLY,
                "supplier",
                "email",
                LockedField.Form.TEXT,
                EMAIL.ids(),
                EMAIL.row(),
                Optional.empty(),
                Optional.empty(),
                List.of());

        assertThat(problems(settings, EMAIL, elsewhere))
                .extracting(Problem::setting)
                .containsExactly("customer.email");
    }

    @Test
    void namesAPurposeOfWhichThereIsNoKey() throws IOException {
        TestKeyset.ofOrders().only(Purpose.FIELD).writeTo(keyset);
        LockedField searchable = searchable(false);
        Files.write(lock, FieldLock.of(List.of(searchable)).toBytes());

        assertThat(problems(settings, searchable)).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo("redoubt.keys.location");
            assertThat(problem.problem()).contains("no key of purpose blind-index");
        });
    }

    @Test
    void refusesAUniqueIndexUnderTwoEpochs() throws IOException {
        LockedField unique = searchable(true);
        Files.write(lock, FieldLock.of(List.of(unique)).toBytes());
        assertThat(problems(settings, unique)).isEmpty();

        TestKeyset.ofOrders().rotated().writeTo(keyset);

        assertThat(problems(settings, unique)).extracting(Problem::setting).containsExactly("customer.email, index eq");
        Files.write(lock, FieldLock.of(List.of(searchable(false))).toBytes());
        assertThat(problems(settings, searchable(false))).isEmpty();
    }

    @Test
    void saysWhatIsNotHidden() throws IOException {
        LockedField searchable = searchable(false);
        LockedField plain = field("customer.phone", Migration.READ_BOTH_WRITE_PLAIN);
        Files.write(lock, FieldLock.of(List.of(searchable, plain)).toBytes());
        Settings lenient = settings.with("redoubt.fields.attributes[customer.phone].on-tamper", "as-null");

        try (CapturedOutput output = CapturedOutput.begin()) {
            assertThat(problems(lenient, searchable, plain)).isEmpty();

            assertThat(output.text())
                    .contains(
                            "redoubt: field customer.email in customer.email: encrypted-only, bound to row id; who reads the database sees which rows have no value, how long a value is, which rows have the same value (index eq, exact-1, 128 bits); who writes to it can put an older value of the same row back\n")
                    .contains(
                            "redoubt: field customer.phone in customer.email: read-both-write-plain, bound to row id; who reads the database sees every value that was written in plaintext, as new ones still are, which rows have no value, how long a value is; who writes to it can plant plaintext, put an older value of the same row back, have a value read as null (which is logged)\n")
                    .contains("; encrypted fields: 2 (1 read-both-write-plain, 1 encrypted-only)");
        }
    }

    private static LockedField searchable(boolean unique) {
        LockedField.Index index = new LockedField.Index(
                new IndexName(EMAIL.name(), "eq", "exact-1", 128), "email_bidx", unique, OptionalInt.empty());
        return new LockedField(
                EMAIL.name(),
                EMAIL.purpose(),
                EMAIL.type(),
                EMAIL.paddedTo(),
                EMAIL.mode(),
                EMAIL.table(),
                EMAIL.column(),
                EMAIL.form(),
                EMAIL.ids(),
                EMAIL.row(),
                EMAIL.tenant(),
                EMAIL.subject(),
                List.of(index));
    }

    private static LockedField field(String name, Migration mode) {
        List<KeyColumn> id = List.of(new KeyColumn("id", RowId.Kind.UUID));
        return new LockedField(
                FieldName.parse(name),
                Purpose.FIELD,
                "text",
                1,
                mode,
                "customer",
                "email",
                LockedField.Form.TEXT,
                id,
                id,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static List<Problem> problems(Settings settings, LockedField... declared) {
        List<Problem> problems = new ArrayList<>();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedoubtAutoConfiguration.class))
                .withPropertyValues(settings.pairs())
                .withBean(Surroundings.class, () -> new Surroundings(Optional.empty()))
                .withBean(
                        "declared",
                        DeclaredFields.class,
                        () -> DeclaredFields.of(List.of(declared)),
                        definition -> definition.setPrimary(true))
                .run(context -> problems.addAll(problems(context)));
        return problems;
    }

    private static List<Problem> problems(AssertableApplicationContext context) {
        Throwable failure = context.getStartupFailure();
        while (failure != null && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (failure == null) {
            return List.of();
        }
        assertThat(failure).isInstanceOf(ConfigurationException.class);
        return ((ConfigurationException) failure).problems();
    }
}
