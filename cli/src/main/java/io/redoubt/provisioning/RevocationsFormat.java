package io.redoubt.provisioning;

import io.redoubt.ConfigurationException;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.Json;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.JsonMembers;
import io.redoubt.internal.StrictJson;
import io.redoubt.key.KeyEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a list of revocations, format 1, and reads it strictly. */
final class RevocationsFormat {

    private static final long VERSION = 1;
    private static final JsonLimits LIMITS = new JsonLimits(FleetEnvelope.MAX_BYTES, 3, 1_000_000);
    private static final Set<String> MEMBERS = Set.of("v", "trustDomain", "sequence", "at", "revoked");
    private static final Set<String> REVOCATION = Set.of("service", "epoch", "at");

    private RevocationsFormat() {}

    static byte[] write(Revocations revocations) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("v", VERSION);
        members.put("trustDomain", revocations.trustDomain().value());
        members.put("sequence", revocations.sequence());
        members.put("at", revocations.at().getEpochSecond());
        members.put(
                "revoked",
                revocations.revoked().stream()
                        .map(RevocationsFormat::revocation)
                        .toList());
        return Json.write(members);
    }

    private static Map<String, Object> revocation(Revocation revocation) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("service", revocation.service().value());
        members.put("epoch", revocation.epoch());
        members.put("at", revocation.at().getEpochSecond());
        return members;
    }

    /**
     * {@return the list}
     *
     * @param payload what was signed
     * @throws FleetException if it is of any other form
     */
    static Revocations read(byte[] payload) {
        try {
            JsonMembers members = JsonMembers.of(StrictJson.object(payload, LIMITS), MEMBERS, Set.of());
            members.number("v", VERSION, VERSION);
            return new Revocations(
                    new TrustDomain(members.text("trustDomain")),
                    members.number("sequence", 1, Long.MAX_VALUE),
                    KeyFormat.time(members, "at"),
                    revoked(members));
        } catch (JsonException | IllegalArgumentException | ConfigurationException e) {
            // Without its cause: nothing of the file.
            throw FleetEnvelope.of(EnvelopeType.REVOCATIONS)
                    .refused("the list of revocations is not of format 1: unknown, missing or malformed members");
        }
    }

    private static List<Revocation> revoked(JsonMembers members) throws JsonException {
        List<Revocation> revoked = new ArrayList<>();
        for (Map<String, Object> object : members.objects("revoked")) {
            JsonMembers one = JsonMembers.of(object, REVOCATION, Set.of());
            revoked.add(new Revocation(
                    new ServiceName(one.text("service")),
                    (int) one.number("epoch", 1, KeyEntry.MAX_EPOCH),
                    KeyFormat.time(one, "at")));
        }
        return revoked;
    }
}
