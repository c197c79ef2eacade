package io.redoubt.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.KeyRefusedException;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Suite;
import io.redoubt.key.TestKeysets;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlindIndexTest {

    private static final FieldName EMAIL = new FieldName("customer", "email");
    private static final IndexName EQ = new IndexName(EMAIL, "eq", "email-1", 128);
    private static final Optional<String> TENANT = Optional.of("north");

    private final ServiceKeyset keys = TestKeysets.with(Suite.A256GCM).open();
    private final BlindIndex<String> index = BlindIndex.of(keys, EQ, FieldType.TEXT);

    @Test
    void storesEpochAndCode() {
        byte[] stored = index.code(TENANT, "ada@example.com");

        assertThat(stored).hasSize(2 + 16).startsWith(0, 1);
        assertThat(index.name()).isEqualTo(EQ);
    }

    @Test
    void givesValuesThatAreTheSameOneCode() {
        assertThat(index.code(TENANT, "Ada@EXAMPLE.com")).isEqualTo(index.code(TENANT, "ada@example.com"));
        assertThat(index.isSame("Ada@EXAMPLE.com", "ada@example.com")).isTrue();
        assertThat(index.isSame("ada@example.com", "bob@example.com")).isFalse();
    }

    @Test
    void givesEverythingElseAnotherCode() {
        Stream<byte[]> codes = Stream.of(
                index.code(TENANT, "a@b.example"),
                index.code(TENANT, "a@c.example"),
                index.code(Optional.of("south"), "a@b.example"),
                index.code(Optional.empty(), "a@b.example"),
                index.code(Optional.of(""), "a@b.example"),
                code(new IndexName(EMAIL, "eq2", "email-1", 128)),
                code(new IndexName(EMAIL, "eq", "fold-1", 128)),
                code(new IndexName(EMAIL, "eq", "exact-1", 128)),
                code(new IndexName(EMAIL, "eq", "email-1", 129)),
                code(new IndexName(new FieldName("customer", "mail"), "eq", "email-1", 128)),
                code(new IndexName(new FieldName("client", "email"), "eq", "email-1", 128)));

        assertThat(codes.map(code -> Arrays.toString(Arrays.copyOf(code, 18)))).doesNotHaveDuplicates();
    }

    private byte[] code(IndexName name) {
        return BlindIndex.of(keys, name, FieldType.TEXT).code(TENANT, "a@b.example");
    }

    @ParameterizedTest
    @CsvSource({"8, 1, 0", "9, 2, 127", "12, 2, 15", "127, 16, 1", "128, 16, 0", "512, 64, 0"})
    void keepsSoManyBitsAndNoMore(int bits, int bytes, int unused) {
        BlindIndex<String> narrow = BlindIndex.of(keys, new IndexName(EMAIL, "eq", "exact-1", bits), FieldType.TEXT);
        int lastBytes = 0;

        for (int i = 0; i < 100; i++) {
            byte[] stored = narrow.code(Optional.empty(), "value " + i);
            assertThat(stored).hasSize(2 + bytes);
            lastBytes |= stored[stored.length - 1] & 0xFF;
        }
        assertThat(lastBytes).isEqualTo(0xFF & ~unused);
        assertThat(narrow.isTruncated()).isEqualTo(bits < 128);
    }

    @Test
    void looksForCodesOfEveryLiveEpoch() {
        ServiceKeyset many = TestKeysets.empty()
                .epoch(1, KeyState.DECRYPT_ONLY)
                .epoch(300, KeyState.PRIMARY)
                .epoch(3, KeyState.PREPARED)
                .epoch(4, KeyState.DISABLED)
                .epoch(5, KeyState.COMPROMISED)
                .open();
        BlindIndex<String> rotating = BlindIndex.of(many, EQ, FieldType.TEXT);

        List<byte[]> candidates = rotating.candidates(TENANT, "a@b.example");

        assertThat(candidates)
                .extracting(it -> (it[0] & 0xFF) << 8 | (it[1] & 0xFF))
                .containsExactly(300, 3, 1);
        assertThat(rotating.code(TENANT, "a@b.example")).isEqualTo(candidates.get(0));
        assertThat(candidates).allMatch(it -> rotating.matches(it, TENANT, "A@b.example"));
        assertThat(candidates).noneMatch(it -> rotating.matches(it, TENANT, "c@b.example"));
        assertThat(candidates).noneMatch(it -> rotating.matches(it, Optional.empty(), "a@b.example"));
    }

    @Test
    void matchesNoCodeUnderAnotherEpoch() {
        byte[] stored = index.code(TENANT, "a@b.example");
        stored[1] = 2;

        assertThat(index.matches(stored, TENANT, "a@b.example")).isFalse();
        assertThat(index.matches(new byte[0], TENANT, "a@b.example")).isFalse();
    }

    @Test
    void looksUpButDoesNotStoreAfterKeysetExpired() {
        Clock later = Clock.fixed(TestKeysets.EXPIRES.plusSeconds(1), ZoneOffset.UTC);
        BlindIndex<String> expired =
                BlindIndex.of(TestKeysets.with(Suite.A256GCM).open(later), EQ, FieldType.TEXT);

        assertThat(expired.candidates(TENANT, "a@b.example")).containsExactly(index.code(TENANT, "a@b.example"));
        assertThatThrownBy(() -> expired.code(TENANT, "a@b.example"))
                .isInstanceOfSatisfying(
                        FieldKeyException.class,
                        e -> assertThat(e.reason()).isEqualTo(KeyRefusedException.Cause.EXPIRED));
    }

    @Test
    void refusesWithoutKey() {
        BlindIndex<String> without = BlindIndex.of(
                TestKeysets.empty().key(Purpose.FIELD, 1, KeyState.PRIMARY).open(), EQ, FieldType.TEXT);

        assertThatThrownBy(() -> without.code(TENANT, "a@b.example")).isInstanceOf(FieldKeyException.class);
        assertThatThrownBy(() -> without.candidates(TENANT, "a@b.example")).isInstanceOf(FieldKeyException.class);
    }

    @ParameterizedTest
    @CsvSource({"email-2, 128", "EMAIL_1, 128", "email-1, 7", "email-1, 513", "email-1, -1"})
    void refusesIndexThatCannotBe(String normaliser, int bits) {
        assertThatThrownBy(() -> BlindIndex.of(keys, new IndexName(EMAIL, "eq", normaliser, bits), FieldType.TEXT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTypesWhoseEqualValuesHaveNoOneForm() {
        IndexName exact = new IndexName(EMAIL, "eq", "exact-1", 128);

        for (FieldType<?> type : List.of(FieldType.DOUBLE, FieldType.FLOAT, FieldType.JSON)) {
            assertThatThrownBy(() -> BlindIndex.of(keys, exact, type)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> BlindIndex.of(keys, EQ, FieldType.LONG)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void looksUpNumbersAndTimesByWhatTheyAre() {
        IndexName exact = new IndexName(EMAIL, "eq", "exact-1", 128);
        BlindIndex<BigDecimal> decimals = BlindIndex.of(keys, exact, FieldType.DECIMAL);
        BlindIndex<Instant> instants = BlindIndex.of(keys, exact, FieldType.INSTANT);
        Instant moment = Instant.parse("2026-11-22T10:00:00.000001Z");

        assertThat(decimals.code(TENANT, new BigDecimal("1.50")))
                .isEqualTo(decimals.code(TENANT, new BigDecimal("1.5")));
        assertThat(decimals.code(TENANT, new BigDecimal("1.5")))
                .isNotEqualTo(decimals.code(TENANT, new BigDecimal("15")));
        assertThat(instants.code(TENANT, moment.plusNanos(999))).isEqualTo(instants.code(TENANT, moment));
        assertThat(instants.code(TENANT, moment.plusNanos(1000))).isNotEqualTo(instants.code(TENANT, moment));
    }

    /** It had the code of a question mark. */
    @ParameterizedTest
    @ValueSource(strings = {"exact-1", "fold-1"})
    void refusesHalfOfSurrogatePair(String normaliser) {
        BlindIndex<String> texts = BlindIndex.of(keys, new IndexName(EMAIL, "eq", normaliser, 128), FieldType.TEXT);

        assertThatThrownBy(() -> texts.code(TENANT, "secret\uD800"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> texts.code(Optional.of("\uD800"), "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTextThatIsTooLong() {
        BlindIndex<String> texts = BlindIndex.of(keys, new IndexName(EMAIL, "eq", "exact-1", 128), FieldType.TEXT);

        assertThat(texts.code(TENANT, "a".repeat(65_535))).hasSize(18);
        assertThatThrownBy(() -> texts.code(TENANT, "a".repeat(65_536))).isInstanceOf(IllegalArgumentException.class);
    }
}
