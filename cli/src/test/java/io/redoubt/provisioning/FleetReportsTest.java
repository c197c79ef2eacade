package io.redoubt.provisioning;

import static io.redoubt.provisioning.FleetLifecycleTest.refuses;
import static io.redoubt.provisioning.TestFleet.BILLING;
import static io.redoubt.provisioning.TestFleet.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.redoubt.ServiceName;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetReportsTest {

    @TempDir
    Path temporary;

    private TestFleet test;
    private Fleet fleet;

    @BeforeEach
    void live() {
        test = new TestFleet(temporary);
        fleet = test.begin(ORDERS, BILLING);
        fleet.issueAll((service, done, all) -> {});
        test.clock.advance(Duration.ofDays(10));
        fleet.rotate(ORDERS, Set.of(Purpose.FIELD), Map.of(Purpose.FIELD, Suite.XC20P));
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    @Test
    void countsWhatIsThere() {
        FleetReport report = FleetReport.of(fleet.manifest(), test.clock.instant());

        assertThat(report.services()).isEqualTo(2);
        assertThat(report.keys()).isEqualTo(17);
        assertThat(report.provesNothingShared()).isTrue();
        assertThat(report.distinct()).contains(new DistinctKeys(16, TestClock.START));
        assertThat(report.suites())
                .contains(
                        new FleetReport.SuiteUse(
                                Purpose.FIELD, Suite.A256GCM, List.of(ORDERS, BILLING), List.of(ORDERS, BILLING)),
                        new FleetReport.SuiteUse(Purpose.FIELD, Suite.XC20P, List.of(ORDERS), List.of()));
        assertThat(report.oneSuiteOnly()).containsExactly(BILLING);
        assertThat(report.prepared())
                .containsExactly(new FleetReport.EpochInUse(ORDERS, 2, Set.of(Purpose.FIELD), test.clock.instant()));
        assertThat(report.epochs())
                .extracting(FleetReport.EpochInUse::epoch, FleetReport.EpochInUse::since)
                .containsExactly(tuple(1, TestClock.START), tuple(1, TestClock.START));
        assertThat(report.expiring()).isEmpty();
    }

    @Test
    void tellsOfKeysetsFromAFifthOfTheirLifeOn() {
        test.clock.advance(Duration.ofDays(62));
        assertThat(FleetReport.of(fleet.manifest(), test.clock.instant()).expiring())
                .isEmpty();
        test.clock.advance(Duration.ofSeconds(1));
        assertThat(FleetReport.of(fleet.manifest(), test.clock.instant()).expiring())
                .extracting(FleetReport.Expiring::service)
                .containsExactly(BILLING);
        test.clock.advance(Duration.ofDays(30));
        assertThat(FleetReport.of(fleet.manifest(), test.clock.instant()).expiring())
                .hasSize(2)
                .first()
                .satisfies(first -> assertThat(first.left()).isNegative());
    }

    @Test
    void saysWhatAThiefHasAndHasNot() {
        fleet.promote(ORDERS, test.statements(ORDERS, fleet, "a"), 1);
        BlastRadius radius = BlastRadius.of(fleet.manifest(), ORDERS);

        assertThat(radius.held()).hasSize(9);
        assertThat(radius.held().stream().map(KeyEntry::purpose)).containsAll(Purpose.all());
        assertThat(radius.reaches()).hasSize(8).anyMatch(sentence -> sentence.endsWith("(epochs 1, 2)"));
        assertThat(radius.keysOfOthers()).isEqualTo(8);
        assertThat(radius.sharedKeys()).isZero();
        assertThat(radius.safe()).first().asString().startsWith("none of the 8 keys of other services");
        assertThat(radius.contain()).first().isEqualTo("redoubt keys revoke orders --epoch 1 --epoch 2");
    }

    @Test
    void doesNotCountWhatAThiefCannotHave() {
        fleet.promote(ORDERS, test.statements(ORDERS, fleet, "a"), 1);
        fleet.retireWithoutInventory(ORDERS, 1, Set.of());
        BlastRadius radius = BlastRadius.of(fleet.manifest(), ORDERS);
        assertThat(radius.held()).hasSize(8);
        assertThat(radius.safe()).anyMatch(sentence -> sentence.startsWith("not the 1 retired keys"));
    }

    @Test
    void refusesTheBlastRadiusOfNobody() {
        refuses(FleetRefusal.UNKNOWN_SERVICE, () -> BlastRadius.of(fleet.manifest(), new ServiceName("nobody")));
    }

    @Test
    void makesTheWholeFleetAgain() {
        fleet.promote(ORDERS, test.statements(ORDERS, fleet, "a"), 1);
        fleet.retireWithoutInventory(ORDERS, 1, Set.of());
        fleet.destroy(ORDERS, 1, Set.of());
        List<String> told = new ArrayList<>();
        RestoreReport report =
                Restore.verify(fleet.manifest(), test.root, (service, done, all) -> told.add(done + "/" + all));

        assertThat(report).isEqualTo(new RestoreReport(2, 16, 1, List.of()));
        assertThat(report.isWhole()).isTrue();
        assertThat(told).containsExactly("1/2", "2/2");
    }

    @Test
    void findsEveryKeyOfAnotherRoot() {
        RestoreReport report =
                Restore.verify(fleet.manifest(), TestRoots.inMemory(TestRoots.counting(9)), (service, done, all) -> {});
        assertThat(report.differences()).hasSize(17);
        assertThat(report.differences()).allMatch(one -> one.what() == RestoreReport.What.FINGERPRINT);
    }

    @Test
    void findsEachThingInWhichAKeyDiffers() {
        String other =
                new Derivation(test.root, TestFleet.DOMAIN).provisioner(2).key().text();
        finds(
                RestoreReport.What.KID,
                Purpose.FIELD_EQ,
                key -> new KeyRecord(
                        new KeyEntry(
                                "00000001",
                                key.purpose(),
                                key.entry().suite(),
                                1,
                                key.state(),
                                key.entry().fingerprint()),
                        "r1",
                        key.since(),
                        Optional.empty()));
        finds(
                RestoreReport.What.FINGERPRINT,
                Purpose.FIELD_EQ,
                key -> new KeyRecord(
                        new KeyEntry(
                                key.entry().kid(), key.purpose(), key.entry().suite(), 1, key.state(), "0".repeat(32)),
                        "r1",
                        key.since(),
                        Optional.empty()));
        finds(
                RestoreReport.What.PUBLIC_KEY,
                Purpose.SIGN,
                key -> new KeyRecord(key.entry(), "r1", key.since(), Optional.of(other)));
        finds(
                RestoreReport.What.ROOT,
                Purpose.SIGN,
                key -> new KeyRecord(key.entry(), "r2", key.since(), key.publicKey()));
    }

    private void finds(RestoreReport.What what, Purpose purpose, UnaryOperator<KeyRecord> change) {
        ServiceRecord billing = fleet.manifest().service(BILLING);
        ServiceRecord changed = new ServiceRecord(
                billing.service(),
                billing.generation(),
                billing.notBefore(),
                billing.expires(),
                billing.recipient(),
                billing.keys().stream()
                        .map(key -> key.purpose() == purpose ? change.apply(key) : key)
                        .toList(),
                billing.keyset());
        Manifest manifest = fleet.manifest().with(List.of(changed), Optional.empty(), TestClock.START);
        assertThat(Restore.verify(manifest, test.root, (service, done, all) -> {})
                        .differences())
                .containsExactly(new RestoreReport.Difference(BILLING, purpose, 1, what));
    }
}
