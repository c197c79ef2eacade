package io.redoubt.masking;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where four bytes stand in forms of secrets: the lengths of those, and which of their last bytes it is. Immutable. */
final class SecretPlaces {

    /** Lengths and places that are tried for four bytes: what a text of nothing else costs. */
    private static final int MOST = 64;

    /** Lengths, with the place in the two lowest bits. */
    private final int[] places;
    /** How many forms have each. */
    private final int[] counts;

    private SecretPlaces(int[] places, int[] counts) {
        this.places = places;
        this.counts = counts;
    }

    int count() {
        return places.length;
    }

    int length(int i) {
        return places[i] >>> 2;
    }

    /** {@return how far the four bytes stand behind the first of those that lead to a form} */
    int place(int i) {
        return places[i] & 3;
    }

    boolean hasRoomFor(int length, int place) {
        return places.length < MOST || indexOf(length << 2 | place) >= 0;
    }

    static SecretPlaces with(@Nullable SecretPlaces old, int length, int place) {
        int one = length << 2 | place;
        if (old == null) {
            return new SecretPlaces(new int[] {one}, new int[] {1});
        }
        int i = old.indexOf(one);
        int size = i < 0 ? old.places.length + 1 : old.places.length;
        int[] places = Arrays.copyOf(old.places, size);
        int[] counts = Arrays.copyOf(old.counts, size);
        int at = i < 0 ? size - 1 : i;
        places[at] = one;
        counts[at]++;
        return new SecretPlaces(places, counts);
    }

    /** {@return these with one form less; null if there is none left} */
    @Nullable
    SecretPlaces without(int length, int place) {
        int i = indexOf(length << 2 | place);
        if (i < 0) {
            return this;
        }
        int[] fewer = counts.clone();
        fewer[i]--;
        if (fewer[i] > 0) {
            return new SecretPlaces(places, fewer);
        }
        int last = places.length - 1;
        if (last == 0) {
            return null;
        }
        int[] left = places.clone();
        left[i] = places[last];
        fewer[i] = fewer[last];
        return new SecretPlaces(Arrays.copyOf(left, last), Arrays.copyOf(fewer, last));
    }

    private int indexOf(int one) {
        for (int i = 0; i < places.length; i++) {
            if (places[i] == one) {
                return i;
            }
        }
        return -1;
    }
}
