package io.redoubt.provisioning;

import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.JsonMembers;
import io.redoubt.internal.StrictJson;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code redoubt fields inventory --json} found, version 1. Nobody signs it: it keeps operators from losing data by mistake, and
 * is no defence against them.
 *
 * @param trustDomain of the service, as whoever took it said
 * @param service whose data it counted
 * @param takenAt when, by the clock of the database, in whole seconds
 * @param standing under which keys something stands
 */
record InventoryProof(String trustDomain, String service, Instant takenAt, Set<Standing> standing) {

    /** What an inventory counts. The other keys leave nothing in a database. */
    private static final Set<Purpose> COUNTED =
            Set.of(Purpose.FIELD, Purpose.FIELD_EQ, Purpose.BLIND_INDEX, Purpose.SUBJECT_WRAP);

    private static final Duration LONGEST = Duration.ofHours(24);

    /** Clocks of databases are set as well as others. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    private static final int VERSION = 1;
    private static final long MAX_SECONDS = 1L << 40;
    private static final int MAX_BYTES = 1 << 20;
    private static final JsonLimits LIMITS = new JsonLimits(MAX_BYTES, 8, 100_000);
    private static final Set<String> MEMBERS = Set.of("v", "trustDomain", "service", "takenAt", "standing");
    private static final Set<String> FOR_PEOPLE = Set.of("ok", "fields");
    private static final Set<String> OF_STANDING = Set.of("purpose", "epoch", "rows");

    /**
     * Something that stands under a key.
     *
     * @param purpose of the key, by its id
     * @param epoch of the key
     */
    record Standing(String purpose, int epoch) {}

    InventoryProof {
        standing = Set.copyOf(standing);
    }

    static InventoryProof read(byte[] document) {
        try {
            JsonMembers members = JsonMembers.of(StrictJson.object(document, LIMITS), MEMBERS, FOR_PEOPLE);
            members.number("v", VERSION, VERSION);
            Set<Standing> standing = new HashSet<>();
            for (Map<String, Object> object : members.objects("standing")) {
                JsonMembers one = JsonMembers.of(object, OF_STANDING, Set.of());
                if (one.number("rows", 0, Long.MAX_VALUE) > 0) {
                    standing.add(new Standing(one.text("purpose"), (int) one.number("epoch", 0, KeyEntry.MAX_EPOCH)));
                }
            }
            return new InventoryProof(
                    members.text("trustDomain"),
                    members.text("service"),
                    Instant.ofEpochSecond(members.number("takenAt", 0, MAX_SECONDS)),
                    standing);
        } catch (JsonException e) {
            throw refused("the inventory is not what 'redoubt fields inventory --json' wrote");
        }
    }

    /** {@return whether data may stand under a key that a plan takes away} */
    static boolean isNeeded(ServiceRecord before, KeyPlan plan) {
        return !counted(before, plan).isEmpty();
    }

    /** Those that were ever in use: under a prepared one nothing was sealed. */
    private static List<KeyRecord> counted(ServiceRecord before, KeyPlan plan) {
        return before.keys().stream()
                .filter(key -> COUNTED.contains(key.purpose()) && key.state() != KeyState.PREPARED)
                .filter(key -> !plan.kept().contains(key))
                .toList();
    }

    /** Refuses a plan that takes a key away under which something stands, or of which this does not tell. */
    void require(Manifest manifest, ServiceRecord before, KeyPlan plan, Instant now) {
        if (!trustDomain.equals(manifest.trustDomain().value())
                || !service.equals(before.service().value())) {
            throw refused("the inventory is of another service or trust domain");
        }
        if (takenAt.isBefore(now.minus(LONGEST)) || takenAt.isAfter(now.plus(SKEW))) {
            throw refused("the inventory is older than 24 hours, or of the future");
        }
        for (KeyRecord key : counted(before, plan)) {
            requireFree(key);
        }
    }

    private void requireFree(KeyRecord key) {
        String name = key.purpose().id() + " of epoch " + key.epoch();
        if (takenAt.isBefore(key.since())) {
            throw refused("the inventory was taken before the key for " + name + " went out of use");
        }
        if (standing.contains(new Standing(key.purpose().id(), key.epoch()))) {
            throw new FleetException(FleetRefusal.STANDING, "data stands under the key for " + name);
        }
    }

    private static FleetException refused(String problem) {
        return new FleetException(FleetRefusal.INVENTORY, problem);
    }
}
