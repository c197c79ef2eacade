package io.redoubt.provisioning;

import io.redoubt.ConfigurationException;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.JsonMembers;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.internal.StrictJson;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeysetHeader;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an instance states about its keys, format 1, read strictly. Immutable and thread-safe.
 *
 * @param trustDomain the trust domain
 * @param service the service
 * @param instance the instance: 1 to 255 characters, none of them a control character
 * @param generation that of its keyset
 * @param keys all keys that its keyset names
 * @param at when, in whole seconds
 */
record AttestationFormat(
        TrustDomain trustDomain,
        ServiceName service,
        String instance,
        long generation,
        Set<KeyEntry> keys,
        Instant at) {

    private static final long VERSION = 1;
    private static final JsonLimits LIMITS = new JsonLimits(SignedEnvelope.MAX_BYTES, 3, 512);
    private static final Set<String> MEMBERS =
            Set.of("v", "trustDomain", "service", "instance", "generation", "keys", "at");
    private static final Pattern INSTANCE = Pattern.compile("[^\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]{1,255}");

    AttestationFormat {
        keys = Set.copyOf(keys);
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException("the name of an instance is 1 to 255 characters that can be shown");
        }
    }

    /** {@return the statement, or nothing if it is of any other form} */
    static Optional<AttestationFormat> read(byte[] payload) {
        try {
            JsonMembers members = JsonMembers.of(StrictJson.object(payload, LIMITS), MEMBERS, Set.of());
            members.number("v", VERSION, VERSION);
            return Optional.of(new AttestationFormat(
                    new TrustDomain(members.text("trustDomain")),
                    new ServiceName(members.text("service")),
                    members.text("instance"),
                    members.number("generation", 1, KeysetHeader.MAX_GENERATION),
                    keys(members),
                    KeyFormat.time(members, "at")));
        } catch (JsonException | IllegalArgumentException | ConfigurationException e) {
            return Optional.empty();
        }
    }

    private static Set<KeyEntry> keys(JsonMembers members) throws JsonException {
        Set<KeyEntry> keys = new HashSet<>();
        for (Map<String, Object> object : members.objects("keys")) {
            if (!keys.add(KeyFormat.read(KeyFormat.members(object, Set.of(), Set.of())))) {
                throw new JsonException("a key is listed twice");
            }
        }
        return keys;
    }
}
