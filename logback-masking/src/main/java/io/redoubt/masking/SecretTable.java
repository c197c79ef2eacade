package io.redoubt.masking;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Finds forms of secrets in a text by looking at each fourth offset: four bytes there tell which lengths to try, and a fingerprint of so many
 * bytes which form it is. However many tokens end alike, each length is tried once. Changed under the lock of its owner; who searches takes none.
 */
final class SecretTable {

    private static final int BITS = 20;
    private static final int STEP = 4;

    private final ConcurrentHashMap<Integer, SecretPlaces> byGram = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Print, SecretForm> forms = new ConcurrentHashMap<>();
    /** Which grams there are; bits stay when forms go, until there is none any more. */
    private final AtomicLongArray marks = new AtomicLongArray(1 << (BITS - 6));

    /**
     * What is compared before anything is digested.
     *
     * @param length in bytes
     * @param quick hash of them
     */
    private record Print(int length, long quick) {}

    /** {@return whether it is looked for from now on: not if there is no more room for forms that end like it} */
    boolean add(SecretForm form) {
        int[] grams = form.grams();
        for (int i = 0; i < grams.length; i++) {
            SecretPlaces places = byGram.get(grams[i]);
            if (places != null && !places.hasRoomFor(form.length(), i)) {
                return false;
            }
        }
        if (forms.putIfAbsent(print(form), form) != null) {
            return false;
        }
        for (int i = 0; i < grams.length; i++) {
            int place = i;
            byGram.compute(grams[i], (gram, places) -> SecretPlaces.with(places, form.length(), place));
            int bit = bit(grams[i]);
            marks.getAndAccumulate(bit >>> 6, 1L << bit, (all, one) -> all | one);
        }
        return true;
    }

    void remove(SecretForm form) {
        forms.remove(print(form), form);
        int[] grams = form.grams();
        for (int i = 0; i < grams.length; i++) {
            int place = i;
            byGram.computeIfPresent(grams[i], (gram, places) -> places.without(form.length(), place));
        }
        if (forms.isEmpty()) {
            for (int i = 0; i < marks.length(); i++) {
                marks.set(i, 0);
            }
        }
    }

    int size() {
        return forms.size();
    }

    /** {@return the form that is the same, if there is one} */
    @Nullable
    SecretForm same(SecretForm form) {
        SecretForm other = forms.get(print(form));
        return other != null && other.isSame(form) ? other : null;
    }

    @Nullable
    Findings find(byte[] text, long now, @Nullable Findings found) {
        if (forms.isEmpty()) {
            return found;
        }
        Findings all = found;
        for (int i = 0; i + STEP <= text.length; i += STEP) {
            int gram = SecretForm.gram(text, i);
            int bit = bit(gram);
            if ((marks.get(bit >>> 6) & 1L << bit) != 0) {
                all = find(text, i, gram, now, all);
            }
        }
        return all;
    }

    private @Nullable Findings find(byte[] text, int sample, int gram, long now, @Nullable Findings found) {
        Findings all = found;
        SecretPlaces places = byGram.get(gram);
        for (int i = 0; places != null && i < places.count(); i++) {
            int length = places.length(i);
            int from = sample - (length - SecretForm.TAIL + places.place(i));
            if (from >= 0 && from + length <= text.length) {
                SecretForm form = forms.get(new Print(length, SecretForm.quick(text, from, from + length)));
                if (form != null && !form.isOver(now) && form.stands(text, from)) {
                    all = Findings.with(all, from, from + length, form.rule());
                }
            }
        }
        return all;
    }

    private static Print print(SecretForm form) {
        return new Print(form.length(), form.quick());
    }

    private static int bit(int gram) {
        return (gram * 0x9E3779B1) >>> (32 - BITS);
    }
}
