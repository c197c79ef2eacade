package io.redoubt.provisioning;

import static io.redoubt.provisioning.TestFleet.BILLING;
import static io.redoubt.provisioning.TestFleet.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.TrustDomain;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.LeafKey;
import io.redoubt.key.Purpose;
import io.redoubt.key.RecipientKey;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetLifecycleTest {

    @TempDir
    Path temporary;

    private TestFleet test;

    @BeforeEach
    void prepare() {
        test = new TestFleet(temporary);
    }

    @Test
    void beginsWithAFileToWriteOn() {
        try (Fleet fleet =
                Fleet.init(test.directory, TestFleet.DOMAIN, test.root, new RootName("r1", "test"), test.operator)) {
            assertThat(fleet.manifest().services()).isEmpty();
            assertThat(fleet.manifest().sequence()).isEqualTo(1);
            assertThat(fleet.issueAll((service, done, all) -> {})).isEmpty();
        }
        assertThat(FleetFile.parse(TestFleet.bytes(test.directory.fleetFile())).lifetime())
                .isEqualTo(Duration.ofDays(90));
    }

    /** Restoring uses the same code as issuing: this compares with the derivation of the formats itself. */
    @Test
    void issuesTheKeysOfTheFormatsInEachEpoch() {
        try (Fleet fleet = test.begin(ORDERS)) {
            fleet.issue(ORDERS);
            List<KeyRecord> keys = fleet.rotate(ORDERS, Set.of(), Map.of()).keys();

            assertThat(keys).hasSize(2 * Purpose.all().size()).allSatisfy(key -> {
                try (EpochSecret secret = new Derivation(test.root, TestFleet.DOMAIN).epoch(ORDERS, key.epoch());
                        LeafKey leaf = secret.leaf(key.purpose(), key.entry().suite(), key.state())) {
                    assertThat(key.entry()).isEqualTo(leaf.entry());
                }
            });
        }
    }

    @Test
    void issuesEpochOneForEveryPurposeToANewService() throws IOException {
        try (Fleet fleet = test.begin(ORDERS, BILLING)) {
            ServiceRecord orders = fleet.issue(ORDERS);

            assertThat(orders.generation()).isEqualTo(1);
            assertThat(orders.purposes()).isEqualTo(Purpose.all());
            assertThat(orders.keys()).allMatch(key -> key.epoch() == 1 && key.state() == KeyState.PRIMARY);
            assertThat(orders.expires()).isEqualTo(TestClock.START.plus(Duration.ofDays(90)));
            assertThat(fleet.manifest().services()).containsExactly(orders);
            assertThat(fleet.manifest().distinct()).contains(new DistinctKeys(8, TestClock.START));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(test.directory.keyset(ORDERS))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            test.directory.keyset(ORDERS).getParent())))
                    .isEqualTo("rwx------");
            try (ServiceKeyset keys = test.load(ORDERS, fleet)) {
                assertThat(Set.copyOf(keys.keys())).isEqualTo(orders.listed());
            }
        }
    }

    @Test
    void issuesTheSameKeysAgainThatLastLonger() {
        try (Fleet fleet = test.begin(ORDERS)) {
            ServiceRecord first = fleet.issue(ORDERS);
            test.clock.advance(Duration.ofDays(30));
            ServiceRecord again = fleet.issue(ORDERS);

            assertThat(again.keys()).isEqualTo(first.keys());
            assertThat(again.generation()).isEqualTo(2);
            assertThat(again.expires()).isEqualTo(first.expires().plus(Duration.ofDays(30)));
        }
    }

    @Test
    void issuesToAllAndTellsOfEach() {
        try (Fleet fleet = test.begin(ORDERS, BILLING)) {
            List<String> told = new ArrayList<>();
            fleet.issueAll((service, done, all) -> told.add(service + " " + done + "/" + all));

            assertThat(told).containsExactly("orders 1/2", "shop/eu/billing 2/2");
            assertThat(fleet.manifest().distinct()).contains(new DistinctKeys(16, TestClock.START));
            assertThat(fleet.manifest().sequence()).isEqualTo(2);
        }
    }

    @Test
    void goesThroughAWholeRotation() {
        try (Fleet fleet = test.begin(ORDERS)) {
            fleet.issue(ORDERS);
            assertThat(states(fleet.rotate(ORDERS, Set.of(), Map.of()), Purpose.FIELD))
                    .containsExactly(KeyState.PRIMARY, KeyState.PREPARED);
            assertThat(states(fleet.promote(ORDERS, test.statements(ORDERS, fleet, "a", "b"), 2), Purpose.FIELD))
                    .containsExactly(KeyState.DECRYPT_ONLY, KeyState.PRIMARY);
            assertThat(states(fleet.retireWithoutInventory(ORDERS, 1, Set.of()), Purpose.FIELD))
                    .containsExactly(KeyState.DISABLED, KeyState.PRIMARY);
            ServiceRecord end = fleet.destroy(ORDERS, 1, Set.of());
            assertThat(states(end, Purpose.FIELD)).containsExactly(KeyState.DESTROYED, KeyState.PRIMARY);
            assertThat(end.generation()).isEqualTo(5);
            try (ServiceKeyset keys = test.load(ORDERS, fleet)) {
                assertThat(Set.copyOf(keys.keys())).isEqualTo(end.listed());
            }
        }
    }

    @Test
    void rotatesOnePurposeToAnotherSuite() {
        try (Fleet fleet = test.begin(ORDERS)) {
            fleet.issue(ORDERS);
            fleet.rotate(ORDERS, Set.of(Purpose.FIELD), Map.of(Purpose.FIELD, Suite.XC20P));
            ServiceRecord promoted = fleet.promote(ORDERS, test.statements(ORDERS, fleet, "a"), 1);

            assertThat(promoted.primary(Purpose.FIELD).orElseThrow().entry().suite())
                    .isEqualTo(Suite.XC20P);
            assertThat(promoted.primary(Purpose.SIGN).orElseThrow().epoch()).isEqualTo(1);
            assertThat(promoted.keys()).hasSize(9);
        }
    }

    @Test
    void revokesWhatAThiefHas() {
        try (Fleet fleet = test.begin(ORDERS)) {
            fleet.issue(ORDERS);
            test.nextEpoch(ORDERS, fleet);
            ServiceRecord safe =
                    fleet.revoke(ORDERS, fleet.manifest().service(ORDERS).liveEpochs());

            assertThat(states(safe, Purpose.FIELD))
                    .containsExactly(KeyState.COMPROMISED, KeyState.COMPROMISED, KeyState.PRIMARY);
            assertThat(fleet.revocations().of(ORDERS)).containsExactlyInAnyOrder(1, 2);
            assertThat(safe.liveEpochs()).containsExactly(3);
            assertThat(states(fleet.retireWithoutInventory(ORDERS, 1, Set.of()), Purpose.FIELD))
                    .startsWith(KeyState.DISABLED);
        }
    }

    @Test
    void makesNoNewKeyWhereNoPrimaryOneIsRevoked() {
        try (Fleet fleet = test.begin(ORDERS)) {
            fleet.issue(ORDERS);
            test.nextEpoch(ORDERS, fleet);
            assertThat(fleet.revoke(ORDERS, Set.of(1)).lastEpoch()).isEqualTo(2);
        }
    }

    @Test
    void removesAServiceForEver() {
        try (Fleet fleet = test.begin(ORDERS)) {
            fleet.issue(ORDERS);
            fleet.remove(ORDERS);

            assertThat(test.directory.keyset(ORDERS)).doesNotExist();
            refuses(FleetRefusal.REMOVED_SERVICE, () -> fleet.issue(ORDERS));
            refuses(FleetRefusal.REMOVED_SERVICE, () -> fleet.remove(ORDERS));
        }
    }

    @Test
    void wrapsForARecipientFromThenOn() {
        Path recipientKey = temporary.resolve("recipient.json");
        RecipientKey recipient = RecipientKey.create(recipientKey, new SecureRandom());
        try (Fleet fleet = test.begin(ORDERS)) {
            ServiceRecord before = fleet.issue(ORDERS);
            ServiceRecord wrapped = fleet.addRecipient(ORDERS, recipient);

            assertThat(wrapped.keys()).isEqualTo(before.keys());
            assertThat(fleet.rotate(ORDERS, Set.of(), Map.of()).recipient()).contains(recipient);
            try (ServiceKeyset keys = test.load(ORDERS, fleet, Optional.of(recipientKey))) {
                assertThat(keys.status().generation()).isEqualTo(3);
            }
        }
    }

    @Test
    void wrapsTheFirstKeysetOfANewServiceSoThatNoneWasEverClear() throws IOException {
        RecipientKey recipient = RecipientKey.create(temporary.resolve("recipient.jwk"), new SecureRandom());
        try (Fleet fleet = test.begin(ORDERS)) {
            ServiceRecord wrapped = fleet.addRecipient(ORDERS, recipient);

            assertThat(wrapped.generation()).isEqualTo(1);
            assertThat(wrapped.recipient()).contains(recipient);
            assertThat(Files.readString(test.directory.audit()))
                    .contains("hpke-x25519")
                    .doesNotContain("\"none\"");
        }
    }

    /** Found in a review: whoever had epoch 1 had the prepared epoch 2 as well, and it was promoted over the fresh one. */
    @Test
    void promotesNoEpochThatWasPreparedBeforeARevocation() {
        try (Fleet fleet = test.begin(ORDERS)) {
            fleet.issue(ORDERS);
            fleet.rotate(ORDERS, Set.of(), Map.of());
            fleet.revoke(ORDERS, Set.of(1));

            refuses(FleetRefusal.OUTDATED, () -> fleet.promoteWithoutAttestation(ORDERS));
            fleet.retire(ORDERS, 2, Purpose.all());
            fleet.rotate(ORDERS, Set.of(), Map.of());
            assertThat(fleet.promoteWithoutAttestation(ORDERS)
                            .primary(Purpose.FIELD)
                            .map(KeyRecord::epoch))
                    .contains(4);
        }
    }

    @Test
    void refusesADirectoryInWhichEverybodyCanPutOtherFiles() throws IOException {
        test.begin(ORDERS).close();
        Files.setPosixFilePermissions(test.directory.path(), PosixFilePermissions.fromString("rwxrwxrwx"));

        refuses(FleetRefusal.FILES, test::open);
    }

    @Test
    void keepsWhatItDidWhenItIsOpenedAgain() {
        Manifest before;
        try (Fleet fleet = test.begin(ORDERS)) {
            fleet.issue(ORDERS);
            before = fleet.manifest();
        }
        try (Fleet fleet = test.open()) {
            assertThat(fleet.manifest()).isEqualTo(before);
        }
    }

    @Test
    void refusesAFleetOverAnotherOne() {
        test.begin().close();
        refuses(FleetRefusal.EXISTS, () -> test.begin());
    }

    @Test
    void refusesWhereThereIsNoFleet() throws IOException {
        refuses(FleetRefusal.ABSENT, () -> test.open());
        Files.createDirectory(test.directory.path());
        refuses(FleetRefusal.ABSENT, () -> test.open());
    }

    @Test
    void refusesAnotherRoot() {
        test.begin().close();
        Root other = TestRoots.inMemory(TestRoots.counting(8));
        refuses(FleetRefusal.ROOT, () -> Fleet.open(test.directory, other, test.operator));
    }

    @Test
    void refusesARootThatIsClosed() {
        try (Fleet fleet = test.begin(ORDERS)) {
            test.root.close();
            refuses(FleetRefusal.ROOT, () -> fleet.issue(ORDERS));
        }
        refuses(FleetRefusal.ROOT, () -> test.open());
    }

    @Test
    void refusesASecondCommandBesideTheFirst() {
        try (Fleet fleet = test.begin()) {
            refuses(FleetRefusal.LOCKED, () -> test.open());
            assertThat(fleet.manifest().services()).isEmpty();
        }
        test.open().close();
    }

    @Test
    void refusesAFleetFileOfAnotherTrustDomain() {
        try (Fleet fleet = test.begin(ORDERS)) {
            TestFleet.bytes(test.directory.fleetFile(), FleetFile.starter(new TrustDomain("other.example")));
            refuses(FleetRefusal.FLEET_FILE, () -> fleet.issueAll((service, done, all) -> {}));
        }
    }

    @Test
    void refusesAServiceThatTheFleetFileDoesNotName() {
        try (Fleet fleet = test.begin(ORDERS)) {
            refuses(FleetRefusal.UNLISTED_SERVICE, () -> fleet.issue(BILLING));
            refuses(FleetRefusal.UNKNOWN_SERVICE, () -> fleet.rotate(BILLING, Set.of(), Map.of()));
        }
    }

    @Test
    void refusesAnotherSuiteThanTheServiceHas() {
        try (Fleet fleet = test.begin(ORDERS)) {
            fleet.issue(ORDERS);
            test.writeFile("\"orders\":{\"suites\":{\"field\":\"XC20P\"}}");
            refuses(FleetRefusal.SUITE_CHANGED, () -> fleet.issue(ORDERS));
            fleet.rotate(ORDERS, Set.of(Purpose.FIELD), Map.of(Purpose.FIELD, Suite.XC20P));
            assertThat(fleet.issue(ORDERS).generation()).isEqualTo(3);
        }
    }

    @Test
    void keepsTheSuiteWhenAListChanges() {
        try (Fleet fleet = test.begin()) {
            test.writeFile("\"orders\":{\"suites\":{\"field\":{\"spread\":[\"XC20P\"]}}}");
            fleet.issue(ORDERS);
            test.writeFile("\"orders\":{\"suites\":{\"field\":{\"spread\":[\"A256GCM\"]}}}");
            assertThat(fleet.issue(ORDERS)
                            .primary(Purpose.FIELD)
                            .orElseThrow()
                            .entry()
                            .suite())
                    .isEqualTo(Suite.XC20P);
        }
    }

    @Test
    void refusesASecondPreparedEpoch() {
        try (Fleet fleet = test.begin(ORDERS)) {
            fleet.issue(ORDERS);
            fleet.rotate(ORDERS, Set.of(Purpose.FIELD), Map.of());
            refuses(FleetRefusal.PREPARED, () -> fleet.rotate(ORDERS, Set.of(), Map.of()));
            fleet.retire(ORDERS, 2, Set.of(Purpose.FIELD));
            assertThat(fleet.rotate(ORDERS, Set.of(Purpose.FIELD), Map.of()).lastEpoch())
                    .isEqualTo(3);
        }
    }

    @Test
    void refusesASuiteThatIsNoneForThePurpose() {
        try (Fleet fleet = test.begin(ORDERS)) {
            fleet.issue(ORDERS);
            refuses(FleetRefusal.SUITE, () -> fleet.rotate(ORDERS, Set.of(), Map.of(Purpose.FIELD, Suite.HS256)));
            refuses(
                    FleetRefusal.SUITE,
                    () -> fleet.rotate(ORDERS, Set.of(Purpose.SIGN), Map.of(Purpose.FIELD, Suite.XC20P)));
        }
    }

    @Test
    void refusesToPromoteWhatIsNotPrepared() {
        try (Fleet fleet = test.begin(ORDERS)) {
            fleet.issue(ORDERS);
            refuses(FleetRefusal.NOT_PREPARED, () -> fleet.promoteWithoutAttestation(ORDERS));
        }
    }

    @Test
    void refusesToPromoteBeforeEveryInstanceHasTheKeys() {
        try (Fleet fleet = test.begin(ORDERS)) {
            fleet.issue(ORDERS);
            fleet.rotate(ORDERS, Set.of(), Map.of());
            refuses(
                    FleetRefusal.NOT_ATTESTED,
                    () -> fleet.promote(ORDERS, test.statements(ORDERS, fleet, "a", "a"), 2));
            refuses(FleetRefusal.NOT_ATTESTED, () -> fleet.promote(ORDERS, List.of(), 0));
        }
    }

    @Test
    void tellsTheAuditLogOfAPromotionWithoutStatements() throws IOException {
        try (Fleet fleet = test.begin(ORDERS)) {
            fleet.issue(ORDERS);
            fleet.rotate(ORDERS, Set.of(), Map.of());
            fleet.promoteWithoutAttestation(ORDERS);
        }
        List<String> lines = Files.readAllLines(test.directory.audit());
        assertThat(lines.get(lines.size() - 1)).contains("\"action\":\"promote-without-attestation\"");
    }

    @Test
    void refusesStepsOutOfTheirOrder() {
        try (Fleet fleet = test.begin(ORDERS)) {
            fleet.issue(ORDERS);
            refuses(FleetRefusal.STATE, () -> fleet.retire(ORDERS, 1, Set.of()));
            refuses(FleetRefusal.STATE, () -> fleet.retire(ORDERS, 1, Set.of(Purpose.FIELD)));
            refuses(FleetRefusal.STATE, () -> fleet.destroy(ORDERS, 1, Set.of()));
            refuses(FleetRefusal.EPOCH, () -> fleet.retire(ORDERS, 2, Set.of()));
            refuses(FleetRefusal.EPOCH, () -> fleet.revoke(ORDERS, Set.of(2)));
            refuses(FleetRefusal.EPOCH, () -> fleet.revoke(ORDERS, Set.of()));
        }
    }

    @Test
    void takesTheNextEpochWhenTwoKeyIdsAreEqual() {
        Root root = test.root;
        KeyMaker maker = new KeyMaker(new Derivation(root, TestFleet.DOMAIN), "r1");
        Map<Purpose, Suite> wanted = Map.of(Purpose.FIELD, Suite.A256GCM);
        String kid =
                entry(maker, new KeyPlan(List.of(), wanted, KeyState.PRIMARY)).kid();
        KeyEntry namesake =
                new KeyEntry(kid, Purpose.SUBJECT_WRAP, Suite.A256SIV, 1, KeyState.DISABLED, "0".repeat(32));
        KeyRecord first = new KeyRecord(namesake, "r1", TestClock.START, Optional.empty());
        String second = entry(maker, new KeyPlan(List.of(first), wanted, KeyState.PRIMARY))
                .kid();
        KeyRecord other = new KeyRecord(
                new KeyEntry(second, Purpose.SUBJECT_WRAP, Suite.A256SIV, 1, KeyState.DISABLED, "0".repeat(32)),
                "r1",
                TestClock.START,
                Optional.empty());

        assertThat(entry(maker, new KeyPlan(List.of(other), wanted, KeyState.PRIMARY))
                        .epoch())
                .isEqualTo(3);
    }

    private static KeyEntry entry(KeyMaker maker, KeyPlan plan) {
        try (DerivedKeys keys = maker.make(ORDERS, plan, TestClock.START)) {
            return keys.leaves().get(0).entry();
        }
    }

    @Test
    void refusesAnEpochAfterTheLast() {
        KeyMaker maker = new KeyMaker(new Derivation(test.root, TestFleet.DOMAIN), "r1");
        KeyEntry last = new KeyEntry(
                "00000001", Purpose.FIELD, Suite.A256GCM, KeyEntry.MAX_EPOCH, KeyState.DESTROYED, "0".repeat(32));
        KeyPlan plan = new KeyPlan(
                List.of(new KeyRecord(last, "r1", TestClock.START, Optional.empty())),
                Map.of(Purpose.FIELD, Suite.A256GCM),
                KeyState.PRIMARY);
        refuses(FleetRefusal.EPOCHS_EXHAUSTED, () -> maker.make(ORDERS, plan, TestClock.START));
    }

    @Test
    void refusesAKeyOfAnotherRootUntilThatIsOpen() {
        KeyMaker maker = new KeyMaker(new Derivation(test.root, TestFleet.DOMAIN), "r1");
        KeyMaker later = new KeyMaker(new Derivation(test.root, TestFleet.DOMAIN), "r2");
        KeyPlan first = KeyPlan.first(Map.of(Purpose.FIELD, Suite.A256GCM));
        try (DerivedKeys keys = maker.make(ORDERS, first, TestClock.START)) {
            KeyPlan again = new KeyPlan(keys.records(), Map.of(), KeyState.PREPARED);
            refuses(FleetRefusal.ROOT, () -> later.make(ORDERS, again, TestClock.START));
        }
    }

    @Test
    void namesTheNewestOfManyDestroyedKeys() {
        List<KeyRecord> keys = new ArrayList<>();
        for (int epoch = 1; epoch <= NamedKeys.MAX_KEYS + 10; epoch++) {
            keys.add(record(epoch, KeyState.DESTROYED));
        }
        assertThat(NamedKeys.of(ORDERS, keys)).hasSize(NamedKeys.MAX_KEYS).noneMatch(key -> key.epoch() <= 10);
        List<KeyRecord> disabled =
                keys.stream().map(key -> record(key.epoch(), KeyState.DISABLED)).toList();
        refuses(FleetRefusal.TOO_MANY_KEYS, () -> NamedKeys.of(ORDERS, disabled));
    }

    private static KeyRecord record(int epoch, KeyState state) {
        String hex = String.format("%08x", epoch);
        return new KeyRecord(
                new KeyEntry(hex, Purpose.FIELD, Suite.A256GCM, epoch, state, hex.repeat(4)),
                "r1",
                TestClock.START,
                Optional.empty());
    }

    private static List<KeyState> states(ServiceRecord service, Purpose purpose) {
        return service.keys().stream()
                .filter(key -> key.purpose() == purpose)
                .map(KeyRecord::state)
                .toList();
    }

    static void refuses(FleetRefusal refusal, ThrowingCallable step) {
        assertThatExceptionOfType(FleetException.class)
                .isThrownBy(step)
                .satisfies(thrown -> assertThat(thrown.refusal()).isEqualTo(refusal))
                .withMessageStartingWith(refusal.code() + ": ")
                .withMessageEndingWith("; " + refusal.remedy())
                .withNoCause();
    }
}
