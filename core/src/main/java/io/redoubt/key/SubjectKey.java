package io.redoubt.key;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The key of one subject, without which none of its values opens; its bytes stay inside. Whoever keeps it keeps what it opens:
 * hold it for a minute at most, and it learns of an erasure in that time. FORMATS section 6. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class SubjectKey {

    /** How many bytes it has. */
    static final int BYTES = 32;

    private final Subject subject;
    private final long number;
    private final byte[] bytes;

    /** What was made from it, and goes with it. */
    private final Map<SubjectParent, DataKey> derived = new ConcurrentHashMap<>();

    private SubjectKey(Subject subject, long number, byte[] bytes) {
        this.subject = subject;
        this.number = number;
        this.bytes = bytes;
    }

    /** @param bytes 32 of them, which are copied */
    static SubjectKey of(Subject subject, long number, byte[] bytes) {
        return new SubjectKey(subject, number, Arrays.copyOf(bytes, BYTES));
    }

    /** {@return whose it is} */
    public Subject subject() {
        return subject;
    }

    /** {@return which of the subject's keys it is} */
    public long number() {
        return number;
    }

    /** {@return the key for values of this subject in one field and epoch} */
    DataKey under(SubjectParent parent) {
        DataKey known = derived.get(parent);
        return known != null ? known : derived.computeIfAbsent(parent, it -> it.derive(subject, number, bytes));
    }

    /** {@return the number} */
    @Override
    public String toString() {
        return "SubjectKey " + number;
    }
}
