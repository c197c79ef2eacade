package io.redoubt.masking;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Finds forms of secrets in a text by looking at each fourth offset. Thread-safe; does not lock who searches.
 */
final class SecretTable {

    private static final int BITS = 20;
    private static final int MOST_FOR_A_GRAM = 64;
    private static final int STEP = 4;

    private final ConcurrentHashMap<Integer, SecretForm[]> byGram = new ConcurrentHashMap<>();
    /** Which grams there are; bits stay when forms go, until there is none any more. */
    private final AtomicLongArray marks = new AtomicLongArray(1 << (BITS - 6));

    private final AtomicInteger size = new AtomicInteger();

    void add(SecretForm form) {
        for (int gram : form.grams()) {
            byGram.merge(gram, new SecretForm[] {form}, SecretTable::joined);
            int bit = bit(gram);
            marks.getAndAccumulate(bit >>> 6, 1L << bit, (all, one) -> all | one);
        }
        size.incrementAndGet();
    }

    void remove(SecretForm form) {
        for (int gram : form.grams()) {
            byGram.computeIfPresent(gram, (key, forms) -> without(forms, form));
        }
        if (size.decrementAndGet() == 0) {
            for (int i = 0; i < marks.length(); i++) {
                marks.set(i, 0);
            }
        }
    }

    int size() {
        return size.get();
    }

    /** {@return the form that is the same, if there is one} */
    @Nullable
    SecretForm same(SecretForm form) {
        SecretForm[] forms = byGram.get(form.grams()[0]);
        for (SecretForm other : forms == null ? new SecretForm[0] : forms) {
            if (other.isSame(form)) {
                return other;
            }
        }
        return null;
    }

    private static SecretForm[] joined(SecretForm[] forms, SecretForm[] one) {
        if (forms.length == MOST_FOR_A_GRAM || Arrays.asList(forms).contains(one[0])) {
            return forms;
        }
        SecretForm[] all = Arrays.copyOf(forms, forms.length + 1);
        all[forms.length] = one[0];
        return all;
    }

    private static SecretForm @Nullable [] without(SecretForm[] forms, SecretForm form) {
        SecretForm[] left = Arrays.stream(forms).filter(other -> other != form).toArray(SecretForm[]::new);
        return left.length == 0 ? null : left;
    }

    @Nullable
    Findings find(byte[] text, long now, @Nullable Findings found) {
        if (size.get() == 0) {
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
        SecretForm[] forms = byGram.get(gram);
        if (forms == null) {
            return all;
        }
        for (SecretForm form : forms) {
            int from = form.isOver(now) ? -1 : form.find(text, sample, gram);
            if (from >= 0) {
                all = Findings.with(all, from, from + form.length(), form.rule());
            }
        }
        return all;
    }

    private static int bit(int gram) {
        return (gram * 0x9E3779B1) >>> (32 - BITS);
    }
}
