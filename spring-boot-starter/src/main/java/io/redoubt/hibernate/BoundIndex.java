package io.redoubt.hibernate;

import io.redoubt.field.TamperedFieldException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An index of an encrypted attribute among the attributes of an entity.
 *
 * @param index the index
 * @param attribute what is found by it
 * @param position of the codes in the state of the entity
 */
record BoundIndex(IndexedField index, BoundField attribute, int position) {

    /** Compares the code that was loaded with the value beside it, which is open now. */
    void open(@Nullable Object[] state) {
        if (!(state[attribute.position()] instanceof Sealed sealed)) {
            return; // a row without value, or one whose value is loaded later
        }
        Optional<byte[]> code =
                state[position] instanceof IndexCode stored ? stored.code(Optional::empty) : Optional.empty();
        if (sealed.plain().isPresent()
                && (isPlaintext(sealed) || isFitting(state, sealed.plain().get(), code))) {
            state[position] = IndexCode.beside(index, sealed.plain().get(), code);
        } else {
            state[attribute.position()] = sealed.unreadable();
            state[position] = IndexCode.besideUnreadable(code);
        }
    }

    /** Such a row may have been changed by an instance that does not know of the index yet, and no search trusts its code. */
    private boolean isPlaintext(Sealed sealed) {
        EncryptedField field = index.field();
        return field.readsPlaintext() && !field.isCiphertext(sealed.stored());
    }

    private boolean isFitting(@Nullable Object[] state, Object plain, Optional<byte[]> code) {
        try {
            code.ifPresent(it -> index.requireCodeOf(tenant(state).get(), plain, it));
            return true;
        } catch (TamperedFieldException e) {
            if (index.field().isNullWhenTampered()) {
                return false;
            }
            throw e;
        }
    }

    /** Has a code made for what is new, and leaves in peace what is as it was. */
    void place(@Nullable Object[] state, @Nullable Object @Nullable [] before) {
        IndexCode now = (IndexCode) state[position];
        if (before != null && isUntouched(now, state, before)) {
            state[position] = before[position];
        } else if (now != null) {
            state[position] = now.placedAt(tenant(state));
        }
    }

    private boolean isUntouched(@Nullable IndexCode now, @Nullable Object[] state, @Nullable Object[] before) {
        return IndexCode.isSame(now, (IndexCode) before[position]) && (now == null || isSameTenant(state, before));
    }

    private boolean isSameTenant(@Nullable Object[] state, @Nullable Object[] before) {
        return tenant(state).get().equals(tenant(before).get());
    }

    /** {@return the tenant, which is looked at when it is needed: Hibernate may still fill it in} */
    private Supplier<Optional<String>> tenant(@Nullable Object[] state) {
        return () -> attribute.tenant().flatMap(part -> part.value(state));
    }
}
