package io.redoubt.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.key.FilePermissions;
import io.redoubt.key.KeysetException;
import io.redoubt.key.KeysetLocation;
import io.redoubt.key.ServiceKeyset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A fleet in a directory of a test, under a root whose bytes are in public. */
final class TestFleet {

    static final TrustDomain DOMAIN = new TrustDomain("shop.example");
    static final ServiceName ORDERS = new ServiceName("orders");
    static final ServiceName BILLING = new ServiceName("shop/eu/billing");

    final FleetDirectory directory;
    final TestClock clock = new TestClock();
    final Root root = TestRoots.inMemory(TestRoots.counting(7));
    final Operator operator = new Operator("a test", clock, new SecureRandom());

    TestFleet(Path path) {
        this.directory = FleetDirectory.at(path.resolve("fleet"));
    }

    /** {@return the fleet, begun with these services in its file, and open} */
    Fleet begin(ServiceName... services) {
        Fleet fleet = Fleet.init(directory, DOMAIN, root, new RootName("r1", "test"), operator);
        write(services);
        return fleet;
    }

    Fleet open() {
        return Fleet.open(directory, root, operator);
    }

    void write(ServiceName... services) {
        writeFile(
                Arrays.stream(services).map(service -> "\"" + service + "\":{}").collect(Collectors.joining(",")));
    }

    void writeFile(String services) {
        text(
                directory.fleetFile(),
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"lifetimeDays\":90,\"services\":{" + services + "}}");
    }

    static void text(Path file, String text) {
        bytes(file, text.getBytes(UTF_8));
    }

    static void bytes(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the keys as the service has them} */
    ServiceKeyset load(ServiceName service, Fleet fleet) {
        return load(service, fleet, Optional.empty());
    }

    ServiceKeyset load(ServiceName service, Fleet fleet, Optional<Path> recipientKey) {
        try {
            return ServiceKeyset.open(
                    new KeysetLocation(
                            DOMAIN,
                            service,
                            directory.keyset(service),
                            fleet.manifest().provisioner().keys(),
                            FilePermissions.ENFORCE,
                            recipientKey,
                            1,
                            Optional.empty()),
                    event -> {},
                    clock);
        } catch (KeysetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return what instances of a service state now} */
    List<byte[]> statements(ServiceName service, Fleet fleet, String... instances) {
        try (ServiceKeyset keys = load(service, fleet)) {
            return Arrays.stream(instances).map(keys::attestation).toList();
        }
    }

    /** Rotates and promotes everything. */
    void nextEpoch(ServiceName service, Fleet fleet) {
        fleet.rotate(service, Set.of(), Map.of());
        fleet.promote(service, statements(service, fleet, "a"), 1);
    }
}
