package io.redoubt.provisioning;

import io.redoubt.ConfigurationException;
import io.redoubt.ServiceName;
import io.redoubt.internal.Json;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.JsonMembers;
import io.redoubt.internal.StrictJson;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeysetHeader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One line of the audit log: who did what, and what keys the service has since then. Immutable and thread-safe.
 *
 * @param n its number, from 1
 * @param at when, in whole seconds
 * @param who who did it
 * @param action what
 * @param subject to which service, but for the beginning of the fleet
 * @param root the id of the root
 * @param keys every key of the service, in whatever state; none after its removal
 * @param manifest hash of the manifest file that came of it
 * @param previous hash of the line before
 */
record AuditLine(
        long n,
        Instant at,
        String who,
        AuditAction action,
        Optional<Subject> subject,
        String root,
        List<KeyEntry> keys,
        String manifest,
        String previous) {

    /** More than 60,000 keys of one service. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final JsonLimits LIMITS = new JsonLimits(MAX_BYTES, 3, 200_000);
    private static final Set<String> MEMBERS =
            Set.of("n", "at", "who", "action", "root", "keys", "manifest", "previous");
    private static final Set<String> SUBJECT = Set.of("service", "generation", "wrap");

    /**
     * The keyset that a line tells of.
     *
     * @param service the service
     * @param generation the generation of its keyset
     * @param wrap {@code none}, or {@code hpke-x25519:} and the id of the recipient key
     */
    record Subject(ServiceName service, long generation, String wrap) {

        static Subject of(ServiceRecord record) {
            return new Subject(
                    record.service(),
                    record.generation(),
                    record.recipient().map(key -> "hpke-x25519:" + key.id()).orElse("none"));
        }
    }

    AuditLine {
        keys = List.copyOf(keys);
        if (!Operator.isName(who) || !RootName.isValid(root) || !Hash.isForm(manifest) || !Hash.isForm(previous)) {
            throw new IllegalArgumentException("a line of the audit log has names and hashes");
        }
    }

    /** {@return the line, without its end} */
    byte[] write() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("n", n);
        members.put("at", at.getEpochSecond());
        members.put("who", who);
        members.put("action", action.id());
        subject.ifPresent(one -> {
            members.put("service", one.service().value());
            members.put("generation", one.generation());
        });
        members.put("root", root);
        members.put("keys", keys.stream().map(KeyFormat::write).toList());
        subject.ifPresent(one -> members.put("wrap", one.wrap()));
        members.put("manifest", manifest);
        members.put("previous", previous);
        return Json.write(members);
    }

    /** {@return the line, or nothing if it is of any other form} */
    static Optional<AuditLine> read(byte[] line) {
        try {
            JsonMembers members = JsonMembers.of(StrictJson.object(line, LIMITS), MEMBERS, SUBJECT);
            return Optional.of(new AuditLine(
                    members.number("n", 1, Long.MAX_VALUE),
                    KeyFormat.time(members, "at"),
                    members.text("who"),
                    AuditAction.of(members.text("action")).orElseThrow(() -> new JsonException("an action is unknown")),
                    subject(members),
                    members.text("root"),
                    keys(members),
                    members.text("manifest"),
                    members.text("previous")));
        } catch (JsonException | IllegalArgumentException | ConfigurationException e) {
            return Optional.empty();
        }
    }

    private static Optional<Subject> subject(JsonMembers members) throws JsonException {
        if (SUBJECT.stream().noneMatch(members::has)) {
            return Optional.empty();
        }
        return Optional.of(new Subject(
                new ServiceName(members.text("service")),
                members.number("generation", 1, KeysetHeader.MAX_GENERATION),
                members.text("wrap")));
    }

    private static List<KeyEntry> keys(JsonMembers members) throws JsonException {
        List<KeyEntry> keys = new ArrayList<>();
        for (Map<String, Object> object : members.objects("keys")) {
            keys.add(KeyFormat.read(KeyFormat.members(object, Set.of(), Set.of())));
        }
        return keys;
    }
}
