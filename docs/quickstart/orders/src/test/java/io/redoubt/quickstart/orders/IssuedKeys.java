package io.redoubt.quickstart.orders;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.provisioning.Fleet;
import io.redoubt.provisioning.FleetDirectory;
import io.redoubt.provisioning.Operator;
import io.redoubt.provisioning.Pkcs12Root;
import io.redoubt.provisioning.RootName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * Keys of the orders service that live as long as a test, issued as {@code redoubt keys issue} does it. On a developer's machine
 * {@code redoubt.keys.development} would do, but builds often run in containers, where it is refused.
 *
 * @param location the keyset file
 * @param provisionerKey whoever signed it
 */
record IssuedKeys(String location, String provisionerKey) {

    private static final ServiceName ORDERS = new ServiceName("orders");
    private static final TrustDomain DOMAIN = new TrustDomain("shop.example");

    static IssuedKeys in(Path directory) throws IOException {
        FleetDirectory files = FleetDirectory.at(directory.resolve("fleet"));
        Files.createDirectory(files.path());
        Files.writeString(files.fleetFile(), """
                {"v": 1, "trustDomain": "shop.example", "lifetimeDays": 1, "services": {"orders": {}}}
                """);
        SecureRandom random = new SecureRandom();
        Operator operator = new Operator("test", Clock.systemUTC(), random);
        RootName name = new RootName("test", "pkcs12");
        try (Pkcs12Root root =
                        Pkcs12Root.create(directory.resolve("root.p12"), "a test password".toCharArray(), random);
                Fleet fleet = Fleet.init(files, DOMAIN, root, name, operator)) {
            fleet.issue(ORDERS);
            return new IssuedKeys(
                    files.keyset(ORDERS).toAbsolutePath().toString(),
                    fleet.manifest().provisioner().keys().get(0));
        }
    }
}
