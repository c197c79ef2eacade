package io.redoubt.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.key.FieldName;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowIdTest {

    private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    @Test
    void isEncodedAsItIsStored() {
        assertThat(hex(RowId.of(-2))).isEqualTo("69fffffffffffffffe");
        assertThat(hex(RowId.of(ID))).isEqualTo("7500112233445566778899aabbccddeeff");
        assertThat(hex(RowId.of("\u00e9"))).isEqualTo("73c3a9");
        assertThat(hex(RowId.of(new byte[] {0}))).isEqualTo("6200");
        assertThat(hex(RowId.composite(List.of(RowId.of("a"), RowId.of("")))))
                .isEqualTo("63" + "03726f77" + "02" + "00027361" + "000173");
    }

    private static String hex(RowId id) {
        return HexFormat.of().formatHex(id.encoded());
    }

    @Test
    void isWhatValueIs() {
        assertThat(Stream.of(7L, 7, (short) 7, (byte) 7).map(it -> RowId.ofValue(it)))
                .allSatisfy(id -> assertThat(id).contains(RowId.of(7)));
        assertThat(RowId.ofValue(ID)).contains(RowId.of(ID));
        assertThat(RowId.ofValue("7")).contains(RowId.of("7"));
        assertThat(RowId.ofValue(new byte[] {7})).contains(RowId.of(new byte[] {7}));
        assertThat(RowId.ofValue(BigInteger.ONE)).isEmpty();
        assertThat(RowId.ofValue('7')).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Long.class,
                long.class,
                Integer.class,
                int.class,
                Short.class,
                short.class,
                Byte.class,
                byte.class,
                UUID.class,
                String.class,
                byte[].class
            })
    void supports(Class<?> type) {
        assertThat(RowId.supports(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {Object.class, Number.class, BigInteger.class, char.class, double.class, boolean.class, void.class
            })
    void doesNotSupport(Class<?> type) {
        assertThat(RowId.supports(type)).isFalse();
    }

    @Test
    void isEqualToTheSameIdOnly() {
        assertThat(RowId.of(1)).isEqualTo(RowId.of(1)).hasSameHashCodeAs(RowId.of(1));
        assertThat(RowId.of(1))
                .isNotEqualTo(RowId.of(2))
                .isNotEqualTo(RowId.of("1"))
                .isNotEqualTo(1L);
    }

    @Test
    void doesNotTellItself() {
        assertThat(RowId.of("secret")).hasToString("RowId of kind s");
        assertThat(FieldContext.of(new FieldName("customer", "email"))
                        .withTenant("secret")
                        .withRow(RowId.of("secret")))
                .hasToString("customer.email");
    }

    @Test
    void copiesItsBytes() {
        byte[] bytes = {1};
        RowId id = RowId.of(bytes);
        bytes[0] = 2;

        assertThat(id).isEqualTo(RowId.of(new byte[] {1}));
    }

    @Test
    void refusesWhatHasNoBytes() {
        assertThatThrownBy(() -> RowId.of("secret\uDC00"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> RowId.composite(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isBounded() {
        assertThat(RowId.of(new byte[65_000])).isNotNull();
        assertThatThrownBy(() -> RowId.of(new byte[65_001])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RowId.of("\u00e9".repeat(32_501))).isInstanceOf(IllegalArgumentException.class);
        assertThat(RowId.composite(Collections.nCopies(255, RowId.of(1)))).isNotNull();
        assertThatThrownBy(() -> RowId.composite(Collections.nCopies(256, RowId.of(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RowId.composite(Collections.nCopies(2, RowId.of(new byte[32_500]))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tenantIsBounded() {
        FieldContext place = FieldContext.of(new FieldName("customer", "email"));

        assertThat(place.withTenant("x".repeat(1_024)).tenant()).isPresent();
        assertThatThrownBy(() -> place.withTenant("x".repeat(1_025))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> place.withTenant("\uD800")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comparablePlaceHasNoRow() {
        FieldContext place = FieldContext.comparable(new FieldName("customer", "email"));

        assertThatThrownBy(() -> place.withRow(RowId.of(1))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"java.lang.Integer, number", "java.util.UUID, uuid", "java.lang.String, text"})
    void hasKindByWhichItIsLocked(String type, String kind) throws Exception {
        assertThat(RowId.Kind.of(Class.forName(type))).map(RowId.Kind::id).hasValue(kind);
    }
}
