package io.redoubt.provisioning;

import io.redoubt.ConfigurationException;
import io.redoubt.TrustDomain;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.Json;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.JsonMembers;
import io.redoubt.internal.StrictJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the audit log ends. Immutable and thread-safe.
 *
 * @param trustDomain the trust domain
 * @param n the number of the last line
 * @param line the hash of the last line
 * @param at when it was written, in whole seconds
 */
record AuditHead(TrustDomain trustDomain, long n, String line, Instant at) {

    static final int MAX_BYTES = 16 * 1024;

    private static final long VERSION = 1;
    private static final JsonLimits LIMITS = new JsonLimits(MAX_BYTES, 1, 8);
    private static final Set<String> MEMBERS = Set.of("v", "trustDomain", "n", "line", "at");

    AuditHead {
        if (n < 1 || !Hash.isForm(line)) {
            throw new IllegalArgumentException("the head of an audit log names its last line");
        }
    }

    byte[] write() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("v", VERSION);
        members.put("trustDomain", trustDomain.value());
        members.put("n", n);
        members.put("line", line);
        members.put("at", at.getEpochSecond());
        return Json.write(members);
    }

    /**
     * {@return the head in a file}
     *
     * @throws FleetException if none of the keys has signed it, or it is of any other form
     */
    static AuditHead read(byte[] file, List<String> provisionerKeys) {
        FleetEnvelope envelope = FleetEnvelope.of(EnvelopeType.AUDIT);
        byte[] payload = envelope.read(file, provisionerKeys);
        try {
            JsonMembers members = JsonMembers.of(StrictJson.object(payload, LIMITS), MEMBERS, Set.of());
            members.number("v", VERSION, VERSION);
            return new AuditHead(
                    new TrustDomain(members.text("trustDomain")),
                    members.number("n", 1, Long.MAX_VALUE),
                    members.text("line"),
                    KeyFormat.time(members, "at"));
        } catch (JsonException | IllegalArgumentException | ConfigurationException e) {
            // Without its cause: nothing of the file.
            throw envelope.refused("the head of the audit log is not of format 1");
        }
    }
}
