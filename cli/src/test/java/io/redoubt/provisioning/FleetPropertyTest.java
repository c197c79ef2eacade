package io.redoubt.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ServiceName;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.RecipientKey;
import io.redoubt.key.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

class FleetPropertyTest {

    private static final List<ServiceName> SERVICES =
            List.of(new ServiceName("orders"), new ServiceName("billing"), new ServiceName("shop/eu/orders"));

    enum Verb {
        ISSUE,
        ROTATE,
        ROTATE_SOME,
        PROMOTE,
        RETIRE,
        DESTROY,
        REVOKE,
        REVOKE_ALL,
        REMOVE,
        RECIPIENT,
        REOPEN
    }

    record Step(Verb verb, int service, int epoch) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Verb> verbs = Arbitraries.frequency(
                Tuple.of(3, Verb.ISSUE),
                Tuple.of(5, Verb.ROTATE),
                Tuple.of(3, Verb.ROTATE_SOME),
                Tuple.of(6, Verb.PROMOTE),
                Tuple.of(5, Verb.RETIRE),
                Tuple.of(3, Verb.DESTROY),
                Tuple.of(2, Verb.REVOKE),
                Tuple.of(1, Verb.REVOKE_ALL),
                Tuple.of(1, Verb.REMOVE),
                Tuple.of(1, Verb.RECIPIENT),
                Tuple.of(1, Verb.REOPEN));
        return Combinators.combine(
                        verbs,
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 4))
                .as(Step::new)
                .withoutEdgeCases()
                .list()
                .ofSize(30);
    }

    /** Whatever steps are taken in whatever order, refused ones among them. */
    @Property(tries = 12)
    void keepsItsPromises(@ForAll("steps") List<Step> steps) {
        Path directory = temporary();
        try {
            TestFleet test = new TestFleet(directory);
            Fleet fleet = test.begin(SERVICES.toArray(ServiceName[]::new));
            try {
                fleet.issueAll((service, done, all) -> {});
                Seen seen = new Seen();
                seen.look(fleet.manifest());
                for (Step step : steps) {
                    fleet = take(test, fleet, step, directory);
                    seen.look(fleet.manifest());
                }
                requireWhole(test, fleet);
            } finally {
                fleet.close();
            }
        } finally {
            DurableFile.delete(directory);
        }
    }

    private static Fleet take(TestFleet test, Fleet fleet, Step step, Path directory) {
        Manifest before = fleet.manifest();
        try {
            if (step.verb() == Verb.REOPEN) {
                fleet.close();
                return test.open();
            }
            act(fleet, SERVICES.get(step.service()), step, directory);
            assertThat(fleet.manifest().sequence()).isEqualTo(before.sequence() + 1);
            Statistics.label("step").collect(step.verb());
        } catch (FleetException e) {
            assertThat(fleet.manifest()).isEqualTo(before);
            Statistics.label("refused").collect(e.refusal());
        }
        return fleet;
    }

    private static void act(Fleet fleet, ServiceName service, Step step, Path directory) {
        switch (step.verb()) {
            case ISSUE -> fleet.issue(service);
            case ROTATE -> fleet.rotate(service, Set.of(), Map.of());
            case ROTATE_SOME ->
                fleet.rotate(service, Set.of(Purpose.FIELD, Purpose.SIGN), Map.of(Purpose.FIELD, Suite.XC20P));
            case PROMOTE -> fleet.promoteWithoutAttestation(service);
            case RETIRE ->
                fleet.retireWithoutInventory(
                        service, epoch(fleet, service, step, KeyState.DECRYPT_ONLY, KeyState.COMPROMISED), Set.of());
            case DESTROY -> fleet.destroy(service, epoch(fleet, service, step, KeyState.DISABLED), Set.of());
            case REVOKE -> fleet.revoke(service, Set.of(step.epoch()));
            case REVOKE_ALL ->
                fleet.revoke(service, fleet.manifest().service(service).liveEpochs());
            case REMOVE -> fleet.remove(service);
            case RECIPIENT -> {
                // A step that was refused left a file behind, and the sequence as it was.
                Path file = directory.resolve("recipient-" + UUID.randomUUID() + ".json");
                fleet.addRecipient(service, RecipientKey.create(file, new SecureRandom()));
            }
            case REOPEN -> throw new IllegalArgumentException("is no step of the fleet");
        }
    }

    /** {@return an epoch with a key in one of these states, or any if there is none} */
    private static int epoch(Fleet fleet, ServiceName service, Step step, KeyState... states) {
        return fleet.manifest().service(service).keys().stream()
                .filter(key -> List.of(states).contains(key.state()))
                .map(KeyRecord::epoch)
                .findFirst()
                .orElse(step.epoch());
    }

    private static void requireWhole(TestFleet test, Fleet fleet) {
        List<String> keys = fleet.manifest().provisioner().keys();
        AuditReport audit = FleetRecords.read(test.directory, keys).verifyAudit(List.of());
        assertThat(audit.failure()).isEmpty();
        RestoreReport restored = Restore.verify(fleet.manifest(), test.root, (service, done, all) -> {});
        assertThat(restored.differences()).isEmpty();
        assertThat(FleetReport.of(fleet.manifest(), test.clock.instant()).sharedKeys())
                .isZero();
        for (ServiceRecord service : fleet.manifest().services()) {
            if (service.recipient().isEmpty()) {
                try (var loaded = test.load(service.service(), fleet)) {
                    assertThat(Set.copyOf(loaded.keys())).isEqualTo(service.listed());
                }
            }
        }
    }

    /** Everything that was ever in a manifest. */
    private static final class Seen {

        private final Map<ServiceName, ServiceRecord> last = new HashMap<>();
        private final Map<String, String> ownerOfFingerprint = new HashMap<>();
        private final Set<ServiceName> removed = new HashSet<>();

        void look(Manifest manifest) {
            manifest.removed().forEach(gone -> removed.add(gone.service()));
            for (ServiceRecord service : manifest.services()) {
                assertThat(removed).doesNotContain(service.service());
                for (Purpose purpose : service.purposes()) {
                    assertThat(service.keys().stream()
                                    .filter(key -> key.purpose() == purpose)
                                    .filter(key -> key.state() == KeyState.PRIMARY))
                            .hasSize(1);
                }
                service.keys().forEach(key -> {
                    String owner = service.service() + " " + key.purpose() + " " + key.epoch();
                    String before = ownerOfFingerprint.putIfAbsent(key.entry().fingerprint(), owner);
                    assertThat(before).isIn(null, owner);
                });
                Optional.ofNullable(last.get(service.service())).ifPresent(before -> follows(before, service));
                last.put(service.service(), service);
            }
        }

        private static void follows(ServiceRecord before, ServiceRecord after) {
            if (before.equals(after)) {
                return;
            }
            assertThat(after.generation()).isEqualTo(before.generation() + 1);
            Map<String, KeyRecord> places = new HashMap<>();
            after.keys().forEach(key -> places.put(key.purpose() + " " + key.epoch(), key));
            assertThat(places).hasSameSizeAs(after.keys());
            before.keys()
                    .forEach(key -> assertThat(places.get(key.purpose() + " " + key.epoch()))
                            .isNotNull()
                            .satisfies(same -> assertThat(same.entry().fingerprint())
                                    .isEqualTo(key.entry().fingerprint())));
            Stream<KeyRecord> fresh = after.keys().stream()
                    .filter(key -> before.keys().stream()
                            .noneMatch(old ->
                                    old.entry().fingerprint().equals(key.entry().fingerprint())));
            assertThat(fresh).allMatch(key -> key.epoch() > before.lastEpoch());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("fleet");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
