package io.redoubt.provisioning;

import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a step makes of the keys of a service: those that there are, each in its next state, and those of the next epoch.
 * Immutable and thread-safe.
 *
 * @param kept the keys that there are
 * @param fresh of which suite the new keys are
 * @param state the state of the new keys
 */
record KeyPlan(List<KeyRecord> kept, Map<Purpose, Suite> fresh, KeyState state) {

    KeyPlan {
        kept = List.copyOf(kept);
        fresh = Map.copyOf(fresh);
    }

    /** {@return the first keys of a service} */
    static KeyPlan first(Map<Purpose, Suite> suites) {
        return new KeyPlan(List.of(), suites, KeyState.PRIMARY);
    }

    /** {@return the same keys} */
    static KeyPlan same(ServiceRecord service) {
        return of(service.keys());
    }

    private static KeyPlan of(List<KeyRecord> keys) {
        return new KeyPlan(keys, Map.of(), KeyState.PREPARED);
    }

    /** {@return one more epoch, which waits} */
    static KeyPlan rotate(ServiceRecord service, Set<Purpose> chosen, Map<Purpose, Suite> suites) {
        Set<Purpose> purposes = chosen.isEmpty() ? service.purposes() : chosen;
        if (!service.purposes().containsAll(purposes)) {
            throw new FleetException(
                    FleetRefusal.PURPOSE, "the service " + service.service() + " has no keys for a purpose to rotate");
        }
        if (purposes.stream().anyMatch(service.prepared()::contains)) {
            throw new FleetException(
                    FleetRefusal.PREPARED, "the service " + service.service() + " has a prepared epoch already");
        }
        boolean fits = suites.entrySet().stream()
                .allMatch(suite -> purposes.contains(suite.getKey())
                        && suite.getKey().suites().contains(suite.getValue()));
        if (!fits) {
            throw new FleetException(FleetRefusal.SUITE, "a suite is none for its purpose, or that is not rotated");
        }
        return new KeyPlan(service.keys(), next(service, purposes, suites), KeyState.PREPARED);
    }

    /** {@return the suites of the next epoch: those that are asked for, else those of the primary keys} */
    private static Map<Purpose, Suite> next(ServiceRecord service, Set<Purpose> purposes, Map<Purpose, Suite> suites) {
        Map<Purpose, Suite> next = new EnumMap<>(Purpose.class);
        purposes.forEach(purpose -> service.primary(purpose)
                .ifPresent(key -> next.put(purpose, key.entry().suite())));
        next.putAll(suites);
        return next;
    }

    /** {@return the keys with those that were prepared in use} */
    static KeyPlan promote(ServiceRecord service, Instant now) {
        Set<Purpose> prepared = service.prepared();
        if (prepared.isEmpty()) {
            throw new FleetException(
                    FleetRefusal.NOT_PREPARED, "the service " + service.service() + " has no prepared epoch");
        }
        requireNewer(service);
        return of(service.keys().stream()
                .map(key -> switch (key.state()) {
                    case PREPARED -> key.in(KeyState.PRIMARY, now);
                    case PRIMARY -> prepared.contains(key.purpose()) ? key.in(KeyState.DECRYPT_ONLY, now) : key;
                    case DECRYPT_ONLY, DISABLED, DESTROYED, COMPROMISED -> key;
                })
                .toList());
    }

    /** An epoch that was prepared before a revocation may be in the same hands as what was revoked. */
    private static void requireNewer(ServiceRecord service) {
        boolean isOlder = service.keys().stream()
                .filter(key -> key.state() == KeyState.PREPARED)
                .anyMatch(key -> service.primary(key.purpose())
                        .filter(primary -> primary.epoch() > key.epoch())
                        .isPresent());
        if (isOlder) {
            throw new FleetException(
                    FleetRefusal.OUTDATED,
                    "the service " + service.service() + " has an epoch that was prepared before its primary one");
        }
    }

