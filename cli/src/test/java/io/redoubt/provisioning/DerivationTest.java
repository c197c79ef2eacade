package io.redoubt.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.key.KeyState;
import io.redoubt.key.LeafKey;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerivationTest {

    private static final ServiceName ORDERS = new ServiceName("orders");

    private final Root root = TestRoots.inMemory(TestRoots.counting(11));
    private final Derivation derivation = new Derivation(root, new TrustDomain("shop.example"));

    @AfterEach
    void close() {
        root.close();
    }

    /** 500 services, 3 epochs, 8 purposes. */
    @Test
    void derives12000KeysOfWhichNoTwoBeginAlike() {
        Set<Long> leafBeginnings = new HashSet<>();
        Set<String> fingerprints = new HashSet<>();
        for (ServiceName service : services()) {
            Set<String> kids = new HashSet<>();
            for (int epoch = 1; epoch <= 3; epoch++) {
                try (EpochSecret secret = derivation.epoch(service, epoch)) {
                    for (Purpose purpose : Purpose.all()) {
                        Suite suite = purpose.suites().get(0);
                        LeafKey leaf = secret.leaf(purpose, suite, KeyState.PRIMARY);
                        kids.add(leaf.entry().kid());
                        fingerprints.add(leaf.entry().fingerprint());
                        leafBeginnings.add(ByteBuffer.wrap(secret.leafBytes(purpose, suite))
                                .getLong());
                    }
                }
            }
            assertThat(kids).as(service.value()).hasSize(24);
        }

        assertThat(fingerprints).hasSize(12_000);
        assertThat(leafBeginnings).hasSize(12_000);
    }

    private static List<ServiceName> services() {
        List<ServiceName> services = Stream.of("a/b", "a-b", "ab", "a/b/c", "a/b-c", "a-b/c", "a-b-c", "abc")
                .map(ServiceName::new)
                .toList();
        return Stream.concat(
                        services.stream(),
                        IntStream.range(services.size(), 500)
                                .mapToObj(i -> new ServiceName("team-" + i % 7 + "/s" + i)))
                .toList();
    }

    @Test
    void derivesOtherBytesForEachSuiteOfAPurpose() {
        List<Long> beginnings = new ArrayList<>();
        try (EpochSecret secret = derivation.epoch(ORDERS, 1)) {
            DerivationVectors.keys()
                    .map(key -> secret.leafBytes(key.purpose(), key.suite()))
                    .forEach(leaf -> beginnings.add(ByteBuffer.wrap(leaf).getLong()));
        }

        assertThat(beginnings).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void derivesOtherKeysUnderAnotherTrustDomainOrRoot() {
        try (Root otherRoot = TestRoots.inMemory(TestRoots.counting(12))) {
            List<Derivation> derivations = List.of(
                    derivation,
                    new Derivation(root, new TrustDomain("shop.exampl")),
                    new Derivation(otherRoot, new TrustDomain("shop.example")));

            assertThat(derivations.stream().map(DerivationTest::fingerprint)).doesNotHaveDuplicates();
            assertThat(derivations.stream().map(any -> any.provisioner(1).key().id()))
                    .doesNotHaveDuplicates();
            assertThat(derivation.provisioner(2).key())
                    .isNotEqualTo(derivation.provisioner(1).key());
        }
    }

    private static String fingerprint(Derivation derivation) {
        try (EpochSecret secret = derivation.epoch(ORDERS, 1);
                LeafKey leaf = secret.leaf(Purpose.FIELD, Suite.A256GCM, KeyState.PRIMARY)) {
            return leaf.entry().fingerprint();
        }
    }

    @Test
    void callsTheRootOnceForAllKeysOfAnEpoch() {
        List<Integer> calls = new ArrayList<>();
        Root counting = new Root() {
            @Override
            public byte[] mac(byte[] input) {
                calls.add(input.length);
                return root.mac(input);
            }

            @Override
            public void close() {}
        };

        try (EpochSecret secret = new Derivation(counting, new TrustDomain("shop.example")).epoch(ORDERS, 1)) {
            DerivationVectors.keys()
                    .forEach(key -> secret.leaf(key.purpose(), key.suite(), KeyState.PREPARED)
                            .close());
        }

        assertThat(calls).hasSize(1);
    }

    /** RFC 5869 blocks are read until one is a key id that Tink knows. */
    @Test
    void takesTheFirstBlockThatIsNotZeroAsKeyId() {
        byte[] choice = new byte[64];
        choice[10] = (byte) 0xAB;
        choice[12] = 1;

        assertThat(EpochSecret.kid(choice)).isEqualTo("0000ab00");
    }

    @Test
    void overwritesTheSecretOfAnEpochAndRefusesThen() {
        byte[] secret = TestRoots.counting(1);
        EpochSecret epoch = new EpochSecret(secret, new TrustDomain("shop.example"), ORDERS, 1);

        epoch.close();

        assertThat(secret).containsOnly(0);
        assertThatThrownBy(() -> epoch.leaf(Purpose.FIELD, Suite.A256GCM, KeyState.PRIMARY))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void refusesAnEpochOrProvisionerThatCannotBe(int number) {
        assertThatThrownBy(() -> derivation.epoch(ORDERS, number)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> derivation.provisioner(number)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesASuiteOfAnotherPurpose() {
        try (EpochSecret secret = derivation.epoch(ORDERS, 1)) {
            assertThatThrownBy(() -> secret.leaf(Purpose.FIELD, Suite.HS256, KeyState.PRIMARY))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the suite is not one for this purpose");
        }
    }

    @Test
    void refusesAClosedRoot() {
        root.close();

        assertThatThrownBy(() -> derivation.epoch(ORDERS, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysNothingOfTheSecret() {
        assertThat(derivation).hasToString("Derivation for shop.example");
        try (EpochSecret secret = derivation.epoch(ORDERS, 7)) {
            assertThat(secret).hasToString("EpochSecret of orders, epoch 7");
        }
    }
}
