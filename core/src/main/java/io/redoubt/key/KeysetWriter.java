package io.redoubt.key;

import io.redoubt.internal.Json;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes what a keyset file says, to be signed by whoever issues it: for provisioning, never for a service. Thread-safe.
 * FORMATS section 3.
 *
 * @since 0.1.0
 */
public final class KeysetWriter {

    private KeysetWriter() {}

    /**
     * {@return the payload of a keyset file, format 1}
     *
     * @param header for whom and when
     * @param delivered the keys in it
     * @param named keys that are disabled or destroyed, by name only
     * @param wrapping how the keys are hidden
     * @throws IllegalArgumentException if the keys do not make a keyset, such as two of one purpose and epoch
     */
    public static byte[] payload(
            KeysetHeader header, List<LeafKey> delivered, List<KeyEntry> named, Wrapping wrapping) {
        List<KeyEntry> entries = Stream.concat(delivered.stream().map(LeafKey::entry), named.stream())
                .toList();
        KeyList.problem(entries).ifPresent(problem -> {
            throw new IllegalArgumentException("the keyset " + problem);
        });
        if (named.stream().anyMatch(entry -> entry.state().isDelivered())
                || delivered.stream().anyMatch(leaf -> !leaf.entry().state().isDelivered())) {
            throw new IllegalArgumentException("a key is delivered in the states in which it is, and only in these");
        }
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("v", 1);
        payload.put("trustDomain", header.trustDomain().value());
        payload.put("service", header.service().value());
        payload.put("generation", header.generation());
        payload.put("root", header.root());
        payload.put("nbf", header.notBefore().getEpochSecond());
        payload.put("exp", header.expires().getEpochSecond());
        payload.put("keys", entries.stream().map(KeysetWriter::entry).toList());
        try {
            putSets(payload, header, bySet(delivered), wrapping.recipient());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink takes keys that were made for it", e);
        }
        return Json.write(payload);
    }

    /** {@return a key as every document lists it} */
    static Map<String, Object> entry(KeyEntry entry) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kid", entry.kid());
        members.put("purpose", entry.purpose().id());
        members.put("suite", entry.suite().id());
        members.put("epoch", entry.epoch());
        members.put("state", entry.state().id());
        members.put("fp", entry.fingerprint());
        return members;
    }

    private static Map<Purpose, List<LeafKey>> bySet(List<LeafKey> leaves) {
        Map<Purpose, List<LeafKey>> sets = new LinkedHashMap<>();
        leaves.forEach(leaf -> sets.computeIfAbsent(leaf.entry().purpose(), purpose -> new ArrayList<>())
                .add(leaf));
        return sets;
    }

    private static void putSets(
            Map<String, Object> payload,
            KeysetHeader header,
            Map<Purpose, List<LeafKey>> leaves,
            Optional<Wrapping.ForRecipient> recipient)
            throws GeneralSecurityException {
        Map<String, Object> wrap = new LinkedHashMap<>();
        Optional<KeysetCipher> cipher = Optional.empty();
        if (recipient.isPresent()) {
            RecipientKey key = recipient.get().key();
            byte[] keyEncryptionKey = newKey(recipient.get().random());
            wrap.put("alg", "hpke-x25519");
            wrap.put("kid", key.id());
            wrap.put("kek", encode(key.seal(keyEncryptionKey, KeysetCipher.wrapInfo(header))));
            cipher = Optional.of(KeysetCipher.of(keyEncryptionKey, header));
            Arrays.fill(keyEncryptionKey, (byte) 0);
        } else {
            wrap.put("alg", "none");
        }
        payload.put("wrap", wrap);
        Map<String, Object> sets = new LinkedHashMap<>();
        for (Map.Entry<Purpose, List<LeafKey>> set : leaves.entrySet()) {
            byte[] clear = StoredKeys.write(set.getValue());
            byte[] stored = cipher.isPresent() ? cipher.get().seal(set.getKey(), clear) : clear;
            sets.put(set.getKey().id(), encode(stored));
        }
        payload.put("sets", sets);
    }

    private static byte[] newKey(SecureRandom random) {
        byte[] key = new byte[KeysetCipher.KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
