package io.redoubt.masking;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One way in which a secret may be written, known by its length, its last bytes and its fingerprints. Thread-safe.
 *
 * <p>The last bytes lead to it, not the first ones, which the tokens of one issuer often share.
 */
final class SecretForm {

    /** How many bytes at the end lead to it: a sample of four at each fourth offset of a text hits one of four within them. */
    static final int TAIL = 7;

    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final Rule rule;
    private final int length;
    private final long quick;
    private final byte[] digest;
    private final int[] grams = new int[4];
    /** In nanoseconds. */
    private final AtomicLong deadline;

    SecretForm(Rule rule, byte[] form, long deadline) {
        this.rule = rule;
        this.length = form.length;
        this.quick = quick(form, 0, form.length);
        this.digest = digest(form, 0, form.length);
        this.deadline = new AtomicLong(deadline);
        for (int i = 0; i < grams.length; i++) {
            grams[i] = gram(form, form.length - TAIL + i);
        }
    }

    Rule rule() {
        return rule;
    }

    int length() {
        return length;
    }

    int[] grams() {
        return grams;
    }

    void liveUntil(long nanos) {
        deadline.accumulateAndGet(
                nanos, (old, next) -> old == Long.MAX_VALUE || next == Long.MAX_VALUE ? Long.MAX_VALUE : next);
    }

    boolean isOver(long now) {
        return deadline.get() != Long.MAX_VALUE && now - deadline.get() >= 0;
    }

    boolean isSame(SecretForm other) {
        return length == other.length && MessageDigest.isEqual(digest, other.digest);
    }

    long quick() {
        return quick;
    }

    /** {@return whether it stands at an offset from which on there are as many bytes as it has} */
    boolean stands(byte[] text, int from) {
        return MessageDigest.isEqual(digest(text, from, from + length), digest);
    }

    static int gram(byte[] text, int from) {
        return (text[from] & 0xff) << 24
                | (text[from + 1] & 0xff) << 16
                | (text[from + 2] & 0xff) << 8
                | (text[from + 3] & 0xff);
    }

    static long quick(byte[] text, int from, int to) {
        long hash = 0;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text[i]) * FACTOR;
        }
        return hash;
    }

    private static byte[] digest(byte[] text, int from, int to) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(text, from, to - from);
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
