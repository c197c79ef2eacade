package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.LeafKey;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the keys of a service from the root: those that it has, compared with what the manifest says, and new ones. */
final class KeyMaker {

    private final Derivation derivation;
    private final String root;

    KeyMaker(Derivation derivation, String root) {
        this.derivation = derivation;
        this.root = root;
    }

    /**
     * {@return the keys, to be closed}
     *
     * @throws FleetException if a key is not the one that the manifest names, the root cannot be reached, or there are no
     *     more epochs
     */
    DerivedKeys make(ServiceName service, KeyPlan plan, Instant now) {
        List<LeafKey> leaves = new ArrayList<>();
        try {
            leaves.addAll(again(service, plan.kept()));
            List<KeyRecord> records = new ArrayList<>(plan.kept());
            if (!plan.fresh().isEmpty()) {
                List<LeafKey> fresh = fresh(service, plan);
                leaves.addAll(fresh);
                fresh.forEach(leaf -> records.add(new KeyRecord(leaf.entry(), root, now, publicKey(leaf))));
            }
            return new DerivedKeys(records, leaves);
        } catch (RuntimeException e) {
            leaves.forEach(LeafKey::close);
            throw e;
        }
    }

    private List<LeafKey> again(ServiceName service, List<KeyRecord> kept) {
        List<LeafKey> leaves = new ArrayList<>();
        Map<Integer, EpochSecret> secrets = new HashMap<>();
        try {
            for (KeyRecord key : kept) {
                if (key.state().isDelivered()) {
                    EpochSecret secret = secrets.computeIfAbsent(key.epoch(), epoch -> secret(service, epoch));
                    LeafKey leaf = secret.leaf(key.purpose(), key.entry().suite(), key.state());
                    leaves.add(leaf);
                    requireSame(service, key, leaf);
                }
            }
            return leaves;
        } catch (RuntimeException e) {
            leaves.forEach(LeafKey::close);
            throw e;
        } finally {
            secrets.values().forEach(EpochSecret::close);
        }
    }

    private void requireSame(ServiceName service, KeyRecord key, LeafKey leaf) {
        if (!key.root().equals(root)
                || !leaf.entry().equals(key.entry())
                || !publicKey(leaf).equals(key.publicKey())) {
            throw new FleetException(
                    FleetRefusal.ROOT,
                    "the key for " + key.purpose().id() + " of epoch " + key.epoch() + " of the service " + service
                            + " does not come from this root");
        }
    }

    /** FORMATS section 2: two equal key ids in one keyset take the next epoch. */
    private List<LeafKey> fresh(ServiceName service, KeyPlan plan) {
        int last = plan.kept().stream().mapToInt(KeyRecord::epoch).max().orElse(0);
        for (int epoch = last + 1; epoch <= KeyEntry.MAX_EPOCH; epoch++) {
            List<LeafKey> leaves = epoch(service, epoch, plan.fresh(), plan.state());
            if (areDistinct(plan.kept(), leaves)) {
                return leaves;
            }
            leaves.forEach(LeafKey::close);
        }
        throw new FleetException(FleetRefusal.EPOCHS_EXHAUSTED, "the service " + service + " has had its last epoch");
    }

    private List<LeafKey> epoch(ServiceName service, int epoch, Map<Purpose, Suite> suites, KeyState state) {
        try (EpochSecret secret = secret(service, epoch)) {
            return suites.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(suite -> secret.leaf(suite.getKey(), suite.getValue(), state))
                    .toList();
        }
    }

    private static boolean areDistinct(List<KeyRecord> kept, List<LeafKey> leaves) {
        Set<String> kids =
                new HashSet<>(kept.stream().map(key -> key.entry().kid()).toList());
        return leaves.stream().allMatch(leaf -> kids.add(leaf.entry().kid()));
    }

    private EpochSecret secret(ServiceName service, int epoch) {
        try {
            return derivation.epoch(service, epoch);
        } catch (IllegalStateException e) {
            // Without its cause, which may say what keeps the root.
            throw new FleetException(FleetRefusal.ROOT, "the root is closed, or cannot be reached");
        }
    }

    private static Optional<String> publicKey(LeafKey leaf) {
        return leaf.entry().purpose() == Purpose.SIGN ? Optional.of(leaf.publicKey()) : Optional.empty();
    }
}
