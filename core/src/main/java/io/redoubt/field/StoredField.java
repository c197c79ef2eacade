package io.redoubt.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the columns of one field in one row: bytes are not copied, and are to be read only. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class StoredField {

    @Nullable
    private final Object value;

    private final List<byte @Nullable []> codes;

    private StoredField(@Nullable Object value, List<byte @Nullable []> codes) {
        this.value = value;
        this.codes = codes;
    }

    /**
     * {@return what stands in the columns}
     *
     * @param value text or bytes, as the form of the field says, or null
     * @param codes of its blind indexes, in the order of {@link LockedField#indexes}, each of them or null
     * @throws IllegalArgumentException if the value is neither
     */
    public static StoredField of(@Nullable Object value, List<byte @Nullable []> codes) {
        if (value != null && !(value instanceof String) && !(value instanceof byte[])) {
            throw new IllegalArgumentException("text or bytes stand in the column of a field");
        }
        return new StoredField(value, Collections.unmodifiableList(new ArrayList<>(codes)));
    }

    /** {@return text or bytes, or null} */
    @Nullable
    public Object value() {
        return value;
    }

    /** {@return the codes of its blind indexes, each of them or null} */
    public List<byte @Nullable []> codes() {
        return codes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredField that
                && Objects.deepEquals(value, that.value)
                && Arrays.deepEquals(codes.toArray(), that.codes.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(codes.toArray());
    }

    /** {@return no value} */
    @Override
    public String toString() {
        return "StoredField with " + codes.size() + " codes";
    }
}
