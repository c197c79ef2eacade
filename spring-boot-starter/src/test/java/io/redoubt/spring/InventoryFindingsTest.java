package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.field.FieldLock;
import io.redoubt.field.LockedField;
import io.redoubt.field.Migration;
import io.redoubt.field.RowId;
import io.redoubt.field.jdbc.FieldRows;
import io.redoubt.field.jdbc.InventoryReport;
import io.redoubt.field.jdbc.JobPlan;
import io.redoubt.field.jdbc.JobStatus;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.KeyState;
import io.redoubt.key.KeysetHeader;
import io.redoubt.key.KeysetWriter;
import io.redoubt.key.LeafKey;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Wrapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What the last inventory and the last audit say should be done: epoch 1 is compromised, 2 old, 3 in use. */
class InventoryFindingsTest {

    private static final FieldName EMAIL = FieldName.parse("customer.email");

    @TempDir
    private Path mount;

    private final JobBoard board = new JobBoard(Clock.fixed(FakeFieldJobs.START, ZoneOffset.UTC), () -> 0);

    @Test
    void areNoneWhereEverythingIsUnderTheKeyInUse() throws IOException {
        assertThat(findings(rows(Map.of(3, 7L), 0, Map.of(3, 7L)))).isEmpty();
    }

    @Test
    void areAboutKeysThatSomebodyElseHas() throws IOException {
        assertThat(findings(rows(Map.of(1, 2L, 3, 7L), 0, Map.of(1, 1L))))
                .containsExactly(
                        "fields.compromised-epoch critical customer.email has 2 rows under a compromised key, which somebody"
                                + " else can open",
                        "fields.compromised-epoch critical customer.email, index exact has 1 row under a compromised key,"
                                + " which somebody else can open");
    }

    @Test
    void areAboutKeysThatCannotBeRetiredYet() throws IOException {
        assertThat(findings(rows(Map.of(2, 1L), 0, Map.of(3, 1L))))
                .containsExactly(
                        "fields.renewal-outstanding medium customer.email has 1 row under a key that is no longer used"
                                + " for new values");
    }

    @Test
    void areAboutPlaintextWhereNoneMayBe() throws IOException {
        assertThat(findings(rows(Map.of(3, 1L), 4, Map.of())))
                .containsExactly("fields.plaintext high customer.email is encrypted-only and has plaintext in 4 rows");
    }

    @Test
    void areAboutTheLastAuditThatRanToItsEnd() throws IOException {
        board.jobs(List.of(
                audit(9, JobStatus.State.CANCELLED, 0),
                audit(8, JobStatus.State.FINISHED, 2),
                audit(7, JobStatus.State.FINISHED, 0)));

        assertThat(findings(rows(Map.of(), 0, Map.of())))
                .containsExactly(
                        "fields.audit-failed critical the last audit, job 8, found 2 rows with values that do not open"
                                + " or codes that are not theirs");
    }

    /** A prepared key is free and needed; the one in use, too. */
    @Test
    void areOfNoUseForKeysThatAreNotOld() throws IOException {
        List<Object> safe = new ArrayList<>();
        take(rows(Map.of(2, 5L), 0, Map.of()));
        withKeys(keys -> safe.add(new InventoryView(keys, board)
                .of(board.known().inventory().orElseThrow())
                .get("safeToRetire")));

        assertThat(safe)
                .containsExactly(List.of(
                        Map.of("purpose", "field", "epochs", List.of(1)),
                        Map.of("purpose", "blind-index", "epochs", List.of(1, 2))));
    }

    private static KnownJob audit(long id, JobStatus.State state, long failed) {
        return KnownJob.of(
                new JobStatus(
                        id,
                        JobPlan.Kind.AUDIT,
                        state,
                        FakeFieldJobs.rows(9, failed),
                        Optional.empty(),
                        0,
                        List.of(),
                        FakeFieldJobs.START,
                        Optional.of(FakeFieldJobs.START)),
                List.of());
    }

    private static FieldRows rows(Map<Integer, Long> epochs, long plaintext, Map<Integer, Long> codes) {
        FieldRows.IndexRows index = new FieldRows.IndexRows(new IndexName(EMAIL, "exact", "email-1", 64), codes, 0);
        return new FieldRows(EMAIL, Purpose.FIELD, epochs, 0, plaintext, 0, List.of(index));
    }

    private void take(FieldRows rows) {
        board.inventory(new TakenInventory(0, 0, new InventoryReport(FakeFieldJobs.START, List.of(rows), Map.of())));
    }

    private List<String> findings(FieldRows rows) throws IOException {
        take(rows);
        List<String> found = new ArrayList<>();
        DeclaredFields declared = new DeclaredFields(lock(), true);
        withKeys(keys -> new InventoryFindings(keys, () -> declared, board)
                .all().stream()
                        .map(it -> it.get("code") + " " + it.get("severity") + " " + it.get("problem"))
                        .forEach(found::add));
        return found;
    }

    private static FieldLock lock() {
        LockedField.KeyColumn id = new LockedField.KeyColumn("id", RowId.Kind.UUID);
        return FieldLock.of(List.of(new LockedField(
                EMAIL,
                Purpose.FIELD,
                "text",
                1,
                Migration.ENCRYPTED_ONLY,
                "customer",
                "email",
                LockedField.Form.TEXT,
                List.of(id),
                List.of(id),
                Optional.empty(),
                Optional.empty(),
                List.of())));
    }

    private void withKeys(Consumer<ServiceKeyset> use) throws IOException {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedoubtAutoConfiguration.class))
                .withPropertyValues(TestKeyset.in(issued(), Settings.none().with("redoubt.service", "orders"))
                        .pairs())
                .run(context -> use.accept(context.getBean(ServiceKeyset.class)));
    }

    private Path issued() throws IOException {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        KeysetHeader header = new KeysetHeader(
                new TrustDomain("shop.example"),
                new ServiceName("orders"),
                1,
                "r1",
                yesterday,
                yesterday.plus(Duration.ofDays(100)));
        List<LeafKey> leaves = List.of(
                leaf(Purpose.FIELD, 1, KeyState.COMPROMISED),
                leaf(Purpose.FIELD, 2, KeyState.DECRYPT_ONLY),
                leaf(Purpose.FIELD, 3, KeyState.PRIMARY),
                leaf(Purpose.FIELD, 4, KeyState.PREPARED),
                leaf(Purpose.BLIND_INDEX, 1, KeyState.COMPROMISED),
                leaf(Purpose.BLIND_INDEX, 2, KeyState.DECRYPT_ONLY),
                leaf(Purpose.BLIND_INDEX, 3, KeyState.PRIMARY),
                leaf(Purpose.STATE_KEY, 1, KeyState.DECRYPT_ONLY),
                leaf(Purpose.STATE_KEY, 2, KeyState.PRIMARY));
        Path file = mount.resolve("keyset.json");
        Files.write(
                file,
                SignedEnvelope.write(
                        EnvelopeType.KEYSET,
                        KeysetWriter.payload(header, leaves, List.of(), Wrapping.none()),
                        TestKeyset.PROVISIONER));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static LeafKey leaf(Purpose purpose, int epoch, KeyState state) {
        byte[] name = (purpose.id() + "/" + epoch).getBytes(StandardCharsets.UTF_8);
        byte[] secret = Arrays.copyOf(name, purpose.leafBytes());
        String kid = "%08x".formatted(Arrays.hashCode(name));
        return LeafKey.of(kid, purpose, purpose.suites().get(0), epoch, state, secret);
    }
}
