package io.redoubt.field;

import io.redoubt.internal.Enc;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What tells a row from all others of its table, as it is bound into a ciphertext: two ids of different types are never the
 * same. FORMATS section 4. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class RowId {

    private static final int MAX_BYTES = 65_000;

    private static final List<Class<?>> KINDS = List.of(
            Long.class,
            long.class,
            Integer.class,
            int.class,
            Short.class,
            short.class,
            Byte.class,
            byte.class,
            UUID.class,
            String.class,
            byte[].class);

    private final byte[] encoded;

    private RowId(char kind, byte[] content) {
        if (content.length > MAX_BYTES) {
            throw new IllegalArgumentException("an id has at most 65000 bytes");
        }
        this.encoded = new byte[1 + content.length];
        this.encoded[0] = (byte) kind;
        System.arraycopy(content, 0, encoded, 1, content.length);
    }

    /**
     * {@return the id of a row that is numbered}
     *
     * @param id the number
     */
    public static RowId of(long id) {
        return new RowId('i', ByteBuffer.allocate(Long.BYTES).putLong(id).array());
    }

    /**
     * {@return the id of a row that has a UUID}
     *
     * @param id the UUID
     */
    public static RowId of(UUID id) {
        return new RowId(
                'u',
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array());
    }

    /**
     * {@return the id of a row that is named by text, taken as it is and not normalised}
     *
     * @param id the text
     * @throws IllegalArgumentException if it has half of a surrogate pair, or more than 65,000 bytes
     */
    public static RowId of(String id) {
        if (!Enc.isWellFormed(id)) {
            throw new IllegalArgumentException("the id has half of a surrogate pair");
        }
        return new RowId('s', id.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return the id of a row that is named by bytes}
     *
     * @param id the bytes, which are copied
     * @throws IllegalArgumentException if there are more than 65,000
     */
    public static RowId of(byte[] id) {
        return new RowId('b', id);
    }

    /**
     * {@return the id of a row that is told from others by several values together}
     *
     * @param parts the values, in an order that stays
     * @throws IllegalArgumentException if there is none, or more than 255, or they are too long together
     */
    public static RowId composite(List<RowId> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a composite id has at least one part");
        }
        Enc enc = Enc.label("row");
        parts.forEach(part -> enc.bytes(part.encoded));
        return new RowId('c', enc.toBytes());
    }

    /**
     * {@return the id that a value is, or nothing if values of its type are none}
     *
     * @param value a whole number of at most 64 bits, a UUID, text or bytes
     */
    public static Optional<RowId> ofValue(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return Optional.of(of(((Number) value).longValue()));
        } else if (value instanceof UUID uuid) {
            return Optional.of(of(uuid));
        } else if (value instanceof String text) {
            return Optional.of(of(text));
        }
        return value instanceof byte[] bytes ? Optional.of(of(bytes)) : Optional.empty();
    }

    /**
     * {@return whether values of this type are ids}
     *
     * @param type any type
     */
    public static boolean supports(Class<?> type) {
        return KINDS.contains(type);
    }

    /** {@return kind and value, to be read only} */
    byte[] encoded() {
        return encoded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowId that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    /** {@return the kind alone: an id may name a person} */
    @Override
    public String toString() {
        return "RowId of kind " + (char) encoded[0];
    }
}
