package io.redoubt.quickstart.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoryTest {

    private static final Step EXPIRED =
            Step.refused("An expired token", "client yesterday", "e30.e30.AA", "token.expired");

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void tellsAStepWithoutTheToken() {
        plainly().step(3, EXPIRED, outcome("access denied: code=token.expired"));

        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "",
                        "  3  An expired token",
                        "     sent      client yesterday",
                        "     answer    401 refused",
                        "               WWW-Authenticate: Bearer",
                        "     log       access denied: code=token.expired");
    }

    @Test
    void keepsLongLinesWithinAHundredColumns() {
        plainly().step(3, EXPIRED, outcome("access denied: code=token.expired " + "word ".repeat(60)));

        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .hasSizeGreaterThan(8)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void breaksLongLinesOutsideQuotationMarks() {
        plainly().step(3, EXPIRED, outcome("one ".repeat(15) + "reason=\"" + "two ".repeat(10) + "\""));

        assertThat(told.toString(StandardCharsets.UTF_8)).contains("\n               reason=\"two two");
    }

    @Test
    void saysWhatItExpectedWhenSomethingElseCame() {
        plainly().step(3, EXPIRED, outcome("access denied: code=token.malformed"));

        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("NOT AS EXPECTED: wanted 401 and code=token.expired in the log");
    }

    @Test
    void emphasisesOnATerminalOnly() {
        new Story(stream(), Style.ANSI).opens();
        String onTerminal = told.toString(StandardCharsets.UTF_8);
        told.reset();

        plainly().opens();

        assertThat(onTerminal).contains("\u001b[1m");
        assertThat(told.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
    }

    private Story plainly() {
        return new Story(stream(), Style.PLAIN);
    }

    private PrintStream stream() {
        return new PrintStream(told, true, StandardCharsets.UTF_8);
    }

    private static Outcome outcome(String reason) {
        return new Outcome(401, Optional.of("Bearer"), "", Optional.of(reason));
    }
}
