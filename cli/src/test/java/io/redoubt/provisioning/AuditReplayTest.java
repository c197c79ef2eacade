package io.redoubt.provisioning;

import static io.redoubt.provisioning.TestFleet.BILLING;
import static io.redoubt.provisioning.TestFleet.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ServiceName;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a provisioner that lies would have signed. */
class AuditReplayTest {

    @TempDir
    Path temporary;

    private final AuditReplay replay = new AuditReplay();

    @Test
    void followsStepsThatFollow() {
        begin();
        assertThat(replay.accept(issue(2, ORDERS, 1, key(1, KeyState.PRIMARY)))).isTrue();
        assertThat(replay.accept(issue(3, ORDERS, 2, key(1, KeyState.PRIMARY), key(2, KeyState.PREPARED))))
                .isTrue();
        assertThat(replay.accept(issue(4, ORDERS, 3, key(1, KeyState.DECRYPT_ONLY), key(2, KeyState.PRIMARY))))
                .isTrue();
        assertThat(replay.accept(removal(5, ORDERS, 3))).isTrue();
    }

    @Test
    void refusesALogThatDoesNotBeginWithABeginning() {
        assertThat(replay.accept(issue(1, ORDERS, 1, key(1, KeyState.PRIMARY)))).isFalse();
    }

    @Test
    void refusesASecondBeginning() {
        begin();
        assertThat(replay.accept(line(2, AuditAction.INIT, Optional.empty()))).isFalse();
    }

    @Test
    void refusesAGenerationThatIsLeftOut() {
        begin();
        assertThat(replay.accept(issue(2, ORDERS, 2, key(1, KeyState.PRIMARY)))).isFalse();
    }

    @Test
    void refusesAGenerationThatIsThereTwice() {
        begin();
        replay.accept(issue(2, ORDERS, 1, key(1, KeyState.PRIMARY)));
        assertThat(replay.accept(issue(3, ORDERS, 1, key(1, KeyState.PRIMARY)))).isFalse();
    }

    @Test
    void refusesAKeyThatIsForgotten() {
        begin();
        replay.accept(issue(2, ORDERS, 1, key(1, KeyState.PRIMARY), key(2, KeyState.PREPARED)));
        assertThat(replay.accept(issue(3, ORDERS, 2, key(1, KeyState.PRIMARY)))).isFalse();
    }

    @Test
    void refusesAnEpochThatIsUsedAgain() {
        begin();
        replay.accept(issue(2, ORDERS, 1, key(2, KeyState.PRIMARY)));
        assertThat(replay.accept(issue(3, ORDERS, 2, key(2, KeyState.PRIMARY), key(1, KeyState.PREPARED))))
                .isFalse();
    }

    @Test
    void refusesAnotherKeyInThePlaceOfOne() {
        begin();
        replay.accept(issue(2, ORDERS, 1, key(1, KeyState.PRIMARY)));
        KeyEntry other = new KeyEntry("00000001", Purpose.FIELD, Suite.A256GCM, 1, KeyState.PRIMARY, "f".repeat(32));
        assertThat(replay.accept(issue(3, ORDERS, 2, other))).isFalse();
    }

    @Test
    void refusesANameThatIsUsedAgain() {
        begin();
        replay.accept(issue(2, ORDERS, 1, key(1, KeyState.PRIMARY)));
        replay.accept(removal(3, ORDERS, 1));
        assertThat(replay.accept(issue(4, ORDERS, 1, key(1, KeyState.PRIMARY)))).isFalse();
    }

    @Test
    void refusesTheRemovalOfNobody() {
        begin();
        assertThat(replay.accept(removal(2, ORDERS, 1))).isFalse();
    }

    /** FORMATS section 3: states only move down, and a destroyed key moves no more. */
    @ParameterizedTest
    @EnumSource
    void refusesStatesThatGoBack(KeyState state) {
        assertThat(AuditReplay.next(state)).doesNotContain(state, KeyState.PREPARED);
        assertThat(AuditReplay.next(state).contains(KeyState.PRIMARY)).isEqualTo(state == KeyState.PREPARED);
        assertThat(AuditReplay.next(state).contains(KeyState.DESTROYED)).isEqualTo(state == KeyState.DISABLED);
        assertThat(AuditReplay.next(state).contains(KeyState.COMPROMISED)).isEqualTo(state.isLive());
        begin();
        replay.accept(issue(2, ORDERS, 1, key(1, state)));
        if (state != KeyState.PREPARED) {
            assertThat(replay.accept(issue(3, ORDERS, 2, key(1, KeyState.PREPARED))))
                    .isFalse();
        }
    }

    @Test
    void findsAStepThatCannotFollowInALogThatIsSigned() {
        AuditLine first = line(1, AuditAction.INIT, Optional.empty());
        String previous = Hash.of(first.write());
        AuditLine second = new AuditLine(
                2,
                TestClock.START,
                "a test",
                AuditAction.ISSUE,
                Optional.of(new AuditLine.Subject(ORDERS, 7, "none")),
                "r1",
                List.of(key(1, KeyState.PRIMARY)),
                Hash.NONE,
                previous);
        Path log = temporary.resolve("audit.jsonl");
        TestFleet.text(
                log,
                new String(first.write(), StandardCharsets.UTF_8) + "\n"
                        + new String(second.write(), StandardCharsets.UTF_8) + "\n");
        TestFleet test = new TestFleet(temporary);
        try (Fleet fleet = test.begin()) {
            AuditHead head = new AuditHead(TestFleet.DOMAIN, 2, Hash.of(second.write()), TestClock.START);
            AuditReport report = AuditLog.verify(
                    log, new AuditLog.Claims(head, fleet.manifest(), Hash.NONE, fleet.revocations(), List.of()));
            assertThat(report.failure()).contains(new AuditReport.Failure(AuditCheck.STEP, 2));
        }
    }

    @Test
    void findsAManifestToWhichTheStepsDoNotLead() {
        TestFleet test = new TestFleet(temporary);
        try (Fleet fleet = test.begin(ORDERS, BILLING)) {
            Manifest begun = fleet.manifest();
            fleet.issueAll((service, done, all) -> {});
            FleetRecords records =
                    FleetRecords.read(test.directory, begun.provisioner().keys());
            String hash = Hash.of(TestFleet.bytes(test.directory.manifest()));
            AuditReport report = AuditLog.verify(
                    test.directory.audit(),
                    new AuditLog.Claims(records.head(), begun, hash, fleet.revocations(), List.of()));
            assertThat(report.failure()).contains(new AuditReport.Failure(AuditCheck.REPLAY, 3));
        }
    }

    private void begin() {
        assertThat(replay.accept(line(1, AuditAction.INIT, Optional.empty()))).isTrue();
    }

    private static AuditLine issue(long n, ServiceName service, long generation, KeyEntry... keys) {
        return line(n, AuditAction.ISSUE, Optional.of(new AuditLine.Subject(service, generation, "none")), keys);
    }

    private static AuditLine removal(long n, ServiceName service, long generation) {
        return line(n, AuditAction.REMOVE, Optional.of(new AuditLine.Subject(service, generation, "none")));
    }

    private static AuditLine line(long n, AuditAction action, Optional<AuditLine.Subject> subject, KeyEntry... keys) {
        return new AuditLine(n, TestClock.START, "a test", action, subject, "r1", List.of(keys), Hash.NONE, Hash.NONE);
    }

    private static KeyEntry key(int epoch, KeyState state) {
        String hex = "0000000" + epoch;
        return new KeyEntry(hex, Purpose.FIELD, Suite.A256GCM, epoch, state, hex.repeat(4));
    }
}
