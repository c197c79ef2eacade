package io.redoubt.provisioning;

import io.redoubt.key.DistinctLeaves;
import io.redoubt.key.KeyState;
import io.redoubt.key.LeafKey;
import io.redoubt.key.Purpose;
import io.redoubt.provisioning.RestoreReport.Difference;
import io.redoubt.provisioning.RestoreReport.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The drill for the day on which everything but the root and the manifest is lost. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Restore {

    private final Derivation derivation;
    private final String root;
    private final DistinctLeaves distinct = new DistinctLeaves();

    private Restore(Derivation derivation, String root) {
        this.derivation = derivation;
        this.root = root;
    }

    /**
     * Makes every key of a fleet again that is not destroyed, and compares it with the manifest: id, fingerprint, public half,
     * and with every other key.
     *
     * @param manifest the manifest, verified
     * @param root the root, which stays its owner's to close
     * @param progress is told of each service
     * @return what came of it; nothing is written
     * @throws FleetException if the root cannot be reached
     */
    public static RestoreReport verify(Manifest manifest, Root root, IssueProgress progress) {
        Restore restore = new Restore(
                new Derivation(root, manifest.trustDomain()), manifest.root().id());
        List<Difference> differences = new ArrayList<>();
        List<ServiceRecord> services = manifest.services();
        for (int i = 0; i < services.size(); i++) {
            differences.addAll(restore.differences(services.get(i)));
            progress.done(services.get(i).service(), i + 1, services.size());
        }
        List<KeyRecord> all =
                services.stream().flatMap(service -> service.keys().stream()).toList();
        int made = (int) all.stream().filter(restore::isMade).count();
        int destroyed = (int)
                all.stream().filter(key -> key.state() == KeyState.DESTROYED).count();
        return new RestoreReport(services.size(), made, destroyed, differences);
    }

    private boolean isMade(KeyRecord key) {
        return key.state() != KeyState.DESTROYED && key.root().equals(root);
    }

    private List<Difference> differences(ServiceRecord service) {
        List<Difference> differences = new ArrayList<>();
        service.keys().stream()
                .filter(key -> key.state() != KeyState.DESTROYED && !isMade(key))
                .forEach(key -> differences.add(difference(service, key, What.ROOT)));
        Map<Integer, List<KeyRecord>> byEpoch =
                service.keys().stream().filter(this::isMade).collect(Collectors.groupingBy(KeyRecord::epoch));
        byEpoch.forEach((epoch, keys) -> {
            try (EpochSecret secret = secret(service, epoch)) {
                keys.forEach(
                        key -> what(secret, key).ifPresent(what -> differences.add(difference(service, key, what))));
            }
        });
        return differences;
    }

    private EpochSecret secret(ServiceRecord service, int epoch) {
        try {
            return derivation.epoch(service.service(), epoch);
        } catch (IllegalStateException e) {
            // Without its cause, which may say what keeps the root.
            throw new FleetException(FleetRefusal.ROOT, "the root is closed, or cannot be reached");
        }
    }

    private Optional<What> what(EpochSecret secret, KeyRecord key) {
        try (LeafKey leaf = secret.leaf(key.purpose(), key.entry().suite(), key.state())) {
            if (!leaf.entry().fingerprint().equals(key.entry().fingerprint())) {
                return Optional.of(What.FINGERPRINT);
            }
            if (!leaf.entry().kid().equals(key.entry().kid())) {
                return Optional.of(What.KID);
            }
            if (key.purpose() == Purpose.SIGN && !key.publicKey().equals(Optional.of(leaf.publicKey()))) {
                return Optional.of(What.PUBLIC_KEY);
            }
            return distinct.add(leaf) ? Optional.empty() : Optional.of(What.SHARED);
        }
    }

    private static Difference difference(ServiceRecord service, KeyRecord key, What what) {
        return new Difference(service.service(), key.purpose(), key.epoch(), what);
    }
}
