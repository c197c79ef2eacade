package io.redoubt.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.internal.Enc;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PseudonymsTest {

    private static final String FIRST_HALF = "000102030405060708090a0b0c0d0e0f";

    private final List<byte[]> messages = new ArrayList<>();
    private final Pseudonyms pseudonyms = Pseudonyms.of(() -> List.of(
            message -> {
                messages.add(message);
                return HexFormat.of().parseHex(FIRST_HALF + FIRST_HALF);
            },
            message -> {
                throw new AssertionError("an older key makes no new pseudonyms");
            }));

    @Test
    void areHalfOfACodeUnderTheNewestKey() {
        assertThat(pseudonyms.of(Optional.of("https://idp.example"), "ada")).isEqualTo(FIRST_HALF);
        assertThat(messages)
                .containsExactly(Enc.label("redoubt/log-pseudonym/v1")
                        .optionalText(Optional.of("https://idp.example"))
                        .text("ada")
                        .toBytes());
    }

    @Test
    void tellSubjectsOfSeveralIssuersApart() {
        pseudonyms.of(Optional.of("https://idp.example"), "ada");
        pseudonyms.of(Optional.of("https://other.example"), "ada");
        pseudonyms.of(Optional.empty(), "ada");

        assertThat(messages.stream().map(HexFormat.of()::formatHex).distinct()).hasSize(3);
    }

    @Test
    void refuseWhatCannotBeWrittenExactly() {
        assertThatThrownBy(() -> pseudonyms.of(Optional.empty(), "\ud800"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
