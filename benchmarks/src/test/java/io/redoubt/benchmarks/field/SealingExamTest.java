package io.redoubt.benchmarks.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealingExamTest {

    private static final Set<FieldLibrary> BOUND_TO_A_ROW = EnumSet.of(
            FieldLibrary.REDOUBT,
            FieldLibrary.REDOUBT_XA256GCM,
            FieldLibrary.REDOUBT_XC20P,
            FieldLibrary.REDOUBT_A256CTR_HS256,
            FieldLibrary.AWS);

    private static SealingExam.Outcome outcome(FieldLibrary library) throws Exception {
        try (ValueCipher cipher = library.open()) {
            return SealingExam.of(library, cipher);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyLibraryDoesWhatIsSaidOfIt(FieldLibrary library) throws Exception {
        SealingExam.Outcome outcome = outcome(library);

        assertThat(outcome.noticesChange()).isEqualTo(library != FieldLibrary.JASYPT);
        assertThat(outcome.noticesMove()).isEqualTo(BOUND_TO_A_ROW.contains(library));
        assertThat(outcome.bytesOf64()).isGreaterThanOrEqualTo(outcome.bytesOf16() + 48);
    }

    @Test
    void redoubtStoresWhatTheFormatSays() throws Exception {
        assertThat(outcome(FieldLibrary.REDOUBT).bytesOf16()).isEqualTo(3 + 12 + 1 + 16 + 16);
        assertThat(outcome(FieldLibrary.REDOUBT_COMPARABLE).bytesOf16()).isEqualTo(3 + 1 + 16 + 16);
    }

    @Test
    void doesNotMeasureWhoDoesNotGiveBackWhatItSealed() {
        ValueCipher careless = new ValueCipher() {
            @Override
            public byte[] seal(long row, byte[] value) {
                return value;
            }

            @Override
            public byte[] open(long row, byte[] sealed) {
                return new byte[sealed.length];
            }
        };

        assertThatThrownBy(() -> SealingExam.of(FieldLibrary.FLOOR, careless))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not give back what it sealed");
    }
}
