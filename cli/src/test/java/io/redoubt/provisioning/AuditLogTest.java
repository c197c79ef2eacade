package io.redoubt.provisioning;

import static io.redoubt.provisioning.FleetLifecycleTest.refuses;
import static io.redoubt.provisioning.TestFleet.BILLING;
import static io.redoubt.provisioning.TestFleet.ORDERS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    @TempDir
    Path temporary;

    private TestFleet test;
    private List<String> keys;
    private byte[] olderManifest;
    private byte[] olderRevocations;
    private byte[] olderHead;
    private byte[] olderLog;

    @BeforeEach
    void live() {
        test = new TestFleet(temporary);
        try (Fleet fleet = test.begin(ORDERS, BILLING)) {
            keys = fleet.manifest().provisioner().keys();
            fleet.issueAll((service, done, all) -> {});
            olderManifest = TestFleet.bytes(test.directory.manifest());
            olderRevocations = TestFleet.bytes(test.directory.revocations());
            olderHead = TestFleet.bytes(test.directory.auditHead());
            olderLog = TestFleet.bytes(test.directory.audit());
            fleet.revoke(ORDERS, Set.of(1));
            fleet.rotate(BILLING, Set.of(), Map.of());
        }
    }

    @Test
    void holdsForALogThatNobodyTouched() {
        AuditReport report = FleetRecords.read(test.directory, keys).verifyAudit(List.of(olderHead));
        assertThat(report.isWhole()).isTrue();
        assertThat(report.lines()).isEqualTo(5);
    }

    @Test
    void seesALineThatWasRemoved() {
        edit(lines -> lines.remove(2));
        finds(AuditCheck.CHAIN, 3);
    }

    @Test
    void seesALineThatWasChanged() {
        edit(lines -> lines.set(1, lines.get(1).replace("a test", "a thief")));
        finds(AuditCheck.CHAIN, 3);
    }

    @Test
    void seesALastLineThatWasChanged() {
        edit(lines -> lines.set(4, lines.get(4).replace("a test", "a thief")));
        finds(AuditCheck.HEAD, 5);
    }

    @Test
    void seesLinesThatChangedPlaces() {
        edit(lines -> Collections.swap(lines, 1, 2));
        finds(AuditCheck.CHAIN, 2);
    }

    @Test
    void seesLinesThatWereCutOff() {
        edit(lines -> lines.remove(4));
        finds(AuditCheck.TRUNCATED, 4);
    }

    @Test
    void seesALineThatWasAdded() {
        edit(lines -> {
            String previous = Hash.of(lines.get(4).getBytes(UTF_8));
            lines.add(lines.get(4)
                    .replace("\"n\":5", "\"n\":6")
                    .replaceAll("\"previous\":\"[0-9a-f]*\"", "\"previous\":\"" + previous + "\""));
        });
        finds(AuditCheck.HEAD, 6);
    }

    @Test
    void seesALineThatIsNone() {
        edit(lines -> lines.set(2, "{}"));
        finds(AuditCheck.FORM, 3);
    }

    @Test
    void seesALineWithoutItsEnd() {
        byte[] log = TestFleet.bytes(test.directory.audit());
        TestFleet.bytes(test.directory.audit(), Arrays.copyOf(log, log.length - 1));
        finds(AuditCheck.FORM, 5);
    }

    @Test
    void seesAManifestThatWasRolledBack() {
        TestFleet.bytes(test.directory.manifest(), olderManifest);
        finds(AuditCheck.MANIFEST, 5);
    }

    @Test
    void seesRevocationsThatWereRolledBack() {
        TestFleet.bytes(test.directory.revocations(), olderRevocations);
        finds(AuditCheck.REVOCATIONS, 5);
    }

    @Test
    void seesAHeadThatWasRolledBack() {
        TestFleet.bytes(test.directory.auditHead(), olderHead);
        finds(AuditCheck.HEAD, 4);
    }

    @Test
    void seesAWholeDirectoryThatWasRolledBackOnlyByAHeadThatWasKeptElsewhere() {
        byte[] witness = TestFleet.bytes(test.directory.auditHead());
        TestFleet.bytes(test.directory.manifest(), olderManifest);
        TestFleet.bytes(test.directory.revocations(), olderRevocations);
        TestFleet.bytes(test.directory.auditHead(), olderHead);
        TestFleet.bytes(test.directory.audit(), olderLog);

        FleetRecords records = FleetRecords.read(test.directory, keys);
        assertThat(records.verifyAudit(List.of()).isWhole()).isTrue();
        assertThat(records.verifyAudit(List.of(witness)).failure())
                .contains(new AuditReport.Failure(AuditCheck.WITNESS, 3));
    }

    @Test
    void seesAnotherHistoryThatTheSameProvisionerSigned() {
        byte[] witness = TestFleet.bytes(test.directory.auditHead());
        TestFleet.bytes(test.directory.manifest(), olderManifest);
        TestFleet.bytes(test.directory.revocations(), olderRevocations);
        TestFleet.bytes(test.directory.auditHead(), olderHead);
        TestFleet.bytes(test.directory.audit(), olderLog);
        try (Fleet fleet = test.open()) {
            fleet.issue(ORDERS);
            fleet.issue(ORDERS);
        }
        assertThat(FleetRecords.read(test.directory, keys)
                        .verifyAudit(List.of(witness))
                        .failure())
                .contains(new AuditReport.Failure(AuditCheck.WITNESS, 5));
    }

    @Test
    void refusesFilesThatSomebodyElseSigned() {
        TestFleet other = new TestFleet(temporary.resolve("other"));
        Root theirs = TestRoots.inMemory(TestRoots.counting(50));
        Fleet.init(other.directory, TestFleet.DOMAIN, theirs, new RootName("r1", "test"), other.operator)
                .close();
        byte[] manifest = TestFleet.bytes(test.directory.manifest());

        TestFleet.bytes(test.directory.manifest(), TestFleet.bytes(other.directory.manifest()));
        refuses(FleetRefusal.MANIFEST, () -> FleetRecords.read(test.directory, keys));
        TestFleet.bytes(test.directory.manifest(), manifest);
        TestFleet.bytes(test.directory.revocations(), TestFleet.bytes(other.directory.revocations()));
        refuses(FleetRefusal.REVOCATIONS, () -> FleetRecords.read(test.directory, keys));
        TestFleet.bytes(test.directory.revocations(), olderRevocations);
        TestFleet.bytes(test.directory.auditHead(), TestFleet.bytes(other.directory.auditHead()));
        refuses(FleetRefusal.AUDIT, () -> FleetRecords.read(test.directory, keys));
    }

    @Test
    void refusesAFileOfOneKindInThePlaceOfAnother() {
        TestFleet.bytes(test.directory.revocations(), TestFleet.bytes(test.directory.manifest()));
        refuses(FleetRefusal.REVOCATIONS, () -> FleetRecords.read(test.directory, keys));
    }

    @Test
    void refusesToWorkOnALogThatIsNotWhole() {
        edit(lines -> lines.remove(2));
        refuses(FleetRefusal.AUDIT, () -> test.open());
    }

    @Test
    void believesTheManifestsOwnKeysOnlyWhenToldTo() {
        assertThat(FleetRecords.readUnpinned(test.directory).manifest().services())
                .hasSize(2);
        refuses(FleetRefusal.MANIFEST, () -> FleetRecords.read(test.directory, List.of()));
    }

    @Test
    void hasNoKeyInItsFiles() {
        String log = new String(TestFleet.bytes(test.directory.audit()), UTF_8);
        String keyset = new String(TestFleet.bytes(test.directory.keyset(ORDERS)), UTF_8);
        String payload = keyset.replaceAll(".*\"payload\":\"([^\"]*)\".*", "$1");
        String clear = new String(Base64.getUrlDecoder().decode(payload), UTF_8);
        List<String> sets = Pattern.compile("\":\"([A-Za-z0-9_-]{60,})\"")
                .matcher(clear.substring(clear.indexOf("\"sets\"")))
                .results()
                .map(found -> found.group(1))
                .toList();
        String manifest = FleetRecords.read(test.directory, keys).manifest().toString();
        assertThat(sets).hasSize(8).noneMatch(log::contains).noneMatch(manifest::contains);
    }

    private void edit(Consumer<List<String>> change) {
        List<String> lines =
                new ArrayList<>(List.of(new String(TestFleet.bytes(test.directory.audit()), UTF_8).split("\n")));
        change.accept(lines);
        TestFleet.text(test.directory.audit(), String.join("\n", lines) + "\n");
    }

    private void finds(AuditCheck check, long line) {
        AuditReport report = FleetRecords.read(test.directory, keys).verifyAudit(List.of());
        assertThat(report.failure()).contains(new AuditReport.Failure(check, line));
    }
}
