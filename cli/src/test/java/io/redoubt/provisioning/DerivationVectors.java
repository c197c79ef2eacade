package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.EnvelopeKey;
import io.redoubt.internal.HkdfSha512;
import io.redoubt.internal.P256Keys;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.LeafKey;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of {@code docs/vectors/derivation-v1.json}. */
final class DerivationVectors {

    private static final HexFormat HEX = HexFormat.of();
    private static final String LONGEST_NAME =
            String.join("/", "a".repeat(63), "b-" + "9".repeat(60) + "c", "0".repeat(63));

    private static final List<Epoch> EPOCHS = List.of(
            new Epoch(1, "shop.example", "orders", 1),
            new Epoch(1, "shop.example", "orders", 2),
            new Epoch(1, "shop.example", "shop/eu/orders", 1),
            new Epoch(2, "shop.example", "orders", 1),
            new Epoch(2, "d".repeat(255), LONGEST_NAME, 65_535));

    private static final List<Provisioner> PROVISIONERS = List.of(
            new Provisioner(1, "shop.example", 1),
            new Provisioner(1, "shop.example", 2),
            new Provisioner(2, "d".repeat(255), 65_535));

    private record Epoch(int root, String trustDomain, String service, int epoch) {}

    private record Provisioner(int root, String trustDomain, int number) {}

    private DerivationVectors() {}

    static String text() {
        return """
                {
                  "description": "Keys derived from a root. Test data: the roots are public, and no key of them may ever be used.",
                  "epochs": [
                %s
                  ],
                  "provisioners": [
                %s
                  ]
                }
                """.formatted(
                        EPOCHS.stream().map(DerivationVectors::text).collect(Collectors.joining(",\n")),
                        PROVISIONERS.stream().map(DerivationVectors::text).collect(Collectors.joining(",\n")));
    }

    private static String text(Epoch vector) {
        TrustDomain trustDomain = new TrustDomain(vector.trustDomain());
        ServiceName service = new ServiceName(vector.service());
        try (Root root = TestRoots.inMemory(TestRoots.published(vector.root()));
                EpochSecret secret = new Derivation(root, trustDomain).epoch(service, vector.epoch())) {
            return """
                    {
                      "root": "%s",
                      "trustDomain": "%s",
                      "service": "%s",
                      "epoch": %d,
                      "ses": "%s",
                      "leaves": [
                    %s
                      ]
                    }""".formatted(
                            HEX.formatHex(TestRoots.published(vector.root())),
                            trustDomain,
                            service,
                            vector.epoch(),
                            HEX.formatHex(fromRoot(root, DerivationInputs.epoch(trustDomain, service, vector.epoch()))),
                            keys().map(key -> leaf(secret, key)).collect(Collectors.joining(",\n")))
                    .indent(4)
                    .stripTrailing();
        }
    }

    private static String leaf(EpochSecret secret, PurposeAndSuite key) {
        try (LeafKey leafKey = secret.leaf(key.purpose(), key.suite(), KeyState.PRIMARY)) {
            byte[] leaf = secret.leafBytes(key.purpose(), key.suite());
            KeyEntry entry = leafKey.entry();
            return "    { \"purpose\": \"%s\", \"suite\": \"%s\", \"length\": %d, \"leaf\": \"%s\", \"kid\": \"%s\", \"fp\": \"%s\"%s }"
                    .formatted(
                            key.purpose().id(),
                            key.suite().id(),
                            leaf.length,
                            HEX.formatHex(leaf),
                            entry.kid(),
                            entry.fingerprint(),
                            key.suite() == Suite.ES256 ? ", \"publicKey\": \"" + publicKey(leaf) + "\"" : "");
        }
    }

    private static String text(Provisioner vector) {
        TrustDomain trustDomain = new TrustDomain(vector.trustDomain());
        try (Root root = TestRoots.inMemory(TestRoots.published(vector.root()))) {
            byte[] secret = fromRoot(root, DerivationInputs.provisioner(trustDomain, vector.number()));
            byte[] info = DerivationInputs.provisionerKey(trustDomain, vector.number());
            EnvelopeKey key = new Derivation(root, trustDomain)
                    .provisioner(vector.number())
                    .key();
            return """
                    {
                      "root": "%s",
                      "trustDomain": "%s",
                      "number": %d,
                      "ses": "%s",
                      "seed": "%s",
                      "publicKey": "%s",
                      "kid": "%s"
                    }""".formatted(
                            HEX.formatHex(TestRoots.published(vector.root())),
                            trustDomain,
                            vector.number(),
                            HEX.formatHex(secret),
                            HEX.formatHex(HkdfSha512.expand(secret, info, 32)),
                            key.text(),
                            key.id())
                    .indent(4)
                    .stripTrailing();
        }
    }

    static Stream<PurposeAndSuite> keys() {
        return Purpose.all().stream()
                .flatMap(purpose -> purpose.suites().stream().map(suite -> new PurposeAndSuite(purpose, suite)));
    }

    record PurposeAndSuite(Purpose purpose, Suite suite) {}

    private static byte[] fromRoot(Root root, byte[] fixedData) {
        byte[] input = Arrays.copyOf(fixedData, fixedData.length + 1);
        input[fixedData.length] = 1;
        return root.mac(input);
    }

    private static String publicKey(byte[] seed) {
        return EnvelopeKey.of(P256Keys.fromSeed(seed).getPublic()).text();
    }
}
