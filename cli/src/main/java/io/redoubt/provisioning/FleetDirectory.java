package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import java.nio.file.Path;

/**
 * Where a fleet is kept: everything but the root, which lies elsewhere. Immutable and thread-safe.
 *
 * @param path the directory of the fleet
 * @param out where the keyset files go, each to {@code <service>/keyset.json}
 * @since 0.1.0
 */
public record FleetDirectory(Path path, Path out) {

    /**
     * {@return a fleet directory with the keysets in it, under {@code keysets}}
     *
     * @param path the directory
     */
    public static FleetDirectory at(Path path) {
        return new FleetDirectory(path, path.resolve("keysets"));
    }

    /** {@return what people write: which services there are, and how long keysets last} */
    public Path fleetFile() {
        return path.resolve("fleet.json");
    }

    /** {@return the signed list of everything that was issued} */
    public Path manifest() {
        return path.resolve("manifest.json");
    }

    /** {@return the signed list of epochs that are not to be trusted any more} */
    public Path revocations() {
        return path.resolve("revocations.json");
    }

    /** {@return the audit log, to which lines are only ever added} */
    public Path audit() {
        return path.resolve("audit.jsonl");
    }

    /** {@return the signed end of the audit log} */
    public Path auditHead() {
        return path.resolve("audit-head.json");
    }

    /**
     * {@return the keyset file of a service}
     *
     * @param service the service
     */
    public Path keyset(ServiceName service) {
        return out.resolve(service.value()).resolve("keyset.json");
    }
}
