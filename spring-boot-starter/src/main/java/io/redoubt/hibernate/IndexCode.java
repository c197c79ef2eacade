package io.redoubt.hibernate;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate handles in the column of an index: the code of a value, made when it is written, or null where the row was
 * written before there was the column. Immutable to the outside and thread-safe.
 */
final class IndexCode {

    private static final Optional<byte[]> NONE = Optional.empty();

    private final Value value;
    private final AtomicReference<Source> source;

    private IndexCode(Value value, Source source) {
        this.value = value;
        this.source = new AtomicReference<>(source);
    }

    /** {@return what stands in a column, of whatever value} */
    static IndexCode stored(byte[] code) {
        return new IndexCode(new Unknown(), tenant -> Optional.of(code));
    }

    /** {@return the code of the value of an attribute, to be made when it is written} */
    static IndexCode of(IndexedField index, Object plain) {
        return new IndexCode(
                new Known(index, plain),
                tenant -> Optional.of(index.code(index.sought(Optional.empty(), tenant), plain)));
    }

    /**
     * {@return a code to look for}
     *
     * @param named the tenant, if the query names one
     * @param epoch the place of its epoch among those that are live
     */
    static IndexCode sought(IndexedField index, Object plain, Optional<String> named, int epoch) {
        return new IndexCode(new Unknown(), tenant -> {
            var candidates = index.candidates(index.sought(named, tenant), plain);
            return epoch < candidates.size() ? Optional.of(candidates.get(epoch)) : NONE;
        });
    }

    /** {@return what stands in a column beside a value, nothing perhaps} */
    static IndexCode beside(IndexedField index, Object plain, Optional<byte[]> code) {
        return new IndexCode(new Known(index, plain), tenant -> code);
    }

    /** {@return what stands in a column beside a value that does not open} */
    static IndexCode besideUnreadable(Optional<byte[]> code) {
        return new IndexCode(new Unreadable(), tenant -> code);
    }

    /** {@return the same, to be made for this tenant when it is written} */
    IndexCode placedAt(Supplier<Optional<String>> tenant) {
        if (value instanceof Known known) {
            return new IndexCode(value, none -> Optional.of(known.index().code(tenant.get(), known.plain())));
        }
        return this;
    }

    /**
     * {@return what stands in the column, or will}
     *
     * @param tenant of the session
     */
    Optional<byte[]> code(Supplier<Optional<String>> tenant) {
        Optional<byte[]> made = Objects.requireNonNull(source.get()).code(tenant);
        if (value instanceof Known) {
            source.set(it -> made); // a cache must get what the column got
        }
        return made;
    }

    /** {@return whether both are of the same value: one that does not open is the same as null, so that nothing is overwritten} */
    static boolean isSame(@Nullable IndexCode one, @Nullable IndexCode other) {
        if (one == other) {
            return true;
        } else if (one == null || other == null) {
            return Objects.requireNonNull(one == null ? other : one).value instanceof Unreadable;
        } else if (one.value instanceof Known known && other.value instanceof Known also) {
            return known.index().field().isSame(known.plain(), also.plain());
        }
        return one.value instanceof Unknown && other.value instanceof Unknown && isSameCode(one, other);
    }

    private static boolean isSameCode(IndexCode one, IndexCode other) {
        return Arrays.equals(
                one.code(Optional::empty).orElse(null),
                other.code(Optional::empty).orElse(null));
    }

    /** {@return nothing of it} */
    @Override
    public String toString() {
        return "IndexCode";
    }

    /** Makes the code, or has it. */
    @FunctionalInterface
    private interface Source {
        Optional<byte[]> code(Supplier<Optional<String>> tenantOfSession);
    }

    /** What the code is of. */
    private sealed interface Value {}

    /** A value that is at hand. */
    private record Known(IndexedField index, Object plain) implements Value {}

    /** A value that nobody has opened. */
    private record Unknown() implements Value {}

    /** A value that does not open. */
    private record Unreadable() implements Value {}
}
