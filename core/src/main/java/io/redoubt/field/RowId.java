package io.redoubt.field;

import io.redoubt.internal.Enc;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What tells a row from all others of its table, as it is bound into a ciphertext: two ids of different types are never the
 * same. FORMATS section 4. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class RowId {

    private static final int MAX_BYTES = 65_000;
    private static final char COMPOSITE = 'c';

    private final byte[] encoded;

    private RowId(Kind kind, byte[] content) {
        this(kind.letter, content);
    }

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
        return new RowId(
                Kind.NUMBER, ByteBuffer.allocate(Long.BYTES).putLong(id).array());
    }

    /**
     * {@return the id of a row that has a UUID}
     *
     * @param id the UUID
     */
    public static RowId of(UUID id) {
        return new RowId(
                Kind.UUID,
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
        return new RowId(Kind.TEXT, id.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return the id of a row that is named by bytes}
     *
     * @param id the bytes, which are copied
     * @throws IllegalArgumentException if there are more than 65,000
     */
    public static RowId of(byte[] id) {
        return new RowId(Kind.BYTES, id);
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
        return new RowId(COMPOSITE, enc.toBytes());
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
        return Kind.of(type).isPresent();
    }

    /** {@return kind and value, to be read only} */
    byte[] encoded() {
        return encoded;
    }

    /**
     * What an id that is one value can be.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** A whole number of at most 64 bits. */
        NUMBER('i', "number", Long.class, Integer.class, Short.class, Byte.class),
        /** A UUID. */
        UUID('u', "uuid", UUID.class),
        /** Text. */
        TEXT('s', "text", String.class),
        /** Bytes. */
        BYTES('b', "bytes", byte[].class);

        private final char letter;
        private final String id;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<Class<?>> types;

        Kind(char letter, String id, Class<?>... types) {
            this.letter = letter;
            this.id = id;
            this.types = List.of(types);
        }

        /**
         * {@return the kind of ids that values of this type are, or nothing if they are none}
         *
         * @param type a class, or a primitive type for its wrapper
         */
        public static Optional<Kind> of(Class<?> type) {
            Class<?> wrapper = MethodType.methodType(type).wrap().returnType();
            return Stream.of(values()).filter(it -> it.types.contains(wrapper)).findAny();
        }

        /** {@return the name in the lock file} */
        public String id() {
            return id;
        }

        /** @param id any text */
        static Optional<Kind> of(String id) {
            return Stream.of(values()).filter(it -> it.id.equals(id)).findAny();
        }
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
