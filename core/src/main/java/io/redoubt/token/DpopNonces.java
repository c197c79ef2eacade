package io.redoubt.token;

import io.redoubt.MacKey;
import io.redoubt.MacKeys;
import io.redoubt.internal.Enc;
import io.redoubt.internal.HmacSha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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

    private final MacKeys keys;
    private final Makers makers;
    private final Clock clock;
    private final AtomicReference<@Nullable Slots> known = new AtomicReference<>();

    private DpopNonces(MacKeys keys, Makers makers, Clock clock) {
        this.keys = keys;
        this.makers = makers;
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
        List<MacKey> only = List.of(new HmacSha256(key));
        return new DpopNonces(() -> only, Makers.THIS_OBJECT, clock);
    }

    /**
     * {@return nonces that every instance knows which has one of these keys: made under the first, known again under each}
     *
     * <p>From the moment at which a key is not among them any more, its nonces are refused. A nonce proves no more than that
     * its slot had begun, for another instance may have made it, or this one before it was restarted.
     *
     * @param keys of this purpose alone; asked for each nonce
     * @param clock counts the slots; where those of two instances differ, a client may be asked again when a slot begins
     */
    public static DpopNonces under(MacKeys keys, Clock clock) {
        return new DpopNonces(keys, Makers.WHOEVER_HAS_THE_KEYS, clock);
    }

    /** {@return the nonce of this moment} */
    String current() {
        return slots().current().get(0);
    }

    /** {@return since when the nonce can be out, or nothing if it is not one of ours, or an old one} */
    Optional<Instant> knownSince(String nonce) {
        Slots slots = slots();
        byte[] presented = nonce.getBytes(StandardCharsets.UTF_8);
        if (isAmong(slots.current(), presented)) {
            return Optional.of(slots.currentSince());
        }
        return isAmong(slots.last(), presented) ? Optional.of(slots.lastSince()) : Optional.empty();
    }

    private static boolean isAmong(List<String> expected, byte[] nonce) {
        for (String one : expected) {
            if (MessageDigest.isEqual(nonce, one.getBytes(StandardCharsets.UTF_8))) {
                return true;
            }
        }
        return false;
    }

    /** Two MACs a minute of each key: the nonces of the moment are kept, for as long as the keys are the same. */
    private Slots slots() {
        List<MacKey> live = keys.live();
        long slot = slotOf(clock.instant());
        Slots slots = known.get();
        if (slots != null && slots.isOf(slot, live)) {
            return slots;
        }
        // By the keys of this very call: who asks after a key is gone never gets an answer that knows it.
        return known.updateAndGet(last -> last != null && last.isOf(slot, live) ? last : slotsOf(slot, live, last));
    }

    private static long slotOf(Instant moment) {
        return moment.getEpochSecond() / SLOT_SECONDS;
    }

    private Slots slotsOf(long slot, List<MacKey> live, @Nullable Slots before) {
        return new Slots(
                slot, live, nonces(live, slot), nonces(live, slot - 1), since(slot, before), since(slot - 1, before));
    }

    /** As late as it can be known, and never too late. */
    private Instant since(long slot, @Nullable Slots before) {
        return switch (makers) {
            // By the clock of who made it; by how much it may differ from ours, the shared memory allows for.
            case WHOEVER_HAS_THE_KEYS -> Instant.ofEpochSecond(slot * SLOT_SECONDS);
            // Nobody has a nonce before it was asked for here.
            case THIS_OBJECT ->
                before == null ? clock.instant() : before.sinceOf(slot).orElseGet(clock::instant);
        };
    }

    private static List<String> nonces(List<MacKey> live, long slot) {
        return live.stream().map(key -> nonce(key, (int) slot)).toList();
    }

    private static String nonce(MacKey key, int slot) {
        byte[] tag =
                key.mac(Enc.label(LABEL).number(Integer.toUnsignedLong(slot)).toBytes());
        byte[] nonce = ByteBuffer.allocate(Integer.BYTES + MAC_BYTES)
                .putInt(slot)
                .put(tag, 0, MAC_BYTES)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    }

    /** Who may have made a nonce that is known here. */
    private enum Makers {
        THIS_OBJECT,
        WHOEVER_HAS_THE_KEYS
    }

    /** The slot of a moment, the nonces that are good in it under each key, and since when somebody may have them. */
    private record Slots(
            long slot,
            List<MacKey> keys,
            List<String> current,
            List<String> last,
            Instant currentSince,
            Instant lastSince) {

        boolean isOf(long otherSlot, List<MacKey> otherKeys) {
            return slot == otherSlot && keys.equals(otherKeys);
        }

        Optional<Instant> sinceOf(long otherSlot) {
            if (otherSlot == slot) {
                return Optional.of(currentSince);
            }
            return otherSlot == slot - 1 ? Optional.of(lastSince) : Optional.empty();
        }

        /** {@return the slot; a nonce is for one service's clients only} */
        @Override
        public String toString() {
            return "Slots[" + slot + "]";
        }
    }
}
