package io.redoubt.key;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.EnvelopeSigner;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.P256Keys;
import io.redoubt.internal.SignedEnvelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A keyset as a provisioner would issue it, valid by default: a test changes one thing. Its keys are digests of their names,
 * so each run has the same; they protect nothing.
 */
final class IssuedKeyset {

    static final TrustDomain TRUST_DOMAIN = new TrustDomain("shop.example");
    static final ServiceName ORDERS = new ServiceName("orders");
    static final Instant ISSUED = Instant.parse("2026-11-22T10:00:00Z");
    static final Instant EXPIRES = Instant.parse("2027-02-20T10:00:00Z");
    static final EnvelopeSigner PROVISIONER = EnvelopeSigner.of(P256Keys.fromSeed(digest("test provisioner")));

    private TrustDomain trustDomain = TRUST_DOMAIN;
    private ServiceName service = ORDERS;
    private long generation = 1;
    private Instant notBefore = ISSUED;
    private Instant expires = EXPIRES;
    private final List<LeafKey> leaves = new ArrayList<>();
    private final List<KeyEntry> named = new ArrayList<>();
    private final Map<Purpose, Suite> suites = new EnumMap<>(Purpose.class);
    private Wrapping wrapping = Wrapping.none();
    private EnvelopeSigner signer = PROVISIONER;
    private EnvelopeType type = EnvelopeType.KEYSET;

    private IssuedKeyset() {}

    /** All purposes, each with its default suite and a primary key of epoch 1. */
    static IssuedKeyset ofOrders() {
        return new IssuedKeyset().withEpoch(1, KeyState.PRIMARY);
    }

    /** No keys yet. */
    static IssuedKeyset empty() {
        return new IssuedKeyset();
    }

    IssuedKeyset to(ServiceName other) {
        service = other;
        return this;
    }

    IssuedKeyset in(TrustDomain other) {
        trustDomain = other;
        return this;
    }

    IssuedKeyset generation(long other) {
        generation = other;
        return this;
    }

    IssuedKeyset valid(Instant from, Instant until) {
        notBefore = from;
        expires = until;
        return this;
    }

    IssuedKeyset wrapped(Wrapping other) {
        wrapping = other;
        return this;
    }

    IssuedKeyset signedBy(EnvelopeSigner other) {
        signer = other;
        return this;
    }

    IssuedKeyset signedAs(EnvelopeType other) {
        type = other;
        return this;
    }

    /** Before the epochs that are to have it. */
    IssuedKeyset suite(Purpose purpose, Suite suite) {
        suites.put(purpose, suite);
        return this;
    }

    IssuedKeyset withEpoch(int epoch, KeyState state) {
        Purpose.all().forEach(purpose -> with(purpose, epoch, state));
        return this;
    }

    IssuedKeyset with(Purpose purpose, int epoch, KeyState state) {
        LeafKey leaf = leaf(purpose, epoch, state);
        if (state.isDelivered()) {
            leaves.add(leaf);
        } else {
            named.add(leaf.entry());
        }
        return this;
    }

    private LeafKey leaf(Purpose purpose, int epoch, KeyState state) {
        Suite suite = suites.getOrDefault(purpose, purpose.suites().get(0));
        String name = name(service, purpose, suite, epoch);
        byte[] bytes = Arrays.copyOf(digest(name), purpose.leafBytes());
        return LeafKey.of(HexFormat.of().formatHex(digest("kid " + name), 0, 4), purpose, suite, epoch, state, bytes);
    }

    static String name(ServiceName service, Purpose purpose, Suite suite, int epoch) {
        return String.join("/", service.value(), purpose.id(), suite.id(), Integer.toString(epoch));
    }

    byte[] payload() {
        return KeysetWriter.payload(
                new KeysetHeader(trustDomain, service, generation, "r1", notBefore, expires), leaves, named, wrapping);
    }

    byte[] file() {
        return SignedEnvelope.write(type, payload(), signer);
    }

    /** Writes it where only its owner can read it. */
    Path writeTo(Path file) {
        return write(file, file());
    }

    static Path write(Path file, byte[] content) {
        try {
            Path whole = file.resolveSibling(file.getFileName() + ".new"); // a watch must not see half of it
            Files.write(whole, content);
            Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-------"));
            return Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the service orders believes. */
    static KeysetLocation at(Path file) {
        return KeysetLocation.of(
                TRUST_DOMAIN, ORDERS, file, List.of(PROVISIONER.key().text()));
    }

    /** 64 bytes that everybody can compute. */
    static byte[] digest(String name) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
