package io.redoubt.key;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.audit.SecurityEventListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Keysets for tests of other packages, as a provisioner would issue them to the service orders; a test changes one thing. The
 * same names give the same keys in each run, whatever the trust domain; they protect nothing.
 */
public final class TestKeysets {

    /** When keysets are valid from. */
    public static final Instant ISSUED = IssuedKeyset.ISSUED;

    /** When they expire. */
    public static final Instant EXPIRES = IssuedKeyset.EXPIRES;

    /** For whom they are. */
    public static final ServiceName SERVICE = IssuedKeyset.ORDERS;

    /** Where. */
    public static final TrustDomain TRUST_DOMAIN = IssuedKeyset.TRUST_DOMAIN;

    private final IssuedKeyset issued = IssuedKeyset.empty();
    private ServiceName service = SERVICE;
    private TrustDomain trustDomain = TRUST_DOMAIN;

    private TestKeysets() {}

    /** {@return a key of 64 bytes as the service orders has it: the SHA-512 of a text that everybody can compute} */
    public static byte[] leaf(Purpose purpose, Suite suite, int epoch) {
        return IssuedKeyset.digest(IssuedKeyset.name(SERVICE, purpose, suite, epoch));
    }

    /** {@return a keyset without keys} */
    public static TestKeysets empty() {
        return new TestKeysets();
    }

    /** {@return one with a primary key of epoch 1 for each purpose, fields being sealed with this suite} */
    public static TestKeysets with(Suite suite) {
        return empty().suite(suite).epoch(1, KeyState.PRIMARY);
    }

    /** Before the keys that are to be of it. */
    public TestKeysets to(ServiceName other) {
        service = other;
        issued.to(other);
        return this;
    }

    public TestKeysets in(TrustDomain other) {
        trustDomain = other;
        issued.in(other);
        return this;
    }

    /** With what fields are sealed, before the epochs that are to have it. */
    public TestKeysets suite(Suite suite) {
        issued.suite(Purpose.FIELD, suite);
        return this;
    }

    /** One key for each purpose. */
    public TestKeysets epoch(int epoch, KeyState state) {
        issued.withEpoch(epoch, state);
        return this;
    }

    public TestKeysets key(Purpose purpose, int epoch, KeyState state) {
        issued.with(purpose, epoch, state);
        return this;
    }

    /** Opens it in a time in which it is valid. */
    public ServiceKeyset open() {
        return open(Clock.fixed(ISSUED.plusSeconds(60), java.time.ZoneOffset.UTC));
    }

    /** Opens it; it is not watched any more. */
    public ServiceKeyset open(Clock clock) {
        try {
            Path file = Files.createTempDirectory("keyset").resolve("keyset.json");
            issued.writeTo(file);
            KeysetLocation location = KeysetLocation.of(
                    trustDomain,
                    service,
                    file,
                    List.of(IssuedKeyset.PROVISIONER.key().text()));
            try (ServiceKeyset keyset = ServiceKeyset.open(location, SecurityEventListener.toLog(), clock)) {
                return keyset;
            } finally {
                Files.delete(file);
                Files.delete(file.getParent());
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
