package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.EnvelopeSigner;
import io.redoubt.internal.HkdfSha512;
import io.redoubt.internal.P256Keys;
import java.util.Arrays;

/**
 * Makes every key of one trust domain from its root, always the same from the same, as laid down in
 * {@code docs/vectors/derivation-v1.json}.
 *
 * <p>What names a key is bound into it: trust domain, service, epoch, purpose, suite and length. The step from the root is
 * one HMAC, and also the key derivation in counter mode of NIST SP 800-108r1 section 4.1, with one block and the counter of
 * 8 bits behind the fixed data. Thread-safe if the root is.
 *
 * @since 0.1.0
 */
public final class Derivation {

    private static final byte COUNTER = 1;
    private static final int PROVISIONER_SEED_BYTES = 32;

    private final Root root;
    private final TrustDomain trustDomain;

    /**
     * Derives from this root.
     *
     * @param root the root, which stays its owner's to close
     * @param trustDomain the domain of all keys
     */
    public Derivation(Root root, TrustDomain trustDomain) {
        this.root = root;
        this.trustDomain = trustDomain;
    }

    /**
     * {@return what all keys of one epoch of a service are made of, by one call of the root; to be closed}
     *
     * @param service the service
     * @param epoch 1 to 65535
     * @throws IllegalArgumentException if there is no such epoch
     * @throws IllegalStateException if the root is closed, or cannot be reached
     */
    public EpochSecret epoch(ServiceName service, int epoch) {
        byte[] secret = fromRoot(DerivationInputs.epoch(trustDomain, service, epoch));
        return new EpochSecret(secret, trustDomain, service, epoch);
    }

    /**
     * {@return what signs keysets, manifests and revocations: a key of P-256}
     *
     * @param number 1 for the first, the next for each that follows it, at most 65535
     * @throws IllegalArgumentException if there is no such number
     * @throws IllegalStateException if the root is closed, or cannot be reached
     */
    public EnvelopeSigner provisioner(int number) {
        byte[] info = DerivationInputs.provisionerKey(trustDomain, number);
        byte[] secret = fromRoot(DerivationInputs.provisioner(trustDomain, number));
        byte[] seed = HkdfSha512.expand(secret, info, PROVISIONER_SEED_BYTES);
        Arrays.fill(secret, (byte) 0);
        try {
            return EnvelopeSigner.of(P256Keys.fromSeed(seed));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    private byte[] fromRoot(byte[] fixedData) {
        byte[] input = Arrays.copyOf(fixedData, fixedData.length + 1);
        input[fixedData.length] = COUNTER;
        return root.mac(input);
    }

    /** {@return for which trust domain this derives} */
    @Override
    public String toString() {
        return "Derivation for " + trustDomain;
    }
}