    /** {@return the keys with some of them no longer delivered} */
    static KeyPlan retire(ServiceRecord service, int epoch, Set<Purpose> chosen, Instant now) {
        Set<KeyState> byDefault = Set.of(KeyState.DECRYPT_ONLY, KeyState.COMPROMISED);
        Set<KeyState> byName = Set.of(KeyState.PREPARED, KeyState.DECRYPT_ONLY, KeyState.COMPROMISED);
        return move(
                service, epoch, chosen, chosen.isEmpty() ? byDefault : byName, key -> key.in(KeyState.DISABLED, now));
    }

    /** {@return the keys with some of them never made again} */
    static KeyPlan destroy(ServiceRecord service, int epoch, Set<Purpose> chosen, Instant now) {
        return move(service, epoch, chosen, Set.of(KeyState.DISABLED), key -> key.in(KeyState.DESTROYED, now));
    }

    /** Moves all keys of an epoch that are in one of the states; those that were chosen must all be. */
    private static KeyPlan move(ServiceRecord service, int epoch, Set<Purpose> chosen, Set<KeyState> from, Next next) {
        List<KeyRecord> ofEpoch = service.keys().stream()
                .filter(key -> key.epoch() == epoch)
                .filter(key -> chosen.isEmpty() || chosen.contains(key.purpose()))
                .toList();
        if (ofEpoch.isEmpty() || (!chosen.isEmpty() && ofEpoch.size() != chosen.size())) {
            throw new FleetException(
                    FleetRefusal.EPOCH, "the service " + service.service() + " has no such keys of epoch " + epoch);
        }
        Predicate<KeyRecord> moves = key -> from.contains(key.state());
        if (chosen.isEmpty()
                ? ofEpoch.stream().noneMatch(moves)
                : !ofEpoch.stream().allMatch(moves)) {
            throw new FleetException(
                    FleetRefusal.STATE,
                    "keys of epoch " + epoch + " of the service " + service.service() + " are " + states(ofEpoch)
                            + ", which this step cannot move");
        }
        Set<KeyRecord> moved = new HashSet<>(ofEpoch.stream().filter(moves).toList());
        return of(service.keys().stream()
                .map(key -> moved.contains(key) ? next.of(key) : key)
                .toList());
    }

    private static String states(List<KeyRecord> keys) {
        Set<KeyState> states = new TreeSet<>(keys.stream().map(KeyRecord::state).toList());
        return String.join(" and ", states.stream().map(KeyState::id).toList());
    }

    /** {@return the keys with some epochs compromised, and another one primary where they were} */
    static KeyPlan revoke(ServiceRecord service, Set<Integer> epochs, Instant now) {
        Map<Purpose, Suite> fresh = new EnumMap<>(Purpose.class);
        service.keys().stream()
                .filter(key -> key.state() == KeyState.PRIMARY && epochs.contains(key.epoch()))
                .forEach(key -> fresh.put(key.purpose(), key.entry().suite()));
        if (epochs.isEmpty() || !service.liveEpochs().containsAll(epochs)) {
            throw new FleetException(
                    FleetRefusal.EPOCH,
                    "the service " + service.service() + " has live keys of the epochs " + service.liveEpochs()
                            + " only");
        }
        List<KeyRecord> kept = service.keys().stream()
                .map(key ->
                        epochs.contains(key.epoch()) && key.state().isLive() ? key.in(KeyState.COMPROMISED, now) : key)
                .toList();
        return new KeyPlan(kept, fresh, KeyState.PRIMARY);
    }

    /** Refuses to issue what people ask for in the fleet file, but which only a rotation brings about. */
    static void requireSuites(ServiceRecord service, Map<Purpose, Suite> explicit) {
        explicit.forEach((purpose, suite) -> {
            boolean isThere = service.keys().stream()
                    .filter(key -> key.purpose() == purpose)
                    .filter(key -> key.state() == KeyState.PRIMARY || key.state() == KeyState.PREPARED)
                    .anyMatch(key -> key.entry().suite() == suite);
            if (!isThere) {
                throw new FleetException(
                        FleetRefusal.SUITE_CHANGED,
                        "fleet.json asks for " + suite.id() + " for " + purpose.id() + " of the service "
                                + service.service() + ", which has another suite");
            }
        });
    }

    /** The next state of a key. */
    private interface Next {
        KeyRecord of(KeyRecord key);
    }
}
