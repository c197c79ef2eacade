package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines of logs as they are, and as they are written: {@code src/test/resources/masked-lines.txt}. */
class MaskedLinesTest {

    private static final Masker MASKER = Masker.of(MaskingRules.of(Profile.DEFAULT));

    static List<Arguments> lines() throws IOException {
        List<String> lines =
                Files.readAllLines(Path.of("src/test/resources/masked-lines.txt"), StandardCharsets.UTF_8).stream()
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList();
        return IntStream.range(0, lines.size() / 2)
                .mapToObj(i -> arguments(lines.get(2 * i), lines.get(2 * i + 1)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void writes(String line, String written) {
        String masked = MASKER.mask(line);

        if (written.equals("=")) {
            assertThat(masked).isSameAs(line);
        } else {
            assertThat(written).isEqualTo("> " + masked);
            assertThat(MASKER.mask(masked)).isEqualTo(masked);
        }
    }

    /** What stands around a line changes nothing: a record has something before it, and a line feed behind. */
    @ParameterizedTest
    @MethodSource("lines")
    void writesTheSameInARecord(String line, String written) {
        String before = "2026-11-03T10:15:30.123+01:00  INFO 1 --- [orders] [main] c.e.Orders : ";

        String masked = MASKER.mask(before + line + "\n");

        assertThat(masked).isEqualTo(before + (written.equals("=") ? line : written.substring(2)) + "\n");
    }
}
