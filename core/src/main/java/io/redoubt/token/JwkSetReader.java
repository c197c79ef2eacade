package io.redoubt.token;

import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a JWK set (RFC 7517 section 5): a key that fails the lint is set aside with the reason, and its neighbours
 * work.
 */
final class JwkSetReader {

    private static final JsonLimits LIMITS = new JsonLimits(JsonDownload.MAX_BYTES, 8, 256);

    private JwkSetReader() {}

    /**
     * {@return the usable keys, at least one}
     *
     * @throws KeySetException if this is no JWK set, or no key of it is usable
     */
    static KeySnapshot read(byte[] json) throws KeySetException {
        List<VerificationKey> usable = new ArrayList<>();
        List<String> quarantined = new ArrayList<>();
        List<?> entries = entries(json);
        Set<Object> twins = twins(entries);
        for (int i = 0; i < entries.size(); i++) {
            try {
                readKey(entries.get(i), twins).ifPresent(usable::add);
            } catch (KeySetException e) {
                // Its place names the key; its id is text from outside.
                quarantined.add("key " + (i + 1) + " of " + entries.size() + " " + e.getMessage());
            }
        }
        if (usable.isEmpty()) {
            throw new KeySetException("the JWK set holds no usable signature key"
                    + (quarantined.isEmpty() ? "" : " (" + String.join("; ", quarantined) + ")"));
        }
        return new KeySnapshot(usable, quarantined);
    }

    private static List<?> entries(byte[] json) throws KeySetException {
        try {
            if (StrictJson.object(json, LIMITS).get("keys") instanceof List<?> keys) {
                return keys;
            }
        } catch (JsonException e) {
            throw new KeySetException("the JWK set is no strict JSON: " + e.getMessage());
        }
        throw new KeySetException("the JWK set has no list of keys");
    }

    private static Optional<VerificationKey> readKey(Object entry, Set<Object> twins) throws KeySetException {
        if (!(entry instanceof Map<?, ?> members)) {
            throw new KeySetException("is no JSON object");
        }
        Map<String, Object> jwk = new HashMap<>();
        members.forEach((name, value) -> jwk.put((String) name, value));
        Optional<VerificationKey> key = JwkReader.read(jwk);
        if (key.isPresent() && twins.contains(jwk.get("kid"))) {
            throw new KeySetException("has the key id of another key");
        }
        return key;
    }

    /** {@return key ids that stand more than once: nobody can say which of the keys a token means, so none is used} */
    private static Set<Object> twins(List<?> entries) {
        Set<Object> seen = new HashSet<>();
        Set<Object> twins = new HashSet<>();
        for (Object entry : entries) {
            if (entry instanceof Map<?, ?> jwk
                    && jwk.get("kid") instanceof String keyId
                    && !"enc".equals(jwk.get("use"))
                    && !seen.add(keyId)) {
                twins.add(keyId);
            }
        }
        return twins;
    }
}
