package io.redoubt.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.internal.Enc;
import io.redoubt.key.Suite;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Values of every type, the extreme ones among them. */
class FieldValuesPropertyTest {

    private static final WatchedCipher RANDOM = WatchedCipher.of(Suite.A256GCM);
    private static final WatchedCipher COMPARABLE = WatchedCipher.of(Suite.A256SIV);

    @Property
    void openAsWhatTheyWere(@ForAll("values") SampleValue<?> sample) {
        assertOpens(sample, 1);
    }

    @Property
    void openAsWhatTheyWereWhenPadded(
            @ForAll("values") SampleValue<?> sample, @ForAll @IntRange(min = 1, max = 300) int step) {
        byte[] ciphertext = assertOpens(sample, step);

        assertThat((ciphertext.length - 3 - 12 - 16) % step).isZero();
    }

    /** What the length tells is the number of steps, and the reader need not know how long they are. */
    private static <T> byte[] assertOpens(SampleValue<T> sample, int step) {
        byte[] ciphertext = RANDOM.cipher.seal(RANDOM.place, sample.type().paddedTo(step), sample.value());
        assertThat(RANDOM.cipher.open(RANDOM.place, sample.type(), ciphertext)).isEqualTo(sample.value());
        assertThat(RANDOM.cipher.openText(RANDOM.place, sample.type(), CiphertextText.text(ciphertext)))
                .isEqualTo(sample.value());
        return ciphertext;
    }

    /** With the same number of bytes as a step has, one less and one more. */
    @Property
    void arePaddedAtBordersOfSteps(
            @ForAll @IntRange(min = 2, max = 300) int step, @ForAll @IntRange(min = -3, max = 3) int off) {
        String text = "x".repeat(Math.max(0, step + off));

        assertOpens(new SampleValue<>("text", FieldType.TEXT, text), step);
    }

    @Property
    void showEqualityOfEqualValuesAlone(@ForAll("pairs") Pair<?> pair) {
        assertShowsEquality(pair);
    }

    private static <T> void assertShowsEquality(Pair<T> pair) {
        boolean same = pair.same().test(pair.one(), pair.other());

        assertThat(pair.type().indexText(pair.one()).equals(pair.type().indexText(pair.other())))
                .isEqualTo(same);
        assertThat(Arrays.equals(comparable(pair.type(), pair.one()), comparable(pair.type(), pair.other())))
                .isEqualTo(same);
        T opened = COMPARABLE.cipher.open(COMPARABLE.place, pair.type(), comparable(pair.type(), pair.one()));
        assertThat(pair.same().test(opened, pair.one())).isTrue();
    }

    private static <T> byte[] comparable(FieldType<T> type, T value) {
        return COMPARABLE.cipher.seal(COMPARABLE.place, type, value);
    }

    /** Whatever was sealed, a reader of any type has a value or refuses. */
    @Property
    void areReadFromAnyBytesOrRefused(@ForAll byte[] plaintext, @ForAll @IntRange(min = 0, max = 20) int tag) {
        for (SampleValue<?> sample : SampleValue.ofEachType()) {
            assertReadsOrRefuses(sample.type(), plaintext);
            byte[] tagged = plaintext.clone();
            if (tagged.length > 0) {
                tagged[0] = (byte) ((tag & 0x10) << 3 | (tag & 0x0F));
            }
            assertReadsOrRefuses(sample.type(), tagged);
        }
    }

    private static void assertReadsOrRefuses(FieldType<?> type, byte[] plaintext) {
        try {
            assertThat((Object) type.decode(plaintext.clone())).isInstanceOf(type.javaType());
        } catch (MalformedPlaintext e) {
            assertThat(e).hasNoCause();
        }
    }

