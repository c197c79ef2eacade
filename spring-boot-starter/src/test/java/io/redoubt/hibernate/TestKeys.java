package io.redoubt.hibernate;

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
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Wrapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Keys as a provisioner would issue them, with any epochs of index keys: digests of their names, which protect nothing. */
final class TestKeys {

    private static final EnvelopeSigner PROVISIONER = EnvelopeSigner.of(P256Keys.fromSeed(digest("test provisioner")));
    private static final TrustDomain DOMAIN = new TrustDomain("shop.example");

    private TestKeys() {}

    /** {@return the keys of a service, its fields in epoch 1 and its indexes in these} */
    static ServiceKeyset of(String service, Map<Integer, KeyState> indexEpochs) {
        List<LeafKey> leaves = Stream.concat(
                        Stream.of(Purpose.FIELD, Purpose.FIELD_EQ)
                                .map(purpose -> leaf(service, purpose, 1, KeyState.PRIMARY)),
                        indexEpochs.entrySet().stream()
                                .map(epoch -> leaf(service, Purpose.BLIND_INDEX, epoch.getKey(), epoch.getValue())))
                .toList();
        Instant yesterday = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        KeysetHeader header = new KeysetHeader(
                DOMAIN, new ServiceName(service), 1, "r1", yesterday, yesterday.plus(Duration.ofDays(100)));
        byte[] file = SignedEnvelope.write(
                EnvelopeType.KEYSET, KeysetWriter.payload(header, leaves, List.of(), Wrapping.none()), PROVISIONER);
        try {
            Path path = Files.createTempDirectory("redoubt-index-keys").resolve("keys.json");
            Files.write(path, file);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            KeysetLocation location = KeysetLocation.of(
                    DOMAIN,
                    new ServiceName(service),
                    path,
                    List.of(PROVISIONER.key().text()));
            return ServiceKeyset.open(location, event -> {}, Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (KeysetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LeafKey leaf(String service, Purpose purpose, int epoch, KeyState state) {
        String name = String.join("/", service, purpose.id(), Integer.toString(epoch));
        return LeafKey.of(
                HexFormat.of().formatHex(digest("kid " + name), 0, 4),
                purpose,
                purpose.suites().get(0),
                epoch,
                state,
                Arrays.copyOf(digest(name), purpose.leafBytes()));
    }

    private static byte[] digest(String name) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
