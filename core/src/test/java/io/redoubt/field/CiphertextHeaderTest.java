package io.redoubt.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.key.Suite;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CiphertextHeaderTest {

    /** {@return the header, and behind it what every suite has room in} */
    private static byte[] ciphertext(String header) {
        byte[] bytes = HexFormat.of().parseHex(header);
        return Arrays.copyOf(bytes, bytes.length + 60);
    }

    @ParameterizedTest
    @CsvSource({
        "c11104, A256GCM, 1, 3",
        "c1117c, A256GCM, 31, 3",
        "c1118001, A256GCM, 32, 4",
        "c112fc7f, XA256GCM, 4095, 4",
        "c113808001, XC20P, 4096, 5",
        "c114fcff0f, A256CTR_HS256, 65535, 5",
        "c11608, A256SIV, 2, 3",
    })
    void writesAndReadsTheSame(String header, Suite suite, int epoch, int length) {
        assertThat(HexFormat.of().formatHex(CiphertextHeader.write(suite, epoch, OptionalLong.empty())))
                .isEqualTo(header);
        assertThat(CiphertextHeader.parse(ciphertext(header)))
                .contains(new CiphertextHeader(suite, epoch, OptionalLong.empty(), length));
    }

    @ParameterizedTest
    @CsvSource({
        "c1110500, 0, 4",
        "c111057f, 127, 4",
        "c11105ffffffff0f, 4294967295, 8",
    })
    void readsNumberOfSubjectsKey(String header, long subject, int length) {
        assertThat(CiphertextHeader.parse(ciphertext(header)))
                .contains(new CiphertextHeader(Suite.A256GCM, 1, OptionalLong.of(subject), length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c01104", // no magic
                "c10104", // format 0
                "c12104", // format 2
                "c11004", // no suite
                "c11504", // the reserved one
                "c11704",
                "c11f04",
                "c11100", // epoch 0
                "c1118000", // not minimal
                "c1118400",
                "c111808000",
                "c111808010", // epoch 65536
                "c11180808001", // four bytes
                "c111ffffff7f",
                "c11106", // the reserved flag
                "c11107",
                "c111058000", // subject not minimal
                "c11105ffffffff1f", // subject of 33 bits
                "c11105808080808001", // six bytes
            })
    void refusesOtherHeaders(String header) {
        assertThat(CiphertextHeader.parse(ciphertext(header))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(StoredSuite.class)
    void needsRoomForNonceAndTagAndOneByte(StoredSuite suite) {
        byte[] header = CiphertextHeader.write(suite.suite(), 1, OptionalLong.empty());
        int least = header.length + suite.overhead() + 1;

        assertThat(CiphertextHeader.parse(Arrays.copyOf(header, least)))
                .hasValueSatisfying(
                        it -> assertThat(it.nonceLength() + it.tagLength()).isEqualTo(suite.overhead()));
        for (int length = 0; length < least; length++) {
            assertThat(CiphertextHeader.parse(Arrays.copyOf(header, length))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "65536, 5", "1, 4", "32, 3"})
    void isNeverMadeOfWhatCannotBe(int epoch, int length) {
        assertThatThrownBy(() -> new CiphertextHeader(Suite.A256GCM, epoch, OptionalLong.empty(), length))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isNeverMadeOfSuiteThatDoesNotEncrypt() {
        assertThatThrownBy(() -> new CiphertextHeader(Suite.HS512, 1, OptionalLong.empty(), 3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 4", "4294967296, 8", "127, 3", "127, 5"})
    void isNeverMadeOfSubjectThatCannotBe(long subject, int length) {
        assertThatThrownBy(() -> new CiphertextHeader(Suite.A256GCM, 1, OptionalLong.of(subject), length))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isReadFromText() {
        assertThat(CiphertextHeader.parseText(CiphertextText.text(ciphertext("c11104"))))
                .isPresent();
        assertThat(CiphertextHeader.parseText("r1.wREE")).isEmpty();
        assertThat(CiphertextHeader.parseText("ada@example.com")).isEmpty();
    }
}
