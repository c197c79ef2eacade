package io.redoubt.provisioning;

import static io.redoubt.provisioning.TestFleet.BILLING;
import static io.redoubt.provisioning.TestFleet.ORDERS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.internal.EnvelopeSigner;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.P256Keys;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttestationTest {

    @TempDir
    Path temporary;

    private TestFleet test;
    private Fleet fleet;

    @BeforeEach
    void begin() {
        test = new TestFleet(temporary);
        fleet = test.begin(ORDERS, BILLING);
        fleet.issueAll((service, done, all) -> {});
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    @Test
    void countsEachInstanceOnce() {
        Readiness readiness = fleet.readiness(ORDERS, test.statements(ORDERS, fleet, "a", "b", "a"));
        assertThat(readiness.instances()).containsExactlyInAnyOrder("a", "b");
        assertThat(readiness.isReached(2)).isTrue();
        assertThat(readiness.isReached(3)).isFalse();
        assertThat(readiness.isReached(0)).isFalse();
    }

    @Test
    void countsInstancesThatSignWithEd25519() {
        fleet.rotate(ORDERS, Set.of(Purpose.SIGN), Map.of(Purpose.SIGN, Suite.ED25519));
        fleet.promote(ORDERS, test.statements(ORDERS, fleet, "a"), 1);
        assertThat(fleet.readiness(ORDERS, test.statements(ORDERS, fleet, "a")).isReached(1))
                .isTrue();
    }

    @Test
    void refusesWhatIsNoStatement() {
        refuses(AttestationRefusal.FORM, "{}".getBytes(UTF_8));
        refuses(AttestationRefusal.FORM, new byte[0]);
        refuses(AttestationRefusal.FORM, TestFleet.bytes(test.directory.manifest()));
        refuses(AttestationRefusal.FORM, forged(payload -> payload.replace("\"v\":1", "\"v\":2")));
        refuses(AttestationRefusal.FORM, forged(payload -> payload.replace("\"v\":1", "\"v\":1,\"more\":1")));
        refuses(AttestationRefusal.FORM, forged(payload -> payload.replace("\"one\"", "\"\\u001b[2J\"")));
        refuses(AttestationRefusal.FORM, forged(payload -> payload.replace("\"one\"", "\"\"")));
    }

    @Test
    void refusesAnotherService() {
        refuses(
                AttestationRefusal.SERVICE,
                test.statements(BILLING, fleet, "one").get(0));
    }

    @Test
    void refusesAnotherTrustDomain() {
        refuses(AttestationRefusal.SERVICE, forged(payload -> payload.replace("shop.example", "other.example")));
    }

    @Test
    void refusesWhatSomebodyElseSigned() {
        refuses(AttestationRefusal.SIGNATURE, forged(UnaryOperator.identity()));
    }

    @Test
    void refusesAChangedInstance() {
        String statement = new String(one(), UTF_8);
        String payload = statement.replaceAll(".*\"payload\":\"([^\"]*)\".*", "$1");
        String changed = new String(Base64.getUrlDecoder().decode(payload), UTF_8).replace("one", "two");
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(UTF_8));
        refuses(
                AttestationRefusal.SIGNATURE,
                statement.replace(payload, encoded).getBytes(UTF_8));
    }

    @Test
    void refusesAKeyThatIsNoLongerLive() {
        byte[] statement = one();
        test.nextEpoch(ORDERS, fleet);
        fleet.retireWithoutInventory(ORDERS, 1, Set.of());
        refuses(AttestationRefusal.SIGNATURE, statement);
    }

    @Test
    void refusesAKeyOfARevokedEpoch() {
        byte[] statement = one();
        fleet.revoke(ORDERS, Set.of(1));
        refuses(AttestationRefusal.REVOKED, statement);
    }

    @Test
    void refusesOldStatements() {
        byte[] statement = one();
        test.clock.advance(Duration.ofMinutes(10));
        assertThat(fleet.readiness(ORDERS, List.of(statement)).isReached(1)).isTrue();
        test.clock.advance(Duration.ofSeconds(1));
        refuses(AttestationRefusal.STALE, statement);
    }

    @Test
    void refusesStatementsOfTheFuture() {
        test.clock.advance(Duration.ofSeconds(61));
        byte[] statement = one();
        test.clock.advance(Duration.ofSeconds(-1));
        assertThat(fleet.readiness(ORDERS, List.of(statement)).isReached(1)).isTrue();
        test.clock.advance(Duration.ofMinutes(-1));
        refuses(AttestationRefusal.FUTURE, statement);
    }

    @Test
    void refusesAnInstanceWithAnOlderKeyset() {
        byte[] statement = one();
        fleet.rotate(ORDERS, Set.of(), Map.of());
        refuses(AttestationRefusal.OLDER_GENERATION, statement);
    }

    @Test
    void refusesAnInstanceWithANewerKeyset() {
        Manifest older = fleet.manifest();
        fleet.issue(ORDERS);
        Readiness readiness =
                new Attestation(older, fleet.revocations(), test.clock.instant()).readiness(ORDERS, List.of(one()));
        assertThat(readiness.refused()).containsExactly(AttestationRefusal.NEWER_GENERATION);
    }

    @Test
    void refusesAnInstanceWithOtherKeys() {
        ServiceRecord record = fleet.manifest().service(ORDERS);
        List<KeyRecord> fewer = record.keys().stream()
                .filter(key -> key.purpose() != Purpose.FIELD)
                .toList();
        ServiceRecord other = new ServiceRecord(
                record.service(),
                record.generation(),
                record.notBefore(),
                record.expires(),
                record.recipient(),
                fewer,
                record.keyset());
        Manifest manifest = fleet.manifest().with(List.of(other), Optional.empty(), TestClock.START);
        Readiness readiness =
                new Attestation(manifest, fleet.revocations(), test.clock.instant()).readiness(ORDERS, List.of(one()));
        assertThat(readiness.refused()).containsExactly(AttestationRefusal.KEYS);
    }

    @Test
    void refusesAKeyThatIsNotThePrimaryOneAlthoughAllElseIsRight() {
        EnvelopeSigner ofABackup = signer(1);
        test.nextEpoch(ORDERS, fleet);
        fleet.rotate(ORDERS, Set.of(), Map.of());

        refuses(AttestationRefusal.NOT_PRIMARY, signedBy(ofABackup, UnaryOperator.identity()));
        refuses(AttestationRefusal.NOT_PRIMARY, signedBy(signer(3), UnaryOperator.identity()));
        assertThat(fleet.readiness(ORDERS, List.of(signedBy(signer(2), UnaryOperator.identity())))
                        .isReached(1))
                .isTrue();
    }

    /** {@return what signs with the key of an epoch, as whoever has that key can make it} */
    private EnvelopeSigner signer(int epoch) {
        try (EpochSecret secret = new Derivation(test.root, TestFleet.DOMAIN).epoch(ORDERS, epoch)) {
            return EnvelopeSigner.of(P256Keys.fromSeed(secret.leafBytes(Purpose.SIGN, Suite.ES256)));
        }
    }

    @Test
    void letsOneRefusedStatementStopThePromotion() {
        byte[] old = one();
        fleet.rotate(ORDERS, Set.of(), Map.of());
        List<byte[]> all = List.of(old, test.statements(ORDERS, fleet, "two").get(0));
        FleetLifecycleTest.refuses(FleetRefusal.NOT_ATTESTED, () -> fleet.promote(ORDERS, all, 1));
        assertThat(fleet.manifest()
                        .service(ORDERS)
                        .primary(Purpose.FIELD)
                        .orElseThrow()
                        .state())
                .isEqualTo(KeyState.PRIMARY);
    }

    private byte[] one() {
        return test.statements(ORDERS, fleet, "one").get(0);
    }

    /** {@return a statement of this payload that the service's key has not signed} */
    private byte[] forged(UnaryOperator<String> change) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return signedBy(EnvelopeSigner.of(generator.generateKeyPair()), change);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] signedBy(EnvelopeSigner signer, UnaryOperator<String> change) {
        try {
            byte[] payload = SignedEnvelope.read(one()).unverifiedPayload();
            return SignedEnvelope.write(
                    EnvelopeType.ATTESTATION,
                    change.apply(new String(payload, UTF_8)).getBytes(UTF_8),
                    signer);
        } catch (JsonException e) {
            throw new IllegalStateException(e);
        }
    }

    private void refuses(AttestationRefusal refusal, byte[] statement) {
        Readiness readiness = fleet.readiness(ORDERS, List.of(statement));
        assertThat(readiness.refused()).containsExactly(refusal);
        assertThat(readiness.instances()).isEmpty();
        assertThat(readiness.isReached(1)).isFalse();
    }
}
