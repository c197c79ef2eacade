package io.redoubt.field;

import io.redoubt.internal.Enc;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexKey;
import io.redoubt.key.IndexName;
import io.redoubt.key.KeyRefusedException;
import io.redoubt.key.ServiceKeyset;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes a value findable without being readable: a keyed code of it stands in a column of its own, under its epoch. Whoever
 * reads the column learns which rows have the same value, and nothing else. FORMATS section 5. Thread-safe.
 *
 * @param <T> the type of the values
 * @since 0.1.0
 */
public final class BlindIndex<T> {

    private static final String MESSAGE = "redoubt/index/v1/msg";
    private static final int MIN_BITS = 8;
    private static final int FULL_BITS = 128;
    private static final int MAX_BITS = 512;

    private final ServiceKeyset keys;
    private final IndexName name;
    private final FieldType<T> type;
    private final Normaliser normaliser;
    private final OptionalInt epoch;

    private BlindIndex(
            ServiceKeyset keys, IndexName name, FieldType<T> type, Normaliser normaliser, OptionalInt epoch) {
        this.keys = keys;
        this.name = name;
        this.type = type;
        this.normaliser = normaliser;
        this.epoch = epoch;
    }

    /**
     * {@return an index}
     *
     * @param keys of this service
     * @param name all that the index is
     * @param type of the values
     * @param <T> the type of the values
     * @throws IllegalArgumentException if equal values of the type have no one form, the normaliser is unknown or for text
     *     alone, or the codes would not have 8 to 512 bits
     */
    public static <T> BlindIndex<T> of(ServiceKeyset keys, IndexName name, FieldType<T> type) {
        Normaliser normaliser = Normaliser.of(name.normaliser())
                .orElseThrow(() -> new IllegalArgumentException("there is no normaliser of this name"));
        if (!type.isComparable()) {
            throw new IllegalArgumentException("values of type " + type + " are not comparable");
        }
        if (normaliser != Normaliser.EXACT_1 && type.javaType() != String.class) {
            throw new IllegalArgumentException("values of type " + type + " are looked up by exact-1 only");
        }
        if (!isWidth(name.bits())) {
            throw new IllegalArgumentException("a code has 8 to 512 bits");
        }
        return new BlindIndex<>(keys, name, type, normaliser, OptionalInt.empty());
    }

    /**
     * {@return the same index with codes of one epoch only, whichever is the primary one: in a unique column, equal values must
     *     have equal codes}
     *
     * @param only the epoch; there must be a live key of it whenever a code is made
     */
    public BlindIndex<T> under(int only) {
        return new BlindIndex<>(keys, name, type, normaliser, OptionalInt.of(only));
    }

    static boolean isWidth(int bits) {
        return bits >= MIN_BITS && bits <= MAX_BITS;
    }

    /** {@return all that the index is} */
    public IndexName name() {
        return name;
    }

    /** {@return whether different values may have the same code, so that hits must be looked at after they were opened} */
    public boolean isTruncated() {
        return name.bits() < FULL_BITS;
    }

    /**
     * {@return the code of a value as it is stored, two bytes of epoch before it}
     *
     * @param tenant whose data it is, if there are tenants
     * @param value the value
     * @throws FieldKeyException if there is no key for this, or the keyset has expired
     * @throws IllegalArgumentException if the normaliser refuses the value, or it has half of a surrogate pair or more than
     *     65,535 bytes
     */
    public byte[] code(Optional<String> tenant, T value) {
        try {
            IndexKey key = epoch.isPresent() ? keys.indexing(name, epoch.getAsInt()) : keys.indexing(name);
            return code(key, message(tenant, value));
        } catch (KeyRefusedException e) {
            throw new FieldKeyException(field(), epoch, e);
        }
    }

    /**
     * {@return the codes under which a value may be stored, one for each live epoch, the primary one's first}
     *
     * @param tenant whose data it is, if there are tenants
     * @param value the value
     * @throws FieldKeyException if there is no key
     * @throws IllegalArgumentException as by {@link #code}
     */
    public List<byte[]> candidates(Optional<String> tenant, T value) {
        try {
            byte[] message = message(tenant, value);
            return seeking().stream().map(key -> code(key, message)).toList();
        } catch (KeyRefusedException e) {
            throw new FieldKeyException(field(), epoch, e);
        }
    }

    private List<IndexKey> seeking() {
        return epoch.isPresent() ? List.of(keys.index(name, epoch.getAsInt())) : keys.indexes(name);
    }

    /** {@return whether a stored code, of an epoch whose key there still is, is that of another value} */
    boolean isOfAnother(byte[] stored, Optional<String> tenant, T value) {
        int claimed = epoch(stored);
        return keys.indexes(name).stream()
                .filter(key -> key.epoch() == claimed)
                .anyMatch(key -> !isCodeOf(stored, key, tenant, value));
    }

    private boolean isCodeOf(byte[] stored, IndexKey key, Optional<String> tenant, T value) {
        try {
            return MessageDigest.isEqual(code(key, message(tenant, value)), stored);
        } catch (IllegalArgumentException e) {
            return false; // a value without a form has no code
        }
    }

    /** {@return the epoch that a stored code claims, 0 if it has none} */
    static int epoch(byte[] stored) {
        return stored.length < Short.BYTES
                ? 0
                : Short.toUnsignedInt(ByteBuffer.wrap(stored).getShort());
    }

    /**
     * {@return whether a stored code is that of a value, under any live epoch}
     *
     * @param stored what stands in the column
     * @param tenant whose data it is, if there are tenants
     * @param value the value
     */
    public boolean matches(byte[] stored, Optional<String> tenant, T value) {
        return candidates(tenant, value).stream().anyMatch(code -> MessageDigest.isEqual(code, stored));
    }

    /**
     * {@return whether two values are the same to this index}
     *
     * @param one a value
     * @param other another one
     * @throws IllegalArgumentException if the normaliser refuses one of them
     */
    public boolean isSame(T one, T other) {
        return text(one).equals(text(other));
    }

    private FieldName field() {
        return name.field();
    }

    private String text(T value) {
        return normaliser.normalise(type.indexText(value));
    }

    private byte[] message(Optional<String> tenant, T value) {
        return Enc.label(MESSAGE).optionalText(tenant).text(text(value)).toBytes();
    }

    private byte[] code(IndexKey key, byte[] message) {
        int bytes = (name.bits() + Byte.SIZE - 1) / Byte.SIZE;
        byte[] stored = ByteBuffer.allocate(Short.BYTES + bytes)
                .putShort((short) key.epoch())
                .put(key.code(message), 0, bytes)
                .array();
        int unused = bytes * Byte.SIZE - name.bits();
        stored[stored.length - 1] &= (byte) (0xFF << unused);
        return stored;
    }
}
