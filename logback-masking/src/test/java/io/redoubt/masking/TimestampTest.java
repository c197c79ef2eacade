package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    private static final Masker MASKER = Masker.of(MaskingRules.of(Profile.GDPR));

    private static int end(String text) {
        return Timestamp.end(text.getBytes(StandardCharsets.UTF_8), 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-03T10:15:30",
                "2026-11-03 10:15:30",
                "2026-11-03T10:15:30Z",
                "2026-11-03T10:15:30.123",
                "2026-11-03 10:15:30,123",
                "2026-11-03T10:15:30.123456789Z",
                "2026-11-03T10:15:30.123+01:00",
                "2026-11-03T10:15:30-05:30"
            })
    void knowsWhereATimestampEnds(String timestamp) {
        assertThat(end(timestamp)).isEqualTo(timestamp.length());
        assertThat(end(timestamp + " INFO")).isEqualTo(timestamp.length());
        assertThat(MASKER.mask("at " + timestamp + ", done")).isEqualTo("at " + timestamp + ", done");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-03",
                "2026-11-03T10:15",
                "2026-11-0310:15:30 ",
                "2026-11-03T10-15-30",
                "2026-11-03x10:15:30",
                "2026-1a-03T10:15:30",
                "2026-11-b3T10:15:30",
                "2026-11-03T1\u00ff:15:30",
                "202\u00b0-11-03T10:15:30"
            })
    void takesNothingElseForOne(String text) {
        assertThat(end(text)).isZero();
    }

    @Test
    void hidesNothingThatStandsBesideIt() {
        assertThat(MASKER.mask("2026-11-03T10:15:30Z4111111111111111")).contains("4111111111111111"); // within a word
        assertThat(MASKER.mask("2026-11-03 10:15:30 4111111111111111"))
                .isEqualTo("2026-11-03 10:15:30 [REDACTED:card ...1111]");
        assertThat(MASKER.mask("2026-11-03T10:15:30.123+01:00kim@example.org")).doesNotContain("kim@example.org");
        assertThat(MASKER.mask("password=2026-11-03T10:15:30Z")).isEqualTo("password=[REDACTED:password]");
        assertThat(MASKER.mask("2026-11-03T10:15:30.1234567890123456")).doesNotContain("REDACTED");
    }
}
