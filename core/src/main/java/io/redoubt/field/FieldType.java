package io.redoubt.field;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A type of values that can be sealed, and how long their ciphertexts look: a closed list. FORMATS section 4. Immutable and thread-safe.
 *
 * @param <T> the type in Java
 * @since 0.1.0
 */
public final class FieldType<T> {

    /** Text. */
    public static final FieldType<String> TEXT = of(String.class, TypeCodec.TEXT);

    /** Bytes. */
    public static final FieldType<byte[]> BYTES = of(byte[].class, TypeCodec.BYTES);

    /** Whole numbers of 64 bits. */
    public static final FieldType<Long> LONG = of(Long.class, TypeCodec.LONG);

    /** Whole numbers of 32 bits, stored as those of 64. */
    public static final FieldType<Integer> INTEGER =
            of(Integer.class, TypeCodec.whole(Integer.MIN_VALUE, Integer.MAX_VALUE, it -> (int) it));

    /** Whole numbers of 16 bits, stored as those of 64. */
    public static final FieldType<Short> SHORT =
            of(Short.class, TypeCodec.whole(Short.MIN_VALUE, Short.MAX_VALUE, it -> (short) it));

    /** Whole numbers of 8 bits, stored as those of 64. */
    public static final FieldType<Byte> BYTE =
            of(Byte.class, TypeCodec.whole(Byte.MIN_VALUE, Byte.MAX_VALUE, it -> (byte) it));

    /** Binary floating-point numbers of 64 bits. */
    public static final FieldType<Double> DOUBLE = of(Double.class, TypeCodec.DOUBLE);

    /** Binary floating-point numbers of 32 bits, stored as those of 64. */
    public static final FieldType<Float> FLOAT = of(Float.class, TypeCodec.FLOAT);

    /** Decimal numbers with their scale. */
    public static final FieldType<BigDecimal> DECIMAL = of(BigDecimal.class, TypeCodec.DECIMAL);

    /** Whole numbers without bounds, stored as decimal numbers. */
    public static final FieldType<BigInteger> BIG_INTEGER = of(BigInteger.class, TypeCodec.BIG_INTEGER);

    /** Yes or no. */
    public static final FieldType<Boolean> BOOLEAN = of(Boolean.class, TypeCodec.BOOLEAN);

    /** Days. */
    public static final FieldType<LocalDate> DATE = of(LocalDate.class, TemporalCodec.DATE);

    /** Times of day. */
    public static final FieldType<LocalTime> TIME = of(LocalTime.class, TemporalCodec.TIME);

    /** Days with a time, and no zone. */
    public static final FieldType<LocalDateTime> DATE_TIME = of(LocalDateTime.class, TemporalCodec.DATE_TIME);

    /** Moments. */
    public static final FieldType<Instant> INSTANT = of(Instant.class, TemporalCodec.INSTANT);

    /** Days with a time and its distance from UTC. */
    public static final FieldType<OffsetDateTime> OFFSET_DATE_TIME =
            of(OffsetDateTime.class, TemporalCodec.OFFSET_DATE_TIME);

    /** UUIDs. */
    public static final FieldType<UUID> UUID = of(UUID.class, TypeCodec.UUID);

    /** JSON, as the text that some mapper wrote. */
    public static final FieldType<String> JSON = of(String.class, TypeCodec.JSON);

    private static final int ENUM_PADDING = 32;
    static final int MAX_PADDING = 65_536;

    /** JSON is chosen by name: its Java type is that of text. Of those that are written alike, the widest one is the first. */
    private static final List<FieldType<?>> BY_JAVA_TYPE = List.of(
            TEXT,
            BYTES,
            LONG,
            INTEGER,
            SHORT,
            BYTE,
            DOUBLE,
            FLOAT,
            DECIMAL,
            BIG_INTEGER,
            BOOLEAN,
            DATE,
            TIME,
            DATE_TIME,
            INSTANT,
            OFFSET_DATE_TIME,
            UUID);

    private final Class<T> javaType;
    private final TypeCodec<T> codec;
    private final int paddedTo;

