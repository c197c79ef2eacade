package io.redoubt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {

    @Test
    void hasOneCodePerReason() {
        assertThat(Arrays.stream(Reason.values()).map(Reason::code)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void hasAStatusThatFitsItsError(Reason reason) {
        // RFC 6750 section 3.1
        int expected = reason.error()
                .map(error -> switch (error) {
                    case INVALID_REQUEST -> 400;
                    case INVALID_TOKEN, INSUFFICIENT_USER_AUTHENTICATION, INVALID_DPOP_PROOF, USE_DPOP_NONCE -> 401;
                    case INSUFFICIENT_SCOPE -> 403;
                })
                .orElse(reason.status());

        assertThat(reason.status()).isEqualTo(expected).isIn(400, 401, 403, 429, 503);
        assertThat(reason.code()).matches("[a-z]+\\.[a-z-]+");
        assertThat(reason.explanation()).isNotBlank();
    }
}
