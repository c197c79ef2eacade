package io.redoubt.provisioning;

import io.redoubt.ConfigurationException;
import io.redoubt.ServiceName;
import io.redoubt.internal.Json;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.JsonMembers;
import io.redoubt.internal.StrictJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the files of a step go. Immutable and thread-safe.
 *
 * @param offset how long the audit log was
 * @param outHash hash of the name of the directory of the keysets
 * @param issued the services of which there are keysets
 * @param removed the service of which there is none any more
 */
record JournalPlan(long offset, String outHash, List<ServiceName> issued, Optional<ServiceName> removed) {

    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final long VERSION = 1;
    private static final JsonLimits LIMITS = new JsonLimits(MAX_BYTES, 2, 1_000_000);
    private static final Set<String> MEMBERS = Set.of("v", "offset", "out", "issued", "removed");

    JournalPlan {
        issued = List.copyOf(issued);
    }

    byte[] write() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("v", VERSION);
        members.put("offset", offset);
        members.put("out", outHash);
        members.put("issued", issued.stream().map(ServiceName::value).toList());
        members.put("removed", removed.stream().map(ServiceName::value).toList());
        return Json.write(members);
    }

    static JournalPlan read(byte[] file) {
        try {
            JsonMembers members = JsonMembers.of(StrictJson.object(file, LIMITS), MEMBERS, Set.of());
            members.number("v", VERSION, VERSION);
            return new JournalPlan(
                    members.number("offset", 0, Long.MAX_VALUE),
                    members.text("out"),
                    members.texts("issued").stream().map(ServiceName::new).toList(),
                    members.texts("removed").stream().map(ServiceName::new).findFirst());
        } catch (JsonException | ConfigurationException e) {
            throw new FleetException(FleetRefusal.FILES, "the plan of the interrupted command is malformed");
        }
    }
}
