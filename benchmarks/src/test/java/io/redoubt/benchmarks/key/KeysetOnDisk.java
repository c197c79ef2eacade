package io.redoubt.benchmarks.key;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.EnvelopeSigner;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.P256Keys;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.key.KeyState;
import io.redoubt.key.KeysetException;
import io.redoubt.key.KeysetHeader;
import io.redoubt.key.KeysetLocation;
import io.redoubt.key.KeysetWriter;
import io.redoubt.key.LeafKey;
import io.redoubt.key.Purpose;
import io.redoubt.key.RecipientKey;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Suite;
import io.redoubt.key.Wrapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A keyset of eight purposes and two epochs, of random keys, issued to one service. */
public final class KeysetOnDisk {

    private static final TrustDomain TRUST_DOMAIN = new TrustDomain("shop.example");
    private static final ServiceName ORDERS = new ServiceName("orders");

    private KeysetOnDisk() {}

    static ServiceKeyset clear() throws IOException, KeysetException {
        return sealingWith(Suite.A256GCM);
    }

    /**
     * {@return an open keyset, not wrapped}
     *
     * @param suite of its keys for fields
     * @throws IOException if the file cannot be written
     * @throws KeysetException if it is refused
     */
    public static ServiceKeyset sealingWith(Suite suite) throws IOException, KeysetException {
        Path folder = Files.createTempDirectory("redoubt-benchmark");
        return open(folder, leaves(suite), Wrapping.none(), Optional.empty());
    }

    /**
     * {@return the keyset before a rotation, with one epoch, and that after it, with two}
     *
     * @throws IOException if the files cannot be written
     * @throws KeysetException if one is refused
     */
    public static List<ServiceKeyset> beforeAndAfter() throws IOException, KeysetException {
        SecureRandom random = new SecureRandom();
        byte[][] old = new byte[Purpose.all().size()][];
        List<LeafKey> before = new ArrayList<>();
        List<LeafKey> after = new ArrayList<>();
        int number = 0;
        for (Purpose purpose : Purpose.all()) {
            old[number] = new byte[purpose.leafBytes()];
            random.nextBytes(old[number]);
            before.add(leaf(number, purpose, 1, KeyState.PRIMARY, old[number]));
            after.add(leaf(number, purpose, 1, KeyState.DECRYPT_ONLY, old[number]));
            byte[] anew = new byte[purpose.leafBytes()];
            random.nextBytes(anew);
            after.add(leaf(100 + number, purpose, 2, KeyState.PRIMARY, anew));
            number++;
        }
        return List.of(
                open(Files.createTempDirectory("redoubt-benchmark"), before, Wrapping.none(), Optional.empty()),
                open(Files.createTempDirectory("redoubt-benchmark"), after, Wrapping.none(), Optional.empty()));
    }

    private static LeafKey leaf(int number, Purpose purpose, int epoch, KeyState state, byte[] bytes) {
        return LeafKey.of(
                "%08x".formatted(number + 1), purpose, purpose.suites().get(0), epoch, state, bytes);
    }

    static ServiceKeyset wrapped() throws IOException, KeysetException {
        Path folder = Files.createTempDirectory("redoubt-benchmark");
        Path recipient = folder.resolve("recipient.jwk");
        RecipientKey key = RecipientKey.create(recipient, new SecureRandom());
        return open(folder, leaves(Suite.A256GCM), Wrapping.to(key, new SecureRandom()), Optional.of(recipient));
    }

    private static ServiceKeyset open(Path folder, List<LeafKey> leaves, Wrapping wrapping, Optional<Path> recipient)
            throws IOException, KeysetException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        EnvelopeSigner provisioner = EnvelopeSigner.of(P256Keys.fromSeed(new byte[32]));
        byte[] payload = KeysetWriter.payload(
                new KeysetHeader(TRUST_DOMAIN, ORDERS, 1, "r1", now, now.plus(Duration.ofDays(1))),
                leaves,
                List.of(),
                wrapping);
        Path file = folder.resolve("keyset.json");
        Files.write(file, SignedEnvelope.write(EnvelopeType.KEYSET, payload, provisioner));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        KeysetLocation location = KeysetLocation.of(
                TRUST_DOMAIN, ORDERS, file, List.of(provisioner.key().text()));
        return ServiceKeyset.open(
                recipient.map(location::withRecipientKey).orElse(location), event -> {}, Clock.systemUTC());
    }

    private static List<LeafKey> leaves(Suite ofFields) {
        SecureRandom random = new SecureRandom();
        List<LeafKey> leaves = new ArrayList<>();
        for (int epoch = 1; epoch <= 2; epoch++) {
            for (Purpose purpose : Purpose.all()) {
                byte[] bytes = new byte[purpose.leafBytes()];
                random.nextBytes(bytes);
                leaves.add(LeafKey.of(
                        "%08x".formatted(leaves.size() + 1),
                        purpose,
                        purpose == Purpose.FIELD ? ofFields : purpose.suites().get(0),
                        epoch,
                        epoch == 1 ? KeyState.DECRYPT_ONLY : KeyState.PRIMARY,
                        bytes));
            }
        }
        return leaves;
    }
}
