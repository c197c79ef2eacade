package io.redoubt.provisioning;

import static io.redoubt.provisioning.FleetLifecycleTest.refuses;
import static io.redoubt.provisioning.TestFleet.BILLING;
import static io.redoubt.provisioning.TestFleet.ORDERS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redoubt.ServiceName;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.RecipientKey;
import io.redoubt.key.Suite;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

    @TempDir
    Path temporary;

    private TestFleet test;
    private Manifest manifest;
    private Revocations revocations;

    @BeforeEach
    void live() {
        test = new TestFleet(temporary);
        try (Fleet fleet = test.begin(ORDERS, BILLING)) {
            fleet.issueAll((service, done, all) -> {});
            fleet.revoke(ORDERS, Set.of(1));
            fleet.addRecipient(ORDERS, RecipientKey.create(temporary.resolve("recipient.json"), new SecureRandom()));
            fleet.remove(BILLING);
            manifest = fleet.manifest();
            revocations = fleet.revocations();
        }
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(ManifestFormat.read(ManifestFormat.write(manifest))).isEqualTo(manifest);
        assertThat(RevocationsFormat.read(RevocationsFormat.write(revocations))).isEqualTo(revocations);
        assertThat(Manifest.read(
                        TestFleet.bytes(test.directory.manifest()),
                        manifest.provisioner().keys()))
                .isEqualTo(manifest);
        assertThat(Revocations.read(
                        TestFleet.bytes(test.directory.revocations()),
                        manifest.provisioner().keys()))
                .isEqualTo(revocations);
    }

    @Test
    void refusesEachUnknownName() {
        refusesManifest("\"v\":1", "\"v\":2");
        refusesManifest("\"v\":1", "\"v\":1,\"more\":1");
        refusesManifest("\"purpose\":\"field\"", "\"purpose\":\"edge\"");
        refusesManifest("\"suite\":\"HS512\"", "\"suite\":\"HS1024\"");
        refusesManifest("\"suite\":\"HS512\"", "\"suite\":\"HS256\"");
        refusesManifest("\"state\":\"primary\"", "\"state\":\"lost\"");
        refusesManifest("\"service\":\"orders\"", "\"service\":\"Orders\"");
        refusesManifest("\"epoch\":1", "\"epoch\":65536");
        refusesManifest("\"generation\":3", "\"generation\":0");
        refusesManifest("\"generation\":3", "\"generation\":3,\"more\":1");
        refusesManifest("\"root\":\"r1\"", "\"root\":\"R1\"");
        refusesManifest("\"recipient\":\"", "\"recipient\":\"=");
        refusesManifest("\"publicKey\":\"", "\"publicKey\":\"=");
        refusesManifest("\"removed\":[", "\"gone\":[");
        refusesManifest("\"sequence\":5", "\"sequence\":0");
    }

    @Test
    void refusesARevocationOfUnknownForm() {
        String text = new String(RevocationsFormat.write(revocations), UTF_8);
        for (String[] change :
                List.of(new String[] {"\"v\":1", "\"v\":2"}, new String[] {"\"epoch\":1", "\"epoch\":0"}, new String[] {
                    "\"epoch\":1", "\"epoch\":1,\"more\":1"
                })) {
            assertThat(text).contains(change[0]);
            byte[] changed = text.replace(change[0], change[1]).getBytes(UTF_8);
            refuses(FleetRefusal.REVOCATIONS, () -> RevocationsFormat.read(changed));
        }
    }

    @Test
    void refusesAFlippedBitAnywhere() {
        byte[] file = TestFleet.bytes(test.directory.manifest());
        List<String> keys = manifest.provisioner().keys();
        for (int i = 0; i < file.length; i += 97) {
            byte[] flipped = file.clone();
            flipped[i] ^= 1;
            refuses(FleetRefusal.MANIFEST, () -> Manifest.read(flipped, keys));
        }
    }

    @Test
    void refusesAServiceThatIsThereAndRemoved() {
        ServiceRecord orders = manifest.service(ORDERS);
        assertThatIllegalArgumentException().isThrownBy(() -> with(List.of(orders), List.of(ORDERS)));
        assertThatIllegalArgumentException().isThrownBy(() -> with(List.of(orders, orders), List.of()));
    }

    @Test
    void refusesAKeyThatTwoServicesHave() {
        ServiceRecord orders = manifest.service(ORDERS);
        ServiceRecord twin = new ServiceRecord(
                BILLING,
                orders.generation(),
                orders.notBefore(),
                orders.expires(),
                orders.recipient(),
                orders.keys(),
                orders.keyset());
        refuses(FleetRefusal.SHARED_KEY, () -> with(List.of(orders, twin), List.of()));
    }

    @Test
    void refusesKeysThatMakeNoKeyset() {
        KeyRecord primary = record("00000001", "1", 1, KeyState.PRIMARY);
        refusesKeys(List.of());
        refusesKeys(List.of(record("00000001", "1", 1, KeyState.PREPARED)));
        refusesKeys(List.of(primary, record("00000002", "2", 2, KeyState.PRIMARY)));
        refusesKeys(List.of(primary, record("00000001", "2", 2, KeyState.PREPARED)));
        refusesKeys(List.of(primary, record("00000002", "1", 2, KeyState.PREPARED)));
        refusesKeys(List.of(primary, record("00000002", "2", 1, KeyState.PREPARED)));
    }

    @Test
    void hasRoomForALargeFleetThatWasRotated() {
        List<ServiceRecord> services = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            List<KeyRecord> keys = new ArrayList<>();
            for (int epoch = 1; epoch <= 16; epoch++) {
                String hex = String.format("%08x", i * 16 + epoch);
                keys.add(record(hex, hex, epoch, epoch == 16 ? KeyState.PRIMARY : KeyState.DESTROYED));
            }
            services.add(new ServiceRecord(
                    new ServiceName("service-" + i),
                    16,
                    TestClock.START,
                    TestClock.START.plusSeconds(1),
                    Optional.empty(),
                    keys,
                    "0".repeat(64)));
        }
        byte[] file = SignedEnvelope.write(
                EnvelopeType.MANIFEST,
                ManifestFormat.write(with(services, List.of())),
                new Derivation(test.root, TestFleet.DOMAIN).provisioner(1));
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> SignedEnvelope.read(file));
        assertThat(Manifest.read(file, manifest.provisioner().keys()).services())
                .hasSize(600);
    }

    private static void refusesKeys(List<KeyRecord> keys) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServiceRecord(
                        ORDERS,
                        1,
                        TestClock.START,
                        TestClock.START.plusSeconds(1),
                        Optional.empty(),
                        keys,
                        "0".repeat(64)));
    }

    private static KeyRecord record(String kid, String fingerprint, int epoch, KeyState state) {
        String fp = "0".repeat(32 - fingerprint.length()) + fingerprint;
        return new KeyRecord(
                new KeyEntry(kid, Purpose.FIELD, Suite.A256GCM, epoch, state, fp),
                "r1",
                TestClock.START,
                Optional.empty());
    }

    private Manifest with(List<ServiceRecord> services, List<ServiceName> removed) {
        return new Manifest(
                manifest.trustDomain(),
                1,
                TestClock.START,
                manifest.root(),
                manifest.provisioner(),
                services,
                removed.stream()
                        .map(name -> new RemovedService(name, TestClock.START))
                        .toList(),
                Optional.empty());
    }

    private void refusesManifest(String from, String to) {
        String text = new String(ManifestFormat.write(manifest), UTF_8);
        assertThat(text).contains(from);
        byte[] changed = text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to))
                .getBytes(UTF_8);
        refuses(FleetRefusal.MANIFEST, () -> ManifestFormat.read(changed));
    }

    @Test
    void keepsTheWidestComparison() {
        DistinctKeys few = new DistinctKeys(1, TestClock.START);
        DistinctKeys many = new DistinctKeys(1000, TestClock.START);
        Manifest wide = manifest.with(List.of(), Optional.of(many), TestClock.START);
        assertThat(wide.distinct()).contains(many);
        assertThat(wide.with(List.of(), Optional.of(few), TestClock.START).distinct())
                .contains(many);
    }
}
