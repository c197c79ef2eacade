package io.redoubt.spring;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.EnvelopeSigner;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.P256Keys;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.key.KeyState;
import io.redoubt.key.KeysetHeader;
import io.redoubt.key.KeysetWriter;
import io.redoubt.key.LeafKey;
import io.redoubt.key.Purpose;
import io.redoubt.key.Wrapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A keyset as a provisioner would issue it to the service orders: valid by default, to be changed in one respect. Its keys are
 * digests of their names and protect nothing. Immutable.
 *
 * @param generation its generation
 * @param notBefore since when it is valid
 * @param expires until when
 * @param purposes for what it has keys
 * @param epochs of which it has keys, the last of them primary
 * @param wrapping how they are hidden
 * @param signer who signs it
 */
record TestKeyset(
        long generation,
        Instant notBefore,
        Instant expires,
        List<Purpose> purposes,
        List<Integer> epochs,
        Wrapping wrapping,
        EnvelopeSigner signer) {

    static final EnvelopeSigner PROVISIONER = EnvelopeSigner.of(P256Keys.fromSeed(digest("test provisioner")));
    static final EnvelopeSigner SOMEBODY = EnvelopeSigner.of(P256Keys.fromSeed(digest("somebody else")));

    /** {@return generation 1 of all keys, valid from yesterday for a hundred days} */
    static TestKeyset ofOrders() {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        return new TestKeyset(
                1,
                yesterday,
                yesterday.plus(Duration.ofDays(100)),
                List.of(Purpose.values()),
                List.of(2),
                Wrapping.none(),
                PROVISIONER);
    }

    TestKeyset generation(long other) {
        return new TestKeyset(other, notBefore, expires, purposes, epochs, wrapping, signer);
    }

    TestKeyset valid(Instant from, Instant until) {
        return new TestKeyset(generation, from, until, purposes, epochs, wrapping, signer);
    }

    TestKeyset expired() {
        return valid(notBefore.minus(Duration.ofDays(100)), notBefore);
    }

    TestKeyset only(Purpose purpose) {
        return new TestKeyset(generation, notBefore, expires, List.of(purpose), epochs, wrapping, signer);
    }

    /** {@return the next generation: new keys of another epoch are primary, and those of epoch 2 open what there is} */
    TestKeyset rotated() {
        return new TestKeyset(generation + 1, notBefore, expires, purposes, List.of(2, 3), wrapping, signer);
    }

    TestKeyset wrapped(Wrapping other) {
        return new TestKeyset(generation, notBefore, expires, purposes, epochs, other, signer);
    }

    TestKeyset signedBy(EnvelopeSigner other) {
        return new TestKeyset(generation, notBefore, expires, purposes, epochs, wrapping, other);
    }

    /** Puts it in the place of another at once, readable for its owner alone. */
    Path writeTo(Path file) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.write(draft, content());
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] content() {
        KeysetHeader header = new KeysetHeader(
                new TrustDomain("shop.example"), new ServiceName("orders"), generation, "r1", notBefore, expires);
        List<LeafKey> leaves = purposes.stream()
                .flatMap(purpose -> epochs.stream().map(epoch -> leaf(purpose, epoch)))
                .toList();
        return SignedEnvelope.write(
                EnvelopeType.KEYSET, KeysetWriter.payload(header, leaves, List.of(), wrapping), signer);
    }

    LeafKey leaf(Purpose purpose, int epoch) {
        String name = "orders/" + purpose.id() + "/" + epoch;
        return LeafKey.of(
                HexFormat.of().formatHex(digest("kid " + name), 0, 4),
                purpose,
                purpose.suites().get(0),
                epoch,
                epoch == epochs.get(epochs.size() - 1) ? KeyState.PRIMARY : KeyState.DECRYPT_ONLY,
                Arrays.copyOf(digest(name), purpose.leafBytes()));
    }

    private static byte[] digest(String name) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the settings, with the keyset in this file} */
    static Settings in(Path file, Settings settings) {
        return settings.with("redoubt.trust-domain", "shop.example")
                .with("redoubt.keys.location", file.toUri().toString())
                .with("redoubt.keys.provisioner-keys[0]", PROVISIONER.key().text());
    }
}
