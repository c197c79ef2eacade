package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzzer starts from, and what it ever found: files in {@code src/test/resources/fuzz}, one input each. */
class MaskingFuzzFindingsTest {

    private static final Path ROOT = Path.of("src/test/resources/fuzz");

    static List<Arguments> inputs() throws IOException {
        List<Arguments> inputs = new ArrayList<>();
        for (MaskingFuzzTarget target : MaskingFuzzTarget.values()) {
            for (Path file : files(target)) {
                inputs.add(arguments(target, file.getFileName().toString()));
            }
        }
        return inputs;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("inputs")
    void keepsItsPromises(MaskingFuzzTarget target, String file) throws IOException {
        byte[] input = Files.readAllBytes(ROOT.resolve(target.folder()).resolve(file));

        assertThatCode(() -> target.take(input)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void hasExamplesForEachTarget(MaskingFuzzTarget target) throws IOException {
        assertThat(files(target)).isNotEmpty();
    }

    private static List<Path> files(MaskingFuzzTarget target) throws IOException {
        try (var files = Files.list(ROOT.resolve(target.folder()))) {
            return files.sorted().toList();
        }
    }
}
