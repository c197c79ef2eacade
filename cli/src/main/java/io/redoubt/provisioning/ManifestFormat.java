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
import io.redoubt.key.KeysetHeader;
import io.redoubt.key.RecipientKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes a manifest, format 1, and reads it strictly: an unknown member, suite, purpose, state or version is refused. */
final class ManifestFormat {

    private static final long VERSION = 1;
    private static final JsonLimits LIMITS = new JsonLimits(FleetEnvelope.MAX_BYTES, 5, 1_000_000);
    private static final Set<String> MEMBERS =
            Set.of("v", "trustDomain", "sequence", "at", "root", "provisioner", "services", "removed");
    private static final Set<String> SERVICE = Set.of("service", "generation", "nbf", "exp", "keys", "keyset");

    private ManifestFormat() {}

    static byte[] write(Manifest manifest) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("v", VERSION);
        members.put("trustDomain", manifest.trustDomain().value());
        members.put("sequence", manifest.sequence());
        members.put("at", manifest.at().getEpochSecond());
        members.put(
                "root",
                Map.of("id", manifest.root().id(), "kind", manifest.root().kind()));
        members.put(
                "provisioner",
                Map.of(
                        "number",
                        manifest.provisioner().number(),
                        "keys",
                        manifest.provisioner().keys()));
        members.put(
                "services",
                manifest.services().stream().map(ManifestFormat::service).toList());
        members.put(
                "removed",
                manifest.removed().stream().map(ManifestFormat::removed).toList());
        manifest.distinct()
                .ifPresent(compared -> members.put(
                        "distinct",
                        Map.of("leaves", compared.leaves(), "at", compared.at().getEpochSecond())));
        return Json.write(members);
    }

    private static Map<String, Object> service(ServiceRecord record) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("service", record.service().value());
        members.put("generation", record.generation());
        members.put("nbf", record.notBefore().getEpochSecond());
        members.put("exp", record.expires().getEpochSecond());
        record.recipient().ifPresent(key -> members.put("recipient", key.text()));
        members.put("keys", record.keys().stream().map(ManifestFormat::key).toList());
        members.put("keyset", record.keyset());
        return members;
    }

    private static Map<String, Object> key(KeyRecord key) {
        Map<String, Object> members = KeyFormat.write(key.entry());
        members.put("root", key.root());
        members.put("since", key.since().getEpochSecond());
        key.publicKey().ifPresent(text -> members.put("publicKey", text));
        return members;
    }

    private static Map<String, Object> removed(RemovedService gone) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("service", gone.service().value());
        members.put("at", gone.at().getEpochSecond());
        return members;
    }

    /**
     * {@return the manifest}
     *
     * @param payload what was signed
     * @throws FleetException if it is of any other form
     */
    static Manifest read(byte[] payload) {
        try {
            JsonMembers members = JsonMembers.of(StrictJson.object(payload, LIMITS), MEMBERS, Set.of("distinct"));
            members.number("v", VERSION, VERSION);
            return new Manifest(
                    new TrustDomain(members.text("trustDomain")),
                    members.number("sequence", 1, Long.MAX_VALUE),
                    KeyFormat.time(members, "at"),
                    root(members),
                    provisioner(members),
                    services(members),
                    removed(members),
                    distinct(members));
        } catch (JsonException | IllegalArgumentException | ConfigurationException e) {
            // Without its cause: nothing of the file.
            throw FleetEnvelope.of(EnvelopeType.MANIFEST)
                    .refused("the manifest is not of format 1: unknown, missing or malformed members");
        }
    }

    private static RootName root(JsonMembers members) throws JsonException {
        JsonMembers root = JsonMembers.of(members.object("root"), Set.of("id", "kind"), Set.of());
        return new RootName(root.text("id"), root.text("kind"));
    }

    private static ProvisionerKeys provisioner(JsonMembers members) throws JsonException {
        JsonMembers keys = JsonMembers.of(members.object("provisioner"), Set.of("number", "keys"), Set.of());
        return new ProvisionerKeys((int) keys.number("number", 1, Integer.MAX_VALUE), keys.texts("keys"));
    }

    private static List<ServiceRecord> services(JsonMembers members) throws JsonException {
        List<ServiceRecord> services = new ArrayList<>();
        for (Map<String, Object> object : members.objects("services")) {
            JsonMembers service = JsonMembers.of(object, SERVICE, Set.of("recipient"));
            services.add(new ServiceRecord(
                    new ServiceName(service.text("service")),
                    service.number("generation", 1, KeysetHeader.MAX_GENERATION),
                    KeyFormat.time(service, "nbf"),
                    KeyFormat.time(service, "exp"),
                    recipient(service),
                    keys(service),
                    service.text("keyset")));
        }
        return services;
    }

    private static Optional<RecipientKey> recipient(JsonMembers service) throws JsonException {
        if (!service.has("recipient")) {
            return Optional.empty();
        }
        Optional<RecipientKey> key = RecipientKey.parse(service.text("recipient"));
        if (key.isEmpty()) {
            throw new JsonException("a recipient is no public key of X25519");
        }
        return key;
    }

    private static List<KeyRecord> keys(JsonMembers service) throws JsonException {
        List<KeyRecord> keys = new ArrayList<>();
        for (Map<String, Object> object : service.objects("keys")) {
            JsonMembers key = KeyFormat.members(object, Set.of("root", "since"), Set.of("publicKey"));
            keys.add(new KeyRecord(
                    KeyFormat.read(key),
                    key.text("root"),
                    KeyFormat.time(key, "since"),
                    key.has("publicKey") ? Optional.of(key.text("publicKey")) : Optional.empty()));
        }
        return keys;
    }

    private static List<RemovedService> removed(JsonMembers members) throws JsonException {
        List<RemovedService> removed = new ArrayList<>();
        for (Map<String, Object> object : members.objects("removed")) {
            JsonMembers gone = JsonMembers.of(object, Set.of("service", "at"), Set.of());
            removed.add(new RemovedService(new ServiceName(gone.text("service")), KeyFormat.time(gone, "at")));
        }
        return removed;
    }

    private static Optional<DistinctKeys> distinct(JsonMembers members) throws JsonException {
        if (!members.has("distinct")) {
            return Optional.empty();
        }
        JsonMembers compared = JsonMembers.of(members.object("distinct"), Set.of("leaves", "at"), Set.of());
        return Optional.of(
                new DistinctKeys(compared.number("leaves", 0, Long.MAX_VALUE), KeyFormat.time(compared, "at")));
    }
}