    @Property
    void areFoundByTextOfAnyForm(@ForAll String text) {
        for (Normaliser normaliser : Normaliser.values()) {
            try {
                String form = normaliser.normalise(text);
                assertThat(normaliser.normalise(form)).isEqualTo(form);
            } catch (IllegalArgumentException e) {
                assertThat(text.length() < 12 || !String.valueOf(e.getMessage()).contains(text))
                        .isTrue();
            }
        }
    }

    /**
     * Two values.
     *
     * @param same whether they are equal to whoever looks them up
     */
    record Pair<T>(FieldType<T> type, T one, T other, BiPredicate<T, T> same) {}

    @Provide
    Arbitrary<SampleValue<?>> values() {
        return Arbitraries.oneOf(List.of(
                of(FieldType.TEXT, texts()),
                of(FieldType.JSON, texts()),
                of(FieldType.BYTES, Arbitraries.bytes().array(byte[].class).ofMaxSize(400)),
                of(FieldType.LONG, Arbitraries.longs()),
                of(FieldType.INTEGER, Arbitraries.integers()),
                of(FieldType.SHORT, Arbitraries.shorts()),
                of(FieldType.BYTE, Arbitraries.bytes()),
                of(FieldType.DOUBLE, Arbitraries.longs().map(Double::longBitsToDouble)),
                of(FieldType.DOUBLE, Arbitraries.of(Double.NaN, -0.0, 0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY)),
                of(FieldType.FLOAT, Arbitraries.integers().map(Float::intBitsToFloat)),
                of(FieldType.FLOAT, Arbitraries.of(Float.NaN, -0.0f, Float.MIN_VALUE, Float.POSITIVE_INFINITY)),
                of(FieldType.DECIMAL, decimals()),
                of(FieldType.BIG_INTEGER, integers()),
                of(FieldType.BOOLEAN, Arbitraries.of(true, false)),
                of(FieldType.DATE, dates()),
                of(FieldType.TIME, times()),
                of(FieldType.DATE_TIME, dateTimes()),
                of(FieldType.INSTANT, instants()),
                of(FieldType.OFFSET_DATE_TIME, offsetDateTimes()),
                of(FieldType.UUID, uuids()),
                of(FieldType.enumOf(DayOfWeek.class), Arbitraries.of(DayOfWeek.class))));
    }

    private static <T> Arbitrary<SampleValue<?>> of(FieldType<T> type, Arbitrary<T> values) {
        return values.map(it -> new SampleValue<>(type.id(), type, it));
    }

    @Provide
    Arbitrary<Pair<?>> pairs() {
        return Arbitraries.oneOf(List.of(
                pair(FieldType.TEXT, texts(), Object::equals),
                pair(FieldType.BYTES, Arbitraries.bytes().array(byte[].class).ofMaxSize(2), Arrays::equals),
                pair(FieldType.LONG, Arbitraries.longs(), Object::equals),
                pair(FieldType.BYTE, Arbitraries.bytes(), Object::equals),
                pair(FieldType.DECIMAL, decimals(), (one, other) -> one.compareTo(other) == 0),
                pair(
                        FieldType.DECIMAL,
                        Arbitraries.of("1", "1.0", "1.00", "10", "1E+1", "0", "0.00", "-0.0", "0E+9")
                                .map(BigDecimal::new),
                        (one, other) -> one.compareTo(other) == 0),
                pair(FieldType.BIG_INTEGER, integers(), Object::equals),
                pair(FieldType.BOOLEAN, Arbitraries.of(true, false), Object::equals),
                pair(FieldType.DATE, dates(), Object::equals),
                pair(FieldType.TIME, near(times()), (one, other) -> cut(one).equals(cut(other))),
                pair(
                        FieldType.INSTANT,
                        instants(),
                        (one, other) ->
                                one.truncatedTo(ChronoUnit.MICROS).equals(other.truncatedTo(ChronoUnit.MICROS))),
                pair(
                        FieldType.DATE_TIME,
                        dateTimes(),
                        (one, other) ->
                                one.truncatedTo(ChronoUnit.MICROS).equals(other.truncatedTo(ChronoUnit.MICROS))),
                pair(
                        FieldType.OFFSET_DATE_TIME,
                        offsetDateTimes(),
                        (one, other) ->
                                one.truncatedTo(ChronoUnit.MICROS).equals(other.truncatedTo(ChronoUnit.MICROS))),
                pair(FieldType.UUID, uuids(), Object::equals),
                pair(FieldType.enumOf(DayOfWeek.class), Arbitraries.of(DayOfWeek.class), Object::equals)));
    }

