package io.redoubt.token;

import io.redoubt.internal.Enc;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes nonces for DPoP proofs (RFC 9449 section 9) and knows them again without remembering any: each is the number of a
 * 60-second slot and its MAC, good in that slot and the next.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class DpopNonces {

    private static final String LABEL = "redoubt/dpop-nonce/v1";
    private static final int SLOT_SECONDS = 60;
    private static final int KEY_BYTES = 32;
    private static final int MAC_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Clock clock;
    private final AtomicReference<@Nullable Slots> known = new AtomicReference<>();

    private DpopNonces(byte[] key, Clock clock) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.clock = clock;
    }

    /**
     * {@return nonces that only this object knows, for a service of a single process}
     *
     * @param random makes the key
     * @param clock counts the slots
     */
    public static DpopNonces ofThisProcess(SecureRandom random, Clock clock) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return of(key, clock);
    }

    static DpopNonces of(byte[] key, Clock clock) {
        return new DpopNonces(key, clock);
    }

    /** {@return the nonce of this moment} */
    String current() {
        return slots().current();
    }

    /** {@return since when the nonce can be out, or nothing if it is not one of ours, or an old one} */
    Optional<Instant> knownSince(String nonce) {
        Slots slots = slots();
        if (isSame(nonce, slots.current())) {
            return Optional.of(slots.currentSince());
        }
        return isSame(nonce, slots.last()) ? Optional.of(slots.lastSince()) : Optional.empty();
    }

    private static boolean isSame(String nonce, String expected) {
        return MessageDigest.isEqual(nonce.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    /** One MAC a minute: both nonces of the moment are kept. */
    private Slots slots() {
        long slot = slotNow();
        return known.updateAndGet(slots -> slots != null && slots.slot() == slot ? slots : slotsOf(slot, slots));
    }

    private long slotNow() {
        return clock.instant().getEpochSecond() / SLOT_SECONDS;
    }

    /** Nobody has a nonce before it was asked for here: that is as late as it can be known, and never too late. */
    private Slots slotsOf(long slot, @Nullable Slots before) {
        Instant now = clock.instant();
        Instant lastSince = before != null && before.slot() == slot - 1 ? before.currentSince() : now;
        return new Slots(slot, nonce((int) slot), nonce((int) (slot - 1)), now, lastSince);
    }

    private String nonce(int slot) {
        byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt(slot).array();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] tag = Arrays.copyOf(
                    mac.doFinal(Enc.label(LABEL)
                            .number(Integer.toUnsignedLong(slot))
                            .toBytes()),
                    MAC_BYTES);
            byte[] nonce = ByteBuffer.allocate(number.length + tag.length)
                    .put(number)
                    .put(tag)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    /** The slot of a moment, the nonces that are good in it, and since when somebody may have them. */
    private record Slots(long slot, String current, String last, Instant currentSince, Instant lastSince) {

        /** {@return the slot; a nonce is for one service's clients only} */
        @Override
        public String toString() {
            return "Slots[" + slot + "]";
        }
    }
}
