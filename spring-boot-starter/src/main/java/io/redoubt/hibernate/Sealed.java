package io.redoubt.hibernate;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate handles in place of the value of an encrypted attribute, and what a query gives that selects the attribute
 * alone: it shows nothing, and has nothing to ask. Load the entity to have the value.
 *
 * <p>Immutable to the outside and thread-safe.
 *
 * @since 0.1.0
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.NONE,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class Sealed {

    /** Stands for the value where that did not open, and the field is to be null then. */
    private static final Object UNREADABLE = new Object();

    private final EncryptedField field;

    /** The value, or null as long as nobody opened it. */
    private final @Nullable Object plain;

    private final AtomicReference<Supplier<Object>> stored;

    private Sealed(EncryptedField field, @Nullable Object plain, Supplier<Object> stored) {
        this.field = field;
        this.plain = plain;
        this.stored = new AtomicReference<>(stored);
    }

    /** {@return what stands in a column, without opening it} */
    static Sealed stored(EncryptedField field, Object stored) {
        return new Sealed(field, null, () -> stored);
    }

    /** {@return the value of an attribute, to be sealed when it is written} */
    static Sealed of(EncryptedField field, Object attribute) {
        Object plain = field.plain(attribute);
        return new Sealed(field, plain, () -> field.seal(field.unplaced(), Optional.empty(), plain));
    }

    /** {@return the same, opened at its place} */
    Sealed openedAt(Place place) {
        Object ciphertext = stored();
        Object opened = field.open(place.context(field.context()), place.subjects(), ciphertext);
        return new Sealed(field, opened == null ? UNREADABLE : opened, () -> ciphertext);
    }

    /** {@return the same, which will be sealed for this place when it is written} */
    Sealed placedAt(Place place) {
        if (!isReadable()) {
            return this;
        }
        Object value = Objects.requireNonNull(plain);
        return new Sealed(field, value, () -> field.seal(place.context(field.context()), place.subjects(), value));
    }

    /** {@return what stands in the column, or will: made once, when it is first asked for} */
    Object stored() {
        Object made = Objects.requireNonNull(stored.get()).get();
        stored.set(() -> made);
        return made;
    }

    /** {@return the value, if somebody opened it and it did open} */
    Optional<Object> plain() {
        return isReadable() ? Optional.of(Objects.requireNonNull(plain)) : Optional.empty();
    }

    /** {@return the same, not to be read} */
    Sealed unreadable() {
        Object ciphertext = stored();
        return new Sealed(field, UNREADABLE, () -> ciphertext);
    }

    boolean isOpened() {
        return plain != null;
    }

    boolean isUnreadable() {
        return plain == UNREADABLE;
    }

    private boolean isReadable() {
        return plain != null && plain != UNREADABLE;
    }

    /** {@return the value as the attribute has it, null where it could not be opened and is to be null then} */
    @Nullable
    Object attribute() {
        if (plain == null) {
            return openedAt(field -> this.field.unplaced()).attribute();
        }
        return plain == UNREADABLE ? null : field.attribute(plain);
    }

    /** {@return whether both are the same value: what does not open is the same as null, so that it is not overwritten} */
    static boolean isSame(@Nullable Sealed one, @Nullable Sealed other) {
        if (one == other) {
            return true;
        } else if (one == null || other == null) {
            return Objects.requireNonNull(one == null ? other : one).isUnreadable();
        } else if (one.isReadable() && other.isReadable()) {
            return one.field.isSame(Objects.requireNonNull(one.plain), Objects.requireNonNull(other.plain));
        }
        return one.plain == other.plain && one.field.form().same(one.stored(), other.stored());
    }

    /** {@return a mask} */
    @Override
    public String toString() {
        return "Sealed[****]";
    }
}
