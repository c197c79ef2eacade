package io.redoubt.field;

import static io.redoubt.field.Migration.ENCRYPTED_ONLY;
import static io.redoubt.field.Migration.OFF;
import static io.redoubt.field.Migration.READ_BOTH_WRITE_PLAIN;
import static io.redoubt.field.WatchedCipher.VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.key.Suite;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FieldColumnTest {

    private final WatchedCipher watched = WatchedCipher.of(Suite.A256GCM);
    private final FieldContext place = watched.place;

    private FieldColumn<String, String> text(Migration migration) {
        return FieldColumn.text(watched.cipher, FieldType.TEXT, migration);
    }

    private FieldColumn<byte[], byte[]> binary(Migration migration) {
        return FieldColumn.binary(watched.cipher, FieldType.BYTES, migration);
    }

    private String sealed() {
        return watched.cipher.sealText(place, FieldType.TEXT, VALUE);
    }

    private String sealedElsewhere() {
        return watched.cipher.sealText(place.withRow(RowId.of(2)), FieldType.TEXT, VALUE);
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrote(Migration migration) {
        byte[] bytes = {1, 2, 3};

        assertThat(text(migration).read(place, text(migration).write(place, VALUE)))
                .isEqualTo(VALUE);
        assertThat(binary(migration).read(place, binary(migration).write(place, bytes)))
                .isEqualTo(bytes);
        assertThat(watched.events).isEmpty();
    }

    /** So that the old and the new instances of a deployment can work on the same rows. */
    @ParameterizedTest
    @CsvSource({
        "OFF, READ_BOTH_WRITE_PLAIN",
        "READ_BOTH_WRITE_PLAIN, OFF",
        "READ_BOTH_WRITE_PLAIN, READ_BOTH_WRITE_ENCRYPTED",
        "READ_BOTH_WRITE_ENCRYPTED, READ_BOTH_WRITE_PLAIN",
        "READ_BOTH_WRITE_ENCRYPTED, ENCRYPTED_ONLY",
        "ENCRYPTED_ONLY, READ_BOTH_WRITE_ENCRYPTED",
    })
    void readsWhatNeighbourWrote(Migration writer, Migration reader) {
        assertThat(text(reader).read(place, text(writer).write(place, VALUE))).isEqualTo(VALUE);
    }

    @ParameterizedTest
    @EnumSource(names = {"OFF", "READ_BOTH_WRITE_PLAIN"})
    void writesPlaintext(Migration migration) {
        assertThat(text(migration).write(place, VALUE)).isEqualTo(VALUE);
        assertThat(binary(migration).write(place, new byte[] {7})).containsExactly(7);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"OFF", "READ_BOTH_WRITE_PLAIN"})
    void writesCiphertext(Migration migration) {
        assertThat(CiphertextHeader.parseText(text(migration).write(place, VALUE)))
                .isPresent();
        assertThat(CiphertextHeader.parse(binary(migration).write(place, new byte[] {7})))
                .isPresent();
    }

    @Test
    void takesEverythingForPlaintextAsLongAsItIsOff() {
        String looksSealed = sealed();

        assertThat(text(OFF).read(place, looksSealed)).isEqualTo(looksSealed);
        assertThat(text(OFF).write(place, looksSealed)).isEqualTo(looksSealed);
    }

    @Test
    void encryptsPlaintextThatLooksLikeCiphertext() {
        String looksSealed = sealedElsewhere();
        byte[] looksSealedToo = watched.seal();

        String written = text(READ_BOTH_WRITE_PLAIN).write(place, looksSealed);
        byte[] writtenToo = binary(READ_BOTH_WRITE_PLAIN).write(place, looksSealedToo);

        assertThat(written).isNotEqualTo(looksSealed);
        assertThat(text(READ_BOTH_WRITE_PLAIN).read(place, written)).isEqualTo(looksSealed);
        assertThat(binary(READ_BOTH_WRITE_PLAIN).read(place, writtenToo)).isEqualTo(looksSealedToo);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "OFF")
    void refusesCiphertextThatDoesNotOpen(Migration migration) {
        String moved = sealedElsewhere();

        watched.assertRefuses(
                TamperedFieldException.class, () -> text(migration).read(place, moved));
    }

    @ParameterizedTest
    @EnumSource(names = {"READ_BOTH_WRITE_PLAIN", "READ_BOTH_WRITE_ENCRYPTED"})
    void readsPlaintextThatOnlyBeginsLikeCiphertext(Migration migration) {
        for (String plain : List.of("", "r1.", "r1.wREE", "r1." + "A".repeat(80), sealed() + "=")) {
            assertThat(text(migration).read(place, plain)).isEqualTo(plain);
        }
    }

    @Test
    void refusesPlaintextAfterMigration() {
        for (String planted : List.of("", VALUE, "r1.", sealed().substring(1), sealed() + " ")) {
            watched.assertRefuses(
                    PlaintextFieldException.class, () -> text(ENCRYPTED_ONLY).read(place, planted));
        }
        watched.assertRefuses(
                PlaintextFieldException.class,
                () -> binary(ENCRYPTED_ONLY).read(place, VALUE.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ENCRYPTED_ONLY")
    void refusesToMigrateInPlaceWhatDoesNotFitItsColumn(Migration migration) {
        assertThatThrownBy(() -> FieldColumn.text(watched.cipher, FieldType.LONG, migration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("new column");
        assertThatThrownBy(() -> FieldColumn.text(watched.cipher, FieldType.BYTES, migration))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FieldColumn.binary(watched.cipher, FieldType.TEXT, migration))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdsEveryTypeInBothFormsOnceItIsEncrypted() {
        for (SampleValue<?> sample : SampleValue.ofEachType()) {
            assertHeld(sample);
        }
    }

    private <T> void assertHeld(SampleValue<T> sample) {
        FieldColumn<T, String> text = FieldColumn.text(watched.cipher, sample.type(), ENCRYPTED_ONLY);
        FieldColumn<T, byte[]> binary = FieldColumn.binary(watched.cipher, sample.type(), ENCRYPTED_ONLY);

        assertThat(text.read(place, text.write(place, sample.value()))).isEqualTo(sample.value());
        assertThat(binary.read(place, binary.write(place, sample.value()))).isEqualTo(sample.value());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "OFF")
    void migratesJson(Migration migration) {
        FieldColumn<String, String> json = FieldColumn.text(watched.cipher, FieldType.JSON, migration);

        assertThat(json.read(place, json.write(place, "{}"))).isEqualTo("{}");
    }

    // what another library encrypted

    /** Its ciphertexts begin with "ENC:" and are the value backwards. */
    private static final LegacyDecryptor BACKWARDS = (field, stored) -> {
        String text = new String(stored, StandardCharsets.UTF_8);
        return text.startsWith("ENC:")
                ? Optional.of(new StringBuilder(text.substring(4))
                        .reverse()
                        .toString()
                        .getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
    };

    @ParameterizedTest
    @EnumSource(names = {"READ_BOTH_WRITE_PLAIN", "READ_BOTH_WRITE_ENCRYPTED"})
    void readsValuesOfAnotherLibrary(Migration migration) {
        FieldColumn<String, String> column = text(migration).reading(BACKWARDS);

        assertThat(column.read(place, "ENC:\u00e9ada")).isEqualTo("ada\u00e9");
        assertThat(column.read(place, "ada")).isEqualTo("ada");
        assertThat(column.read(place, sealed())).isEqualTo(VALUE);
        assertThat(binary(migration).reading(BACKWARDS).read(place, "ENC:ada".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("ada".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(names = {"OFF", "ENCRYPTED_ONLY"})
    void doesNotAskAnotherLibraryOutsideMigration(Migration migration) {
        FieldColumn<String, String> column = text(migration).reading((field, stored) -> {
            throw new AssertionError("asked");
        });

        assertThat(column.read(place, column.write(place, VALUE))).isEqualTo(VALUE);
        if (migration == ENCRYPTED_ONLY) {
            watched.assertRefuses(PlaintextFieldException.class, () -> column.read(place, "ENC:ada"));
        }
    }

    @Test
    void doesNotAskAnotherLibraryForOurCiphertexts() {
        FieldColumn<String, String> column = text(READ_BOTH_WRITE_PLAIN).reading((field, stored) -> {
            throw new AssertionError("asked");
        });

        watched.assertRefuses(TamperedFieldException.class, () -> column.read(place, sealedElsewhere()));
    }

    /** As decrypting with a wrong password may give. */
    @Test
    void refusesTextOfAnotherLibraryThatIsNoUtf8() {
        FieldColumn<String, String> column =
                text(READ_BOTH_WRITE_PLAIN).reading((field, stored) -> Optional.of(new byte[] {'b', (byte) 0xFF}));

        watched.assertRefuses(MalformedFieldException.class, () -> column.read(place, VALUE));
    }

    @Test
    void handsOutNoArrayThatItStillNeeds() {
        byte[] value = {1, 2, 3};
        byte[] ciphertext = binary(ENCRYPTED_ONLY).write(place, value);
        byte[] before = ciphertext.clone();

        Arrays.fill(binary(ENCRYPTED_ONLY).read(place, ciphertext), (byte) 9);

        assertThat(value).containsExactly(1, 2, 3);
        assertThat(ciphertext).isEqualTo(before);
    }
}
