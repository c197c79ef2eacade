package io.redoubt.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entity with an encrypted attribute of each type. */
@Entity
class Everything {

    @Id
    UUID id = UUID.randomUUID();

    int touched;

    @Encrypted
    @Nullable
    String text;

    @Encrypted
    byte @Nullable [] bytes;

    @Encrypted
    @Nullable
    Long big;

    @Encrypted
    int primitive;

    @Encrypted
    @Nullable
    Short small;

    @Encrypted
    @Nullable
    Byte tiny;

    @Encrypted
    @Nullable
    Double ratio;

    @Encrypted
    @Nullable
    Float single;

    @Encrypted
    @Nullable
    BigDecimal decimal;

    @Encrypted
    @Nullable
    BigInteger whole;

    @Encrypted
    @Nullable
    Boolean flag;

    @Encrypted
    @Nullable
    LocalDate birthday;

    @Encrypted
    @Nullable
    LocalTime clock;

    @Encrypted
    @Nullable
    LocalDateTime wallTime;

    @Encrypted
    @Nullable
    Instant moment;

    @Encrypted
    @Nullable
    OffsetDateTime shifted;

    @Encrypted
    @Nullable
    UUID uuid;

    @Encrypted
    @Nullable
    DayOfWeek weekday;

    @Encrypted(json = true)
    @Nullable
    Map<String, List<Integer>> json;

    @Encrypted(form = Encrypted.Form.BINARY)
    @Nullable
    String binaryText;

    @Encrypted(form = Encrypted.Form.TEXT)
    @Nullable
    Long textNumber;

    @Encrypted(paddedTo = 64)
    @Nullable
    String padded;

    /** {@return one with all attributes set} */
    static Everything filled() {
        Everything it = new Everything();
        it.text = "text";
        it.bytes = new byte[] {1, 2, 3};
        it.big = Long.MIN_VALUE;
        it.primitive = 42;
        it.small = (short) -3;
        it.tiny = (byte) 7;
        it.ratio = Math.PI;
        it.single = 1.5f;
        it.decimal = new BigDecimal("12.3400");
        it.whole = new BigInteger("123456789012345678901234567890");
        it.flag = true;
        it.birthday = LocalDate.of(1815, 12, 10);
        it.clock = LocalTime.of(23, 59, 59, 123_456_789);
        it.wallTime = LocalDateTime.of(2026, 11, 22, 18, 0);
        it.moment = Instant.parse("2026-11-22T18:00:00.123456789Z");
        it.shifted = OffsetDateTime.parse("2026-11-22T18:00:00+05:30");
        it.uuid = UUID.fromString("00000000-0000-4000-8000-000000000001");
        it.weekday = DayOfWeek.FRIDAY;
        it.json = Map.of("scores", List.of(1, 2, 3));
        it.binaryText = "binary";
        it.textNumber = 99L;
        it.padded = "x";
        return it;
    }
}
