package io.redoubt.token;

import io.redoubt.Reason;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The usable keys of an issuer at one moment, immutable; exactly one of them is ever chosen for a token. */
final class KeySnapshot {

    private final List<VerificationKey> keys;
    private final Map<String, VerificationKey> byKeyId;
    private final List<String> quarantined;
    private final KeySetException.Severity severity;

    /**
     * @param keys keys that passed the lint; no two of them share a key id
     * @param quarantined why the other keys of the set are not used, one sentence each
     * @param severity how bad the worst of them is
     */
    KeySnapshot(List<VerificationKey> keys, List<String> quarantined, KeySetException.Severity severity) {
        this.keys = List.copyOf(keys);
        this.byKeyId = keys.stream()
                .filter(key -> key.keyId().isPresent())
                .collect(Collectors.toUnmodifiableMap(key -> key.keyId().orElseThrow(), Function.identity()));
        this.quarantined = List.copyOf(quarantined);
        this.severity = severity;
    }

    /**
     * {@return these keys, where each that the earlier snapshot holds already is the very object it is there}
     *
     * @param earlier the snapshot that this one follows
     */
    KeySnapshot keepingSlotsOf(KeySnapshot earlier) {
        List<VerificationKey> kept = keys.stream()
                .map(key -> earlier.keys.stream()
                        .filter(key::sharesSlotWith)
                        .findFirst()
                        .orElse(key))
                .toList();
        return new KeySnapshot(kept, quarantined, severity);
    }

    /** Retires the keys that are not in the later snapshot. */
    void retireAllBut(KeySnapshot later) {
        keys.stream().filter(key -> !later.keys.contains(key)).forEach(VerificationKey::retire);
    }

    void retireAll() {
        keys.forEach(VerificationKey::retire);
    }

    List<VerificationKey> keys() {
        return keys;
    }

    int size() {
        return keys.size();
    }

    /** {@return whether a key of the set is in everybody's hands; it is not used, but its issuer should know} */
    boolean tellsOfACompromise() {
        return severity == KeySetException.Severity.COMPROMISE;
    }

    List<String> quarantined() {
        return quarantined;
    }

    /**
     * {@return the one key for a token with this header; never one to try after another}
     *
     * @throws RefusedException if no key has the key id, or not exactly one key fits the algorithm
     */
    VerificationKey choose(JoseHeader header) throws RefusedException {
        if (header.keyId().isEmpty()) {
            List<VerificationKey> fitting =
                    keys.stream().filter(key -> key.fits(header.algorithm())).toList();
            if (fitting.size() != 1) {
                throw new RefusedException(Reason.UNFIT_KEY);
            }
            return fitting.get(0);
        }
        VerificationKey key = byKeyId.get(header.keyId().get());
        if (key == null) {
            throw new RefusedException(Reason.UNKNOWN_KEY);
        }
        if (!key.fits(header.algorithm())) {
            throw new RefusedException(Reason.UNFIT_KEY);
        }
        return key;
    }
}
