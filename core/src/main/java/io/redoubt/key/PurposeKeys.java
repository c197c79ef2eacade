package io.redoubt.key;

import io.redoubt.key.KeyRefusedException.Cause;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of one purpose, each under its epoch: looked up without allocation, and refused with the reason. Immutable and
 * thread-safe if the keys are.
 */
final class PurposeKeys<T> {

    private static final List<KeyState> ORDER =
            List.of(KeyState.PRIMARY, KeyState.PREPARED, KeyState.DECRYPT_ONLY, KeyState.COMPROMISED);

    private final Purpose purpose;
    private final List<KeyEntry> entries;
    private final int[] epochs;
    private final List<T> live;
    private final Map<Integer, T> compromised;

    /**
     * @param entries all keys of the purpose by name
     * @param epochs of the live ones, the primary one's first
     * @param live themselves
     * @param compromised the others that are delivered, by epoch
     */
    private PurposeKeys(
            Purpose purpose, List<KeyEntry> entries, int[] epochs, List<T> live, Map<Integer, T> compromised) {
        this.purpose = purpose;
        this.entries = entries;
        this.epochs = epochs;
        this.live = live;
        this.compromised = compromised;
    }

    /**
     * {@return the keys of the purpose}
     *
     * @param entries all keys of the keyset by name
     * @param leaves those of the keyset that are delivered
     * @param maker makes a key ready for use, and tests it
     * @throws KeysetException if a key cannot be made
     */
    static <T> PurposeKeys<T> of(Purpose purpose, List<KeyEntry> entries, List<LeafKey> leaves, Maker<T> maker)
            throws KeysetException {
        List<LeafKey> primaryFirst = leaves.stream()
                .filter(leaf -> leaf.entry().purpose() == purpose)
                .sorted(Comparator.comparing(leaf -> ORDER.indexOf(leaf.entry().state())))
                .toList();
        Map<Integer, T> live = new LinkedHashMap<>();
        Map<Integer, T> compromised = new LinkedHashMap<>();
        for (LeafKey leaf : primaryFirst) {
            (counts(leaf.entry()) ? live : compromised).put(leaf.entry().epoch(), made(leaf, maker));
        }
        return new PurposeKeys<>(
                purpose,
                entries.stream().filter(entry -> entry.purpose() == purpose).toList(),
                live.keySet().stream().mapToInt(epoch -> epoch).toArray(),
                List.copyOf(live.values()),
                Map.copyOf(compromised));
    }

    private static <T> T made(LeafKey leaf, Maker<T> maker) throws KeysetException {
        try {
            return maker.make(leaf);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Without its cause, which may speak of keys.
            throw new KeysetException(
                    KeysetCheck.SELF_TEST,
                    "has a key of suite " + leaf.entry().suite().id() + " that does not work on this JVM");
        }
    }

    /** A name in a shared store can only refuse, so those under a compromised key go on doing so. */
    private static boolean counts(KeyEntry entry) {
        return entry.state().isLive() || entry.purpose() == Purpose.STATE_KEY;
    }

    /** {@return the key for what is new} */
    T primary() {
        return live().get(0);
    }

    /** {@return every key whose work is still good, the primary one first} */
    List<T> live() {
        if (live.isEmpty()) {
            throw new KeyRefusedException(Cause.NOT_ISSUED, purpose);
        }
        return live;
    }

    /** {@return the live key of this epoch} */
    T of(int epoch) {
        for (int i = 0; i < epochs.length; i++) {
            if (epochs[i] == epoch) {
                return live.get(i);
            }
        }
        throw new KeyRefusedException(why(epoch), purpose);
    }

    /** {@return the key of this epoch, though somebody else may have it: to encrypt its data anew, and for nothing else} */
    T evenCompromised(int epoch) {
        T suspect = compromised.get(epoch);
        return suspect != null ? suspect : of(epoch);
    }

    private Cause why(int epoch) {
        Optional<KeyState> state = entries.stream()
                .filter(entry -> entry.epoch() == epoch)
                .map(KeyEntry::state)
                .findAny();
        if (state.isEmpty()) {
            return entries.isEmpty() ? Cause.NOT_ISSUED : Cause.UNKNOWN_EPOCH;
        }
        return state.get() == KeyState.COMPROMISED ? Cause.COMPROMISED : Cause.RETIRED;
    }

    /** Makes a key ready for use. */
    @FunctionalInterface
    interface Maker<T> {
        T make(LeafKey leaf) throws GeneralSecurityException;
    }
}
