package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.HkdfSha512;
import io.redoubt.key.KeyState;
import io.redoubt.key.LeafKey;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What all keys of one epoch of one service are made of: kept in the memory of the provisioner, never written or sent, and
 * overwritten when it is closed. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class EpochSecret implements AutoCloseable {

    private static final int KID_CHOICE_BYTES = 64;

    private final byte[] secret;
    private final TrustDomain trustDomain;
    private final ServiceName service;
    private final int epoch;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param secret what the root made of the epoch's name; not copied */
    EpochSecret(byte[] secret, TrustDomain trustDomain, ServiceName service, int epoch) {
        this.secret = secret;
        this.trustDomain = trustDomain;
        this.service = service;
        this.epoch = epoch;
    }

    /**
     * {@return the key of this epoch for a purpose; to be closed}
     *
     * @param purpose what it is for
     * @param suite what algorithm it is for
     * @param state where it stands in its life; the key is the same in every state
     * @throws IllegalArgumentException if the suite is none for the purpose
     * @throws IllegalStateException if this is closed
     */
    public LeafKey leaf(Purpose purpose, Suite suite, KeyState state) {
        String kid = kid(purpose, suite);
        byte[] leaf = leafBytes(purpose, suite);
        try {
            return LeafKey.of(kid, purpose, suite, epoch, state, leaf);
        } finally {
            Arrays.fill(leaf, (byte) 0);
        }
    }

    byte[] leafBytes(Purpose purpose, Suite suite) {
        byte[] info = DerivationInputs.leaf(trustDomain, service, epoch, purpose, suite);
        return expand(info, purpose.leafBytes());
    }

    /** The first non-zero 4-byte block: Tink knows no key id of zero. */
    private String kid(Purpose purpose, Suite suite) {
        byte[] info = DerivationInputs.kid(trustDomain, service, epoch, purpose, suite);
        return kid(expand(info, KID_CHOICE_BYTES));
    }

    static String kid(byte[] choice) {
        ByteBuffer blocks = ByteBuffer.wrap(choice);
        int kid = 0;
        while (kid == 0) {
            kid = blocks.getInt();
        }
        return HexFormat.of().toHexDigits(kid);
    }

    private byte[] expand(byte[] info, int length) {
        if (closed.get()) {
            throw new IllegalStateException("the secret of this epoch is closed");
        }
        return HkdfSha512.expand(secret, info, length);
    }

    /** Overwrites the secret. */
    @Override
    public void close() {
        closed.set(true);
        Arrays.fill(secret, (byte) 0);
    }

    /** {@return the service and the epoch} */
    @Override
    public String toString() {
        return "EpochSecret of " + service + ", epoch " + epoch;
    }
}
