package io.redoubt.benchmarks.mask;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who does not hide what he is measured for hiding is not fast. */
class LogEncoderTest {

    private final LoggerContext context = new LoggerContext();

    @ParameterizedTest
    @EnumSource
    void hidesWhatItIsMeasuredForHiding(LogEncoder encoder) {
        String text = encoded(encoder, LogLine.SECRETS);

        assertThat(Arrays.stream(LogLine.SECRETS.arguments())
                        .map(Object::toString)
                        .anyMatch(text::contains))
                .isEqualTo(!encoder.hidesSecrets());
    }

    @ParameterizedTest
    @EnumSource
    void leavesACleanEvent(LogEncoder encoder) {
        assertThat(encoded(encoder, LogLine.CLEAN))
                .contains("Order 7f3c-1182 with 12 items left warehouse north-2 after 318 ms")
                .contains("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    private String encoded(LogEncoder encoder, LogLine line) {
        return new String(encoder.open(context).encode(line.event(context)), StandardCharsets.UTF_8);
    }
}
