package io.redoubt.token;

import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import io.redoubt.token.KeySetException.Severity;
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

    private final JwkReader keys;

    private JwkSetReader(JwkReader keys) {
        this.keys = keys;
    }

    /**
     * {@return the usable keys of a set that everybody may read, at least one}
     *
     * @throws KeySetException if this is no JWK set, or no key of it is usable
     */
    static KeySnapshot read(byte[] json) throws KeySetException {
        return read(json, SignatureProviders.here());
    }

    static KeySnapshot read(byte[] json, SignatureProviders providers) throws KeySetException {
        return new JwkSetReader(new JwkReader(providers)).readPublic(entries(json));
    }

    /**
     * {@return the keys of a set that the operator has configured: public ones, or secrets, and never both}
     *
     * @throws KeySetException if this is no JWK set, no key of it is usable, or one is bad: whoever can mend the set is there
     */
    static KeySnapshot readConfigured(byte[] json) throws KeySetException {
        List<?> entries = entries(json);
        JwkSetReader reader = new JwkSetReader(new JwkReader(SignatureProviders.here()));
        long secrets = entries.stream().filter(JwkSetReader::isSymmetric).count();
        if (secrets != 0 && secrets != entries.size()) {
            // RFC 8725 section 2.1: where both kinds are at hand, a public key may be taken for a secret.
            throw new KeySetException("the JWK set mixes secrets with public keys");
        }
        KeySnapshot snapshot = secrets == 0 ? reader.readPublic(entries) : reader.readSecrets(entries);
        if (!snapshot.quarantined().isEmpty()) {
            throw new KeySetException(
                    "the JWK set holds a bad key (" + String.join("; ", snapshot.quarantined()) + ")");
        }
        return snapshot;
    }

    private KeySnapshot readPublic(List<?> entries) throws KeySetException {
        return readAll(entries, keys::readPublic);
    }

    private KeySnapshot readSecrets(List<?> entries) throws KeySetException {
        return readAll(entries, keys::readSecret);
    }

    private static KeySnapshot readAll(List<?> entries, KeyReader reader) throws KeySetException {
        List<VerificationKey> usable = new ArrayList<>();
        List<String> quarantined = new ArrayList<>();
        Severity severity = Severity.FAULT;
        Set<Object> twins = twins(entries);
        for (int i = 0; i < entries.size(); i++) {
            try {
                readKey(entries.get(i), twins, reader).ifPresent(usable::add);
            } catch (KeySetException e) {
                // Its place names the key; its id is text from outside.
                quarantined.add("key " + (i + 1) + " of " + entries.size() + " " + e.getMessage());
                severity = e.severity() == Severity.COMPROMISE ? Severity.COMPROMISE : severity;
            }
        }
        if (usable.isEmpty()) {
            throw new KeySetException(
                    "the JWK set holds no usable signature key"
                            + (quarantined.isEmpty() ? "" : " (" + String.join("; ", quarantined) + ")"),
                    severity);
        }
        return new KeySnapshot(usable, quarantined, severity);
    }

    private static boolean isSymmetric(Object entry) {
        return entry instanceof Map<?, ?> jwk && "oct".equals(jwk.get("kty"));
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

    private static Optional<VerificationKey> readKey(Object entry, Set<Object> twins, KeyReader reader)
            throws KeySetException {
        if (!(entry instanceof Map<?, ?> members)) {
            throw new KeySetException("is no JSON object");
        }
        Map<String, Object> jwk = new HashMap<>();
        members.forEach((name, value) -> jwk.put((String) name, value));
        Optional<VerificationKey> key = reader.read(jwk);
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

    /** Reads one key of the set. */
    private interface KeyReader {
        Optional<VerificationKey> read(Map<String, Object> jwk) throws KeySetException;
    }
}
