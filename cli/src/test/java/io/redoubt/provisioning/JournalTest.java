package io.redoubt.provisioning;

import static io.redoubt.provisioning.FleetLifecycleTest.refuses;
import static io.redoubt.provisioning.TestFleet.BILLING;
import static io.redoubt.provisioning.TestFleet.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.key.RecipientKey;
import io.redoubt.key.ServiceKeyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path temporary;

    /** What a process that is killed looks like from the next one. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void happensWholeOrNotAtAllWhereverItIsInterrupted() throws IOException {
        Set<Long> generations = new TreeSet<>();
        int points = points(fleet -> fleet.issueAll((service, done, all) -> {}));
        assertThat(points).isGreaterThan(9);
        for (int point = 1; point <= points; point++) {
            TestFleet test = new TestFleet(temporary.resolve("at-" + point));
            test.begin(ORDERS, BILLING).close();
            try (Fleet fleet = test.open()) {
                fleet.issueAll((service, done, all) -> {});
            }
            kill(test, point, fleet -> fleet.issueAll((service, done, all) -> {}));

            try (Fleet fleet = test.open()) {
                ServiceRecord orders = fleet.manifest().service(ORDERS);
                assertThat(orders.generation())
                        .isEqualTo(fleet.manifest().service(BILLING).generation());
                generations.add(orders.generation());
                try (ServiceKeyset keys = test.load(ORDERS, fleet)) {
                    assertThat(keys.status().generation()).isEqualTo(orders.generation());
                }
                assertThat(fleet.issue(ORDERS).generation()).isEqualTo(orders.generation() + 1);
            }
            try (Stream<Path> files = Files.list(test.directory.path())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .doesNotContain("pending", "pending.draft", "pending.done");
            }
        }
        assertThat(generations).containsExactly(1L, 2L);
    }

    @Test
    void removesAServiceWholeOrNotAtAll() {
        int points = points(fleet -> fleet.remove(ORDERS));
        for (int point = 1; point <= points; point++) {
            TestFleet test = begun(temporary.resolve("removal-" + point));
            kill(test, point, fleet -> fleet.remove(ORDERS));
            try (Fleet fleet = test.open()) {
                assertThat(Files.exists(test.directory.keyset(ORDERS)))
                        .isEqualTo(fleet.manifest().find(ORDERS).isPresent());
            }
        }
    }

    @Test
    void finishesALineThatWasHalfWritten() {
        TestFleet test = begun(temporary);
        kill(test, committed(), fleet -> fleet.issue(ORDERS));
        byte[] log = TestFleet.bytes(test.directory.audit());
        byte[] lines = TestFleet.bytes(test.directory.path().resolve("pending/audit-lines.jsonl"));
        byte[] torn = Arrays.copyOf(log, log.length + 40);
        System.arraycopy(lines, 0, torn, log.length, 40);
        TestFleet.bytes(test.directory.audit(), torn);

        try (Fleet fleet = test.open()) {
            assertThat(fleet.manifest().service(ORDERS).generation()).isEqualTo(2);
        }
    }

    @Test
    void refusesToOverwriteLinesOfSomebodyElse() {
        TestFleet test = begun(temporary);
        kill(test, committed(), fleet -> fleet.issue(ORDERS));
        byte[] log = TestFleet.bytes(test.directory.audit());
        TestFleet.bytes(test.directory.audit(), Arrays.copyOf(log, log.length + 40));
        refuses(FleetRefusal.AUDIT, () -> test.open());
    }

    @Test
    void saysToReadersThatAStepIsNotFinished() {
        TestFleet test = begun(temporary);
        kill(test, committed(), fleet -> fleet.issue(ORDERS));
        refuses(FleetRefusal.INTERRUPTED, () -> FleetRecords.readUnpinned(test.directory));
        refuses(FleetRefusal.EXISTS, () -> test.begin());
    }

    @Test
    void refusesToPutKeysetsElsewhereThanTheInterruptedCommand() {
        TestFleet test = begun(temporary);
        kill(test, committed(), fleet -> fleet.issue(ORDERS));
        FleetDirectory elsewhere = new FleetDirectory(test.directory.path(), temporary.resolve("elsewhere"));
        refuses(FleetRefusal.INTERRUPTED, () -> Fleet.open(elsewhere, test.root, test.operator));
        test.open().close();
    }

    @Test
    void refusesAStepThatSomebodyElseLeft() throws IOException {
        TestFleet test = begun(temporary);
        kill(test, committed(), fleet -> fleet.issueAll((service, done, all) -> {}));
        Path pending = test.directory.path().resolve("pending");
        byte[] first = TestFleet.bytes(pending.resolve("keyset-0.json"));
        Files.delete(pending.resolve("keyset-0.json"));
        TestFleet.bytes(pending.resolve("keyset-0.json"), TestFleet.bytes(pending.resolve("keyset-1.json")));
        refuses(FleetRefusal.MANIFEST, () -> test.open());
        TestFleet.bytes(pending.resolve("keyset-0.json"), first);
        TestFleet.text(pending.resolve("audit-lines.jsonl"), "{}\n");
        byte[] log = TestFleet.bytes(test.directory.audit());
        refuses(FleetRefusal.AUDIT, () -> test.open());
        assertThat(TestFleet.bytes(test.directory.audit())).isEqualTo(log);
    }

    @Test
    void refusesAKeysetThatChangedWhileItWasWritten() {
        TestFleet test = begun(temporary);
        refusesOlderKeyset(test);
        try (Fleet fleet = test.open()) {
            fleet.addRecipient(ORDERS, RecipientKey.create(temporary.resolve("recipient.json"), new SecureRandom()));
        }
        refusesOlderKeyset(test);
    }

    private static void refusesOlderKeyset(TestFleet test) {
        byte[] older = TestFleet.bytes(test.directory.keyset(ORDERS));
        Path written = test.directory.path().resolve("pending.draft/keyset-0.json");
        Journal.Checkpoint checkpoint = () -> {
            if (Files.exists(written)) {
                TestFleet.bytes(written, older);
            }
        };
        try (Fleet fleet = new FleetOpening(test.directory, test.root, test.operator, checkpoint).open()) {
            Manifest before = fleet.manifest();
            refuses(FleetRefusal.READ_BACK, () -> fleet.issue(ORDERS));
            assertThat(fleet.manifest()).isEqualTo(before);
        }
    }

    @Test
    void refusesAnEarlierStepThatIsLeftAgain() throws IOException {
        TestFleet test = begun(temporary);
        kill(test, committed(), fleet -> fleet.issue(ORDERS));
        Path pending = test.directory.path().resolve("pending");
        Path kept = Files.createDirectory(temporary.resolve("kept"));
        copy(pending, kept);
        try (Fleet fleet = test.open()) {
            fleet.revoke(ORDERS, Set.of(1));
        }
        byte[] keyset = TestFleet.bytes(test.directory.keyset(ORDERS));
        byte[] revocations = TestFleet.bytes(test.directory.revocations());
        Files.createDirectory(pending);
        copy(kept, pending);
        plan(
                pending,
                plan -> plan.replaceAll(
                        "\"offset\":\\d+", "\"offset\":" + TestFleet.bytes(test.directory.audit()).length));

        refuses(FleetRefusal.MANIFEST, test::open);
        assertThat(TestFleet.bytes(test.directory.keyset(ORDERS))).isEqualTo(keyset);
        assertThat(TestFleet.bytes(test.directory.revocations())).isEqualTo(revocations);
    }

    @Test
    void refusesAPlanThatDeletesTheKeysetOfAServiceThatIsThere() throws IOException {
        TestFleet test = begun(temporary);
        kill(test, committed(), fleet -> fleet.issue(ORDERS));
        plan(
                test.directory.path().resolve("pending"),
                plan -> plan.replace("\"removed\":[]", "\"removed\":[\"" + BILLING + "\"]"));

        refuses(FleetRefusal.MANIFEST, test::open);
        assertThat(test.directory.keyset(BILLING)).exists();
    }

    @Test
    void refusesAStepThatTellsTheAuditLogOfNothing() {
        TestFleet test = begun(temporary);
        kill(test, committed(), fleet -> fleet.issue(ORDERS));
        TestFleet.text(test.directory.path().resolve("pending/audit-lines.jsonl"), "");
        refuses(FleetRefusal.AUDIT, test::open);
    }

    private static void plan(Path pending, UnaryOperator<String> change) throws IOException {
        Path plan = pending.resolve("plan.json");
        TestFleet.text(plan, change.apply(Files.readString(plan)));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                TestFleet.bytes(to.resolve(from.relativize(file).toString()), TestFleet.bytes(file));
            }
        }
    }

    @Test
    void leavesNothingOfAStepThatIsRefused() {
        TestFleet test = begun(temporary);
        byte[] manifest = TestFleet.bytes(test.directory.manifest());
        try (Fleet fleet = test.open()) {
            List<String> told = new ArrayList<>();
            assertThatExceptionOfType(FleetException.class)
                    .isThrownBy(() -> fleet.issueAll((service, done, all) -> {
                        told.add(service.value());
                        throw new FleetException(FleetRefusal.READ_BACK, "a test says so");
                    }));
            assertThat(told).hasSize(1);
        }
        assertThat(test.directory.path().resolve("pending.draft")).doesNotExist();
        assertThat(TestFleet.bytes(test.directory.manifest())).isEqualTo(manifest);
    }

    private static TestFleet begun(Path directory) {
        TestFleet test = new TestFleet(directory);
        try (Fleet fleet = test.begin(ORDERS, BILLING)) {
            fleet.issueAll((service, done, all) -> {});
        }
        return test;
    }

    /** One keyset is written, then the rest, then the step happens. */
    private static int committed() {
        return -1;
    }

    private int points(Consumer<Fleet> step) {
        TestFleet test = begun(temporary.resolve("count"));
        AtomicInteger reached = new AtomicInteger();
        try (Fleet fleet =
                new FleetOpening(test.directory, test.root, test.operator, reached::incrementAndGet).open()) {
            step.accept(fleet);
        }
        return reached.get();
    }

    /** @param point the number of the write after which the process is killed; or that by which the step happens */
    private static void kill(TestFleet test, int point, Consumer<Fleet> step) {
        AtomicInteger reached = new AtomicInteger();
        Path pending = test.directory.path().resolve("pending");
        Journal.Checkpoint checkpoint = () -> {
            if (point < 0 ? Files.exists(pending) : reached.incrementAndGet() == point) {
                throw new Killed();
            }
        };
        try (Fleet fleet = new FleetOpening(test.directory, test.root, test.operator, checkpoint).open()) {
            assertThatExceptionOfType(Killed.class).isThrownBy(() -> step.accept(fleet));
        }
    }
}
