package io.redoubt.field;

import io.redoubt.internal.Enc;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One type of values as bytes. Immutable and thread-safe.
 *
 * @param tag how it is written
 * @param plainForm how it stands in a column that is not encrypted
 * @param encoder writes a value, into bytes that nobody else has
 * @param decoder reads what the encoder wrote, and refuses everything else
 * @param equality how equal values come to one form, if they do
 */
record TypeCodec<T>(
        TypeTag tag,
        PlainForm plainForm,
        Function<T, byte[]> encoder,
        Decoder<T> decoder,
        Optional<Equality<T>> equality) {

    static final TypeCodec<String> TEXT = of(TypeTag.TEXT, TypeCodec::utf8, TypeCodec::text)
            .standingAs(PlainForm.TEXT)
            .equalBy(it -> it, it -> it);

    static final TypeCodec<byte[]> BYTES = of(TypeTag.BYTES, byte[]::clone, it -> it)
            .standingAs(PlainForm.BYTES)
            .equalBy(it -> it, HexFormat.of()::formatHex);

    static final TypeCodec<Long> LONG = whole(Long.MIN_VALUE, Long.MAX_VALUE, it -> it);

    /** Not comparable: the text of a number with a fraction is not the same in every Java. */
    static final TypeCodec<Double> DOUBLE =
            of(TypeTag.FRACTION, it -> longs(Double.doubleToLongBits(it)), TypeCodec::binaryFraction);

    static final TypeCodec<Float> FLOAT =
            of(TypeTag.FRACTION, it -> longs(Double.doubleToLongBits(it)), TypeCodec::narrowFraction);

    static final TypeCodec<BigDecimal> DECIMAL = of(TypeTag.DECIMAL, TypeCodec::decimal, TypeCodec::decimal)
            .equalBy(TypeCodec::stripped, BigDecimal::toString);

    static final TypeCodec<BigInteger> BIG_INTEGER = of(
                    TypeTag.DECIMAL, it -> decimal(new BigDecimal(it)), TypeCodec::integer)
            .equalBy(it -> it, it -> stripped(new BigDecimal(it)).toString());

    static final TypeCodec<Boolean> BOOLEAN = of(
                    TypeTag.BOOLEAN, it -> new byte[] {(byte) (it ? 1 : 0)}, TypeCodec::yesOrNo)
            .equalBy(it -> it, it -> it.toString());

    static final TypeCodec<java.util.UUID> UUID = of(
                    TypeTag.UUID,
                    it -> longs(it.getMostSignificantBits(), it.getLeastSignificantBits()),
                    it -> uuid(exactly(2 * Long.BYTES, it)))
            .equalBy(it -> it, java.util.UUID::toString);

    /** Not comparable: one document has many texts. */
    static final TypeCodec<String> JSON =
            of(TypeTag.JSON, TypeCodec::utf8, TypeCodec::text).standingAs(PlainForm.TEXT);

    static <T> TypeCodec<T> of(TypeTag tag, Function<T, byte[]> encoder, Decoder<T> decoder) {
        return new TypeCodec<>(tag, PlainForm.OTHER, encoder, decoder, Optional.empty());
    }

    private TypeCodec<T> standingAs(PlainForm form) {
        return new TypeCodec<>(tag, form, encoder, decoder, equality);
    }

    /**
     * @param canonical the one form of all values that are equal
     * @param text that form as text
     */
    TypeCodec<T> equalBy(UnaryOperator<T> canonical, Function<T, String> text) {
        return new TypeCodec<>(tag, plainForm, encoder, decoder, Optional.of(new Equality<>(canonical, text)));
    }

    /** {@return whole numbers of a range} */
    static <T extends Number> TypeCodec<T> whole(long least, long most, LongFunction<T> narrow) {
        return TypeCodec.<T>of(
                        TypeTag.WHOLE,
                        it -> longs(it.longValue()),
                        bytes -> narrow.apply(inRange(exactly(Long.BYTES, bytes).getLong(), least, most)))
                .equalBy(it -> it, it -> Long.toString(it.longValue()));
    }

    /** {@return the constants of an enum, by name} */
    static <E extends Enum<E>> TypeCodec<E> constantsOf(Class<E> type) {
        Map<String, E> constants =
                Stream.of(type.getEnumConstants()).collect(Collectors.toUnmodifiableMap(Enum::name, it -> it));
        return TypeCodec.<E>of(TypeTag.ENUM, it -> utf8(it.name()), bytes -> known(constants.get(text(bytes))))
                .equalBy(it -> it, Enum::name);
    }

    /** The constants of any enum. */
    static final TypeCodec<String> NAME =
            of(TypeTag.ENUM, TypeCodec::utf8, TypeCodec::text).equalBy(it -> it, it -> it);

    /** {@return the numbers, one after the other} */
    static byte[] longs(long... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
        for (long number : numbers) {
            bytes.putLong(number);
        }
        return bytes.array();
    }

    static ByteBuffer exactly(int size, byte[] bytes) throws MalformedPlaintext {
        if (bytes.length != size) {
            throw new MalformedPlaintext();
        }
        return ByteBuffer.wrap(bytes);
    }

    static long inRange(long number, long least, long most) throws MalformedPlaintext {
        if (number < least || number > most) {
            throw new MalformedPlaintext();
        }
        return number;
    }

    private static <T> T known(@Nullable T constant) throws MalformedPlaintext {
        if (constant == null) {
            throw new MalformedPlaintext();
        }
        return constant;
    }

    private static byte[] utf8(String text) {
        if (!Enc.isWellFormed(text)) {
            throw new IllegalArgumentException("the text has half of a surrogate pair, which cannot be stored");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) throws MalformedPlaintext {
        return Utf8.decode(utf8).orElseThrow(MalformedPlaintext::new);
    }

    private static double binaryFraction(byte[] bytes) throws MalformedPlaintext {
        return Double.longBitsToDouble(exactly(Long.BYTES, bytes).getLong());
    }

    /** A fraction that was sealed as a wider one is refused rather than rounded. */
    private static float narrowFraction(byte[] bytes) throws MalformedPlaintext {
        double fraction = binaryFraction(bytes);
        float narrow = (float) fraction;
        if (Double.compare(fraction, narrow) != 0) {
            throw new MalformedPlaintext();
        }
        return narrow;
    }

    /** i32 scale, then the unscaled number in two's complement. */
    private static byte[] decimal(BigDecimal number) {
        byte[] unscaled = number.unscaledValue().toByteArray();
        return ByteBuffer.allocate(Integer.BYTES + unscaled.length)
                .putInt(number.scale())
                .put(unscaled)
                .array();
    }

    private static BigDecimal decimal(byte[] bytes) throws MalformedPlaintext {
        if (bytes.length <= Integer.BYTES) {
            throw new MalformedPlaintext();
        }
        byte[] unscaled = Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
        return new BigDecimal(new BigInteger(unscaled), ByteBuffer.wrap(bytes).getInt());
    }

    private static BigDecimal stripped(BigDecimal number) {
        try {
            return number.stripTrailingZeros();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("without its trailing zeros the number has no scale of 32 bits");
        }
    }

    private static BigInteger integer(byte[] bytes) throws MalformedPlaintext {
        BigDecimal number = decimal(bytes);
        if (number.scale() != 0) {
            throw new MalformedPlaintext();
        }
        return number.unscaledValue();
    }

    private static boolean yesOrNo(byte[] bytes) throws MalformedPlaintext {
        return inRange(exactly(1, bytes).get(), 0, 1) == 1;
    }

    private static java.util.UUID uuid(ByteBuffer bytes) {
        return new java.util.UUID(bytes.getLong(), bytes.getLong());
    }

    /** Reads a value. */
    @FunctionalInterface
    interface Decoder<T> {
        T decode(byte[] bytes) throws MalformedPlaintext;
    }

    /**
     * How equal values are recognised.
     *
     * @param canonical the one form of all values that are equal
     * @param text that form as text
     */
    record Equality<T>(UnaryOperator<T> canonical, Function<T, String> text) {}
}
