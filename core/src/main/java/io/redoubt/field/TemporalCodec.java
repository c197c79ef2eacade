package io.redoubt.field;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Dates and times as bytes. For equality they are cut to microseconds, which is what columns keep. */
final class TemporalCodec {

    private static final int MOMENT_BYTES = Long.BYTES + Integer.BYTES;

    static final TypeCodec<LocalDate> DATE = TypeCodec.<LocalDate>of(
                    TypeTag.DATE,
                    it -> TypeCodec.longs(it.toEpochDay()),
                    bytes -> date(TypeCodec.exactly(Long.BYTES, bytes)))
            .equalBy(it -> it, LocalDate::toString);

    static final TypeCodec<LocalTime> TIME = TypeCodec.<LocalTime>of(
                    TypeTag.TIME,
                    it -> TypeCodec.longs(it.toNanoOfDay()),
                    bytes -> time(TypeCodec.exactly(Long.BYTES, bytes)))
            .equalBy(it -> it.truncatedTo(ChronoUnit.MICROS), LocalTime::toString);

    static final TypeCodec<LocalDateTime> DATE_TIME = TypeCodec.<LocalDateTime>of(
                    TypeTag.DATE_TIME,
                    it -> TypeCodec.longs(
                            it.toLocalDate().toEpochDay(), it.toLocalTime().toNanoOfDay()),
                    bytes -> dateTime(TypeCodec.exactly(2 * Long.BYTES, bytes)))
            .equalBy(it -> it.truncatedTo(ChronoUnit.MICROS), LocalDateTime::toString);

    static final TypeCodec<Instant> INSTANT = TypeCodec.<Instant>of(
                    TypeTag.INSTANT, TemporalCodec::moment, bytes -> moment(TypeCodec.exactly(MOMENT_BYTES, bytes)))
            .equalBy(it -> it.truncatedTo(ChronoUnit.MICROS), Instant::toString);

    static final TypeCodec<OffsetDateTime> OFFSET_DATE_TIME = TypeCodec.<OffsetDateTime>of(
                    TypeTag.OFFSET_DATE_TIME,
                    TemporalCodec::offsetDateTime,
                    bytes -> offsetDateTime(TypeCodec.exactly(MOMENT_BYTES + Integer.BYTES, bytes)))
            .equalBy(it -> it.truncatedTo(ChronoUnit.MICROS), OffsetDateTime::toString);

    private TemporalCodec() {}

    /** i64 seconds, u32 nanoseconds. */
    private static byte[] moment(Instant moment) {
        return ByteBuffer.allocate(MOMENT_BYTES)
                .putLong(moment.getEpochSecond())
                .putInt(moment.getNano())
                .array();
    }

    /** The moment, then i32 seconds of distance from UTC. */
    private static byte[] offsetDateTime(OffsetDateTime time) {
        return ByteBuffer.allocate(MOMENT_BYTES + Integer.BYTES)
                .put(moment(time.toInstant()))
                .putInt(time.getOffset().getTotalSeconds())
                .array();
    }

    private static LocalDate date(ByteBuffer bytes) throws MalformedPlaintext {
        try {
            return LocalDate.ofEpochDay(bytes.getLong());
        } catch (DateTimeException e) {
            throw new MalformedPlaintext();
        }
    }

    private static LocalTime time(ByteBuffer bytes) throws MalformedPlaintext {
        try {
            return LocalTime.ofNanoOfDay(bytes.getLong());
        } catch (DateTimeException e) {
            throw new MalformedPlaintext();
        }
    }

    private static LocalDateTime dateTime(ByteBuffer bytes) throws MalformedPlaintext {
        return LocalDateTime.of(date(bytes), time(bytes));
    }

    private static Instant moment(ByteBuffer bytes) throws MalformedPlaintext {
        try {
            long seconds = bytes.getLong();
            return Instant.ofEpochSecond(seconds, TypeCodec.inRange(bytes.getInt(), 0, 999_999_999));
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedPlaintext();
        }
    }

    private static OffsetDateTime offsetDateTime(ByteBuffer bytes) throws MalformedPlaintext {
        try {
            return moment(bytes).atOffset(ZoneOffset.ofTotalSeconds(bytes.getInt()));
        } catch (DateTimeException e) {
            throw new MalformedPlaintext();
        }
    }
}
