package io.redoubt.provisioning;

import io.redoubt.internal.EnvelopeKey;
import java.util.List;

/**
 * The keys whose signature counts in a fleet. Immutable and thread-safe.
 *
 * @param number the number of the one that signs now, 1 to 65535
 * @param keys all that count, as services pin them: SubjectPublicKeyInfo in base64; the one that signs now is the last
 * @since 0.1.0
 */
public record ProvisionerKeys(int number, List<String> keys) {

    private static final int MAX_NUMBER = 65_535;

    /**
     * Accepts what fits together, and copies the list.
     *
     * @param number the number of the one that signs now
     * @param keys all that count
     * @throws IllegalArgumentException if the number is out of range, there is no key, or one is none of P-256
     */
    public ProvisionerKeys {
        keys = List.copyOf(keys);
        if (number < 1 || number > MAX_NUMBER || keys.isEmpty() || keys.size() > number) {
            throw new IllegalArgumentException("provisioner keys are numbered from 1 to " + MAX_NUMBER);
        }
        if (!keys.stream().allMatch(ProvisionerKeys::isP256)) {
            throw new IllegalArgumentException("a provisioner key is a P-256 public key in base64");
        }
    }

    private static boolean isP256(String text) {
        return EnvelopeKey.parse(text)
                .filter(key -> key.algorithm().equals("ES256"))
                .isPresent();
    }
}