    private FieldType(Class<T> javaType, TypeCodec<T> codec, int paddedTo) {
        this.javaType = javaType;
        this.codec = codec;
        this.paddedTo = paddedTo;
    }

    private static <T> FieldType<T> of(Class<T> javaType, TypeCodec<T> codec) {
        return new FieldType<>(javaType, codec, 1);
    }

    /**
     * {@return the constants of an enum, sealed by name and padded, so that the length does not tell them apart}
     *
     * @param type the enum
     * @param <E> the enum
     */
    public static <E extends Enum<E>> FieldType<E> enumOf(Class<E> type) {
        return new FieldType<>(type, TypeCodec.constantsOf(type), ENUM_PADDING);
    }

    /**
     * {@return the type of values of a Java type, or nothing if they cannot be sealed}
     *
     * @param javaType a class, or a primitive type for its wrapper; {@code String} is text
     * @param <T> the type in Java
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // each type in the list is that of its class; an enum is its own
    public static <T> Optional<FieldType<T>> of(Class<T> javaType) {
        if (javaType.isEnum()) {
            return Optional.of((FieldType<T>) enumOf((Class) javaType));
        }
        Class<?> wrapper = MethodType.methodType(javaType).wrap().returnType();
        return BY_JAVA_TYPE.stream()
                .filter(type -> type.javaType == wrapper)
                .map(type -> (FieldType<T>) type)
                .findAny();
    }

    /**
     * {@return the widest type of those that are written so, for whom does not know the class of the values}
     *
     * @param tag how they are written
     */
    static FieldType<?> of(TypeTag tag) {
        return switch (tag) {
            case ENUM -> of(String.class, TypeCodec.NAME);
            case JSON -> JSON;
            default ->
                BY_JAVA_TYPE.stream()
                        .filter(type -> type.codec.tag() == tag)
                        .findFirst()
                        .orElseThrow();
        };
    }

    /**
     * {@return the same type, its ciphertexts telling the length of a value only in steps}
     *
     * @param bytes the step; 1 for no padding
     * @throws IllegalArgumentException if it is not 1 to 65,536
     */
    public FieldType<T> paddedTo(int bytes) {
        if (bytes < 1 || bytes > MAX_PADDING) {
            throw new IllegalArgumentException("values are padded to steps of 1 to 65536 bytes");
        }
        return new FieldType<>(javaType, codec, bytes);
    }

    /** {@return the type in Java, never a primitive one} */
    public Class<T> javaType() {
        return javaType;
    }

    /**
     * {@return the name under which {@link LockedField} keeps how values are written: the same for types that read each other's
     *     values, such as all whole numbers}
     */
    public String id() {
        return codec.tag().id();
    }

    /** {@return to which step of bytes ciphertexts are padded, 1 if they are not} */
    public int paddedTo() {
        return paddedTo;
    }

    /** {@return whether equal values have one form only, so that their equality can show or be looked up} */
    public boolean isComparable() {
        return codec.equality().isPresent();
    }

    /** {@return the value in the one form of all that are equal to it} */
    T canonical(T value) {
        return equality().canonical().apply(value);
    }

    /** {@return the value as text, the same for equal ones and another one for others} */
    String indexText(T value) {
        return equality().text().apply(canonical(value));
    }

    private TypeCodec.Equality<T> equality() {
        return codec.equality()
                .orElseThrow(() -> new IllegalArgumentException("values of type " + this + " are not comparable"));
    }

    byte[] encode(T value) {
        return Plaintext.write(codec.tag().number(), codec.encoder().apply(value), paddedTo);
    }

    /** @throws MalformedPlaintext if it is no value of this type */
    T decode(byte[] plaintext) throws MalformedPlaintext {
        return codec.decoder().decode(Plaintext.read(codec.tag().number(), plaintext));
    }

    /** {@return the type of column in which a value stands before it is encrypted} */
    PlainForm plainForm() {
        return codec.plainForm();
    }

    /** {@return the name of how values are written} */
    @Override
    public String toString() {
        return id();
    }
}
