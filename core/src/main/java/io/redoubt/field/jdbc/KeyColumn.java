package io.redoubt.field.jdbc;

import io.redoubt.field.RowId;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A column that names something: a row, what a value is bound to, or a tenant. Values are as the driver gives them, so that they
 * can be asked for again. Immutable and thread-safe.
 *
 * @param quoted its name in SQL
 * @param kind as what its values are bound
 * @param storage as what the driver gives them
 * @param type its type in the database, for arrays of it
 */
record KeyColumn(String quoted, RowId.Kind kind, Storage storage, String type) {

    private static final int UUID_BYTES = 16;

    /** SQL:2016 part 2 section 24.1: numeric value out of range. */
    private static final String OUT_OF_RANGE = "22003";

    /** {@return the value, or null} */
    @Nullable
    Object read(ResultSet row, int position) throws SQLException {
        return switch (storage) {
            case NUMBER -> {
                BigDecimal number = row.getBigDecimal(position);
                yield number == null ? null : (Object) whole(number);
            }
            case UUID -> row.getObject(position);
            case TEXT -> row.getString(position);
            case BYTES -> row.getBytes(position);
        };
    }

    /** @throws FieldStoreException if no value can have been bound to it */
    private static long whole(BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw new FieldStoreException(
                    "a number that names a row has a fraction or more than 64 bits, and no value was ever bound to such a one",
                    OUT_OF_RANGE);
        }
    }

    void bind(Dialect dialect, PreparedStatement statement, int position, Object value) throws SQLException {
        switch (storage) {
            case NUMBER -> statement.setLong(position, (Long) value);
            case UUID -> statement.setObject(position, value);
            case TEXT -> dialect.setText(statement, position, (String) value);
            case BYTES -> statement.setBytes(position, (byte[]) value);
        }
    }

    /** {@return the value as text, from which {@link #parse} makes it again} */
    String text(Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
    }

    Object parse(String text) {
        return switch (storage) {
            case NUMBER -> Long.valueOf(text);
            case UUID -> UUID.fromString(text);
            case TEXT -> text;
            case BYTES -> HexFormat.of().parseHex(text);
        };
    }

    /** {@return as what it is bound; nothing if it is none of its kind} */
    Optional<RowId> bound(Object value) {
        return kind == RowId.Kind.UUID ? uuid(value).map(RowId::of) : RowId.ofValue(value);
    }

    /** Some databases keep UUIDs as text or bytes. */
    private static Optional<UUID> uuid(Object value) {
        if (value instanceof UUID uuid) {
            return Optional.of(uuid);
        } else if (value instanceof byte[] bytes && bytes.length == UUID_BYTES) {
            ByteBuffer halves = ByteBuffer.wrap(bytes);
            return Optional.of(new UUID(halves.getLong(), halves.getLong()));
        }
        try {
            return value instanceof String text ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@return the name of a subject, or whatever else is told by text} */
    Optional<Object> named(Object value) {
        return kind == RowId.Kind.UUID ? uuid(value).map(it -> it) : Optional.of(value);
    }

    /** As what a driver gives values. */
    enum Storage {
        NUMBER,
        UUID,
        TEXT,
        BYTES;

        /** @param className of the values, as the driver says */
        static Optional<Storage> of(String className) {
            return switch (className) {
                case "java.lang.Long",
                        "java.lang.Integer",
                        "java.lang.Short",
                        "java.lang.Byte",
                        "java.math.BigDecimal",
                        "java.math.BigInteger" -> Optional.of(NUMBER);
                case "java.util.UUID" -> Optional.of(UUID);
                case "java.lang.String" -> Optional.of(TEXT);
                case "[B", "byte[]" -> Optional.of(BYTES);
                default -> Optional.empty();
            };
        }

        boolean fits(RowId.Kind kind) {
            return switch (kind) {
                case NUMBER -> this == NUMBER;
                case UUID -> this != NUMBER;
                case TEXT -> this == TEXT;
                case BYTES -> this == BYTES;
            };
        }
    }
}
