package io.redoubt.field;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** A value of a type. */
record SampleValue<T>(String name, FieldType<T> type, T value) {

    byte[] seal(FieldCipher cipher, FieldContext place) {
        return cipher.seal(place, type, value);
    }

    String sealText(FieldCipher cipher, FieldContext place) {
        return cipher.sealText(place, type, value);
    }

    /** One of each type, the values that the committed samples have. */
    static List<SampleValue<?>> ofEachType() {
        LocalDate day = LocalDate.of(2026, 11, 22);
        LocalTime time = LocalTime.of(18, 12, 30, 123_456_789);
        return List.of(
                new SampleValue<>("text", FieldType.TEXT, "Ada Lovelace, \u00c9clair \uD83D\uDD11"),
                new SampleValue<>("empty text", FieldType.TEXT, ""),
                new SampleValue<>("padded text", FieldType.TEXT.paddedTo(64), "Ada"),
                new SampleValue<>("bytes", FieldType.BYTES, new byte[] {0, 1, -1, (byte) 0xC1}),
                new SampleValue<>("long", FieldType.LONG, Long.MIN_VALUE),
                new SampleValue<>("integer", FieldType.INTEGER, 42),
                new SampleValue<>("short", FieldType.SHORT, (short) -3),
                new SampleValue<>("byte", FieldType.BYTE, (byte) 127),
                new SampleValue<>("double", FieldType.DOUBLE, -0.0),
                new SampleValue<>("float", FieldType.FLOAT, 1.5f),
                new SampleValue<>("decimal", FieldType.DECIMAL, new BigDecimal("-1234.50")),
                new SampleValue<>("big integer", FieldType.BIG_INTEGER, BigInteger.ONE.shiftLeft(100)),
                new SampleValue<>("boolean", FieldType.BOOLEAN, true),
                new SampleValue<>("date", FieldType.DATE, day),
                new SampleValue<>("time", FieldType.TIME, time),
                new SampleValue<>("date and time", FieldType.DATE_TIME, day.atTime(time)),
                new SampleValue<>("instant", FieldType.INSTANT, day.atTime(time).toInstant(ZoneOffset.UTC)),
                new SampleValue<>(
                        "offset date and time",
                        FieldType.OFFSET_DATE_TIME,
                        day.atTime(time).atOffset(ZoneOffset.ofHoursMinutes(5, 45))),
                new SampleValue<>("UUID", FieldType.UUID, UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")),
                new SampleValue<>("JSON", FieldType.JSON, "{\"street\":\"Hauptstra\u00dfe 1\"}"),
                new SampleValue<>("enum", FieldType.enumOf(DayOfWeek.class), DayOfWeek.WEDNESDAY));
    }
}
