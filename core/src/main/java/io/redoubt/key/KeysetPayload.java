package io.redoubt.key;

import io.redoubt.ConfigurationException;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.JsonMembers;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.internal.StrictJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a keyset file says, format 1, read strictly: an unknown member, suite, purpose, state or version is refused. FORMATS
 * section 3.
 *
 * @param header for whom and when
 * @param entries its keys by name, all that must hold among them holding
 * @param wrap how its sets are hidden
 * @param sets by purpose, in base64url, the keys themselves, perhaps encrypted
 */
record KeysetPayload(KeysetHeader header, List<KeyEntry> entries, Optional<Wrap> wrap, Map<Purpose, String> sets) {

    static final long VERSION = 1;

    private static final JsonLimits LIMITS = new JsonLimits(SignedEnvelope.MAX_BYTES, 4, 2 * KeyList.MAX_KEYS);
    private static final Set<String> MEMBERS =
            Set.of("v", "trustDomain", "service", "generation", "root", "nbf", "exp", "keys", "wrap", "sets");
    private static final Set<String> ENTRY = Set.of("kid", "purpose", "suite", "epoch", "state", "fp");
    private static final Set<String> HPKE = Set.of("alg", "kid", "kek");
    private static final long MAX_SECONDS =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    /**
     * The key-encryption key, sealed for its recipient.
     *
     * @param recipient the id of the recipient's key
     * @param sealed what HPKE gave, in base64url: the encapsulated key, then the ciphertext
     */
    record Wrap(String recipient, String sealed) {}

    /**
     * {@return the payload}
     *
     * @param bytes what was signed
     * @throws KeysetException if it is of any other form
     */
    static KeysetPayload read(byte[] bytes) throws KeysetException {
        try {
            JsonMembers members = JsonMembers.of(StrictJson.object(bytes, LIMITS), MEMBERS, Set.of());
            members.number("v", VERSION, VERSION);
            List<KeyEntry> entries = entries(members);
            Optional<String> problem = KeyList.problem(entries);
            if (problem.isPresent()) {
                throw new KeysetException(KeysetCheck.FORM, problem.get());
            }
            return new KeysetPayload(header(members), entries, wrap(members), sets(members, entries));
        } catch (JsonException | IllegalArgumentException | ConfigurationException e) {
            // Without its cause: nothing of the file.
            throw new KeysetException(KeysetCheck.FORM, "is not of format 1: unknown, missing or malformed members");
        }
    }

    private static KeysetHeader header(JsonMembers members) throws JsonException {
        return new KeysetHeader(
                new TrustDomain(members.text("trustDomain")),
                new ServiceName(members.text("service")),
                members.number("generation", 1, KeysetHeader.MAX_GENERATION),
                members.text("root"),
                Instant.ofEpochSecond(members.number("nbf", 0, MAX_SECONDS)),
                Instant.ofEpochSecond(members.number("exp", 0, MAX_SECONDS)));
    }

    private static List<KeyEntry> entries(JsonMembers members) throws JsonException {
        List<KeyEntry> entries = new ArrayList<>();
        for (Map<String, Object> object : members.objects("keys")) {
            JsonMembers entry = JsonMembers.of(object, ENTRY, Set.of());
            entries.add(new KeyEntry(
                    entry.text("kid"),
                    Purpose.of(entry.text("purpose")).orElseThrow(KeysetPayload::unknown),
                    Suite.of(entry.text("suite")).orElseThrow(KeysetPayload::unknown),
                    (int) entry.number("epoch", 1, KeyEntry.MAX_EPOCH),
                    KeyState.of(entry.text("state")).orElseThrow(KeysetPayload::unknown),
                    entry.text("fp")));
        }
        return List.copyOf(entries);
    }

    private static Optional<Wrap> wrap(JsonMembers members) throws JsonException {
        Map<String, Object> wrap = members.object("wrap");
        if ("none".equals(wrap.get("alg"))) {
            JsonMembers.of(wrap, Set.of("alg"), Set.of());
            return Optional.empty();
        }
        JsonMembers hpke = JsonMembers.of(wrap, HPKE, Set.of());
        if (!hpke.text("alg").equals("hpke-x25519")) {
            throw unknown();
        }
        return Optional.of(new Wrap(hpke.text("kid"), hpke.text("kek")));
    }

    private static Map<Purpose, String> sets(JsonMembers members, List<KeyEntry> entries) throws JsonException {
        Map<Purpose, String> sets = new EnumMap<>(Purpose.class);
        Map<String, Object> texts = members.object("sets");
        for (String id : texts.keySet()) {
            sets.put(
                    Purpose.of(id).orElseThrow(KeysetPayload::unknown),
                    JsonMembers.of(texts, texts.keySet(), Set.of()).text(id));
        }
        if (!sets.keySet().equals(KeyList.delivered(entries).keySet())) {
            throw new JsonException("sets and keys are of different purposes");
        }
        return sets;
    }

    private static JsonException unknown() {
        return new JsonException("a name that this version does not know");
    }
}
