package io.redoubt.quickstart.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void readsTheCommandLineInAnyOrder() {
        var options = Options.parse("--orders", "o.cp", "--once", "--logs", "logs", "--authorization-server", "a.cp");

        assertThat(options).hasValue(new Options(Path.of("a.cp"), Path.of("o.cp"), Path.of("logs"), true));
    }

    @Test
    void staysUntilInterruptedUnlessToldOtherwise() {
        var options = Options.parse("--authorization-server", "a.cp", "--orders", "o.cp", "--logs", "logs");

        assertThat(options).hasValueSatisfying(read -> assertThat(read.once()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--once",
                "--authorization-server a.cp --orders o.cp --logs",
                "--authorization-server a.cp --orders o.cp --log logs",
                "--authorization-server a.cp --orders o.cp --logs logs --twice yes"
            })
    void refusesAnythingElse(String line) {
        assertThat(Options.parse(line.split(" "))).isEmpty();
    }
}