    /** Half of them the same value twice. */
    private static <T> Arbitrary<Pair<?>> pair(FieldType<T> type, Arbitrary<T> values, BiPredicate<T, T> same) {
        return Combinators.combine(values, values, Arbitraries.of(true, false))
                .as((one, other, twice) -> new Pair<>(type, one, twice ? one : other, same));
    }

    private static Arbitrary<LocalTime> near(Arbitrary<LocalTime> times) {
        return times.map(it -> LocalTime.ofNanoOfDay(it.toNanoOfDay() % 3_000));
    }

    private static LocalTime cut(LocalTime time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40).filter(Enc::isWellFormed),
                Arbitraries.of("", "\0", "\uD83D\uDD11", "r1.", "x".repeat(70_000), "e\u0301", "\u00e9", "\uFEFF"));
    }

    private static Arbitrary<BigDecimal> decimals() {
        return Arbitraries.oneOf(
                Arbitraries.bigDecimals(),
                Combinators.combine(
                                Arbitraries.bigIntegers(),
                                Arbitraries.of(0, 1, -1, 18, Integer.MAX_VALUE, Integer.MIN_VALUE + 100, -300))
                        .as(BigDecimal::new));
    }

    private static Arbitrary<BigInteger> integers() {
        return Arbitraries.oneOf(
                Arbitraries.bigIntegers(),
                Arbitraries.integers().between(0, 3_000).map(BigInteger.ONE::shiftLeft),
                Arbitraries.integers()
                        .between(0, 3_000)
                        .map(it -> BigInteger.ONE.shiftLeft(it).negate()));
    }

    private static Arbitrary<LocalDate> dates() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        LocalDate.MIN,
                        LocalDate.MAX,
                        LocalDate.EPOCH,
                        LocalDate.of(10_000, 1, 1),
                        LocalDate.of(0, 2, 29)),
                Arbitraries.longs()
                        .between(LocalDate.MIN.toEpochDay(), LocalDate.MAX.toEpochDay())
                        .map(LocalDate::ofEpochDay));
    }

    private static Arbitrary<LocalTime> times() {
        return Arbitraries.oneOf(
                Arbitraries.of(LocalTime.MIN, LocalTime.MAX, LocalTime.NOON),
                Arbitraries.longs().between(0, LocalTime.MAX.toNanoOfDay()).map(LocalTime::ofNanoOfDay));
    }

    private static Arbitrary<LocalDateTime> dateTimes() {
        return Combinators.combine(dates(), times()).as(LocalDateTime::of);
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.oneOf(
                Arbitraries.of(Instant.MIN, Instant.MAX, Instant.EPOCH, Instant.ofEpochSecond(-1, 999_999_999)),
                Combinators.combine(
                                Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                                Arbitraries.integers().between(0, 999_999_999))
                        .as(Instant::ofEpochSecond));
    }

    private static Arbitrary<OffsetDateTime> offsetDateTimes() {
        return Arbitraries.oneOf(
                Arbitraries.of(OffsetDateTime.MIN, OffsetDateTime.MAX),
                Combinators.combine(dateTimes(), Arbitraries.integers().between(-64_800, 64_800))
                        .as((time, offset) -> time.atOffset(ZoneOffset.ofTotalSeconds(offset))));
    }

    private static Arbitrary<UUID> uuids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }
}
