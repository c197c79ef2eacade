package io.redoubt.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is derived never changes: stored data hangs on it. */
class DerivationVectorsTest {

    private static final Path FOLDER = Path.of("..", "docs", "vectors");
    private static final Path VECTORS = FOLDER.resolve("derivation-v1.json");
    private static final String REWRITE = "redoubt.vectors.rewrite";
    private static final int KEYS = 5 * 12 + 3;

    @Test
    void derivesTheCommittedKeys() throws Exception {
        String text = DerivationVectors.text();
        if (Boolean.getBoolean(REWRITE)) {
            Files.writeString(VECTORS, text);
        }

        assertThat(Files.readString(VECTORS))
                .as(
                        "mvn test -pl cli -am -Dtest=%s -D%s=true writes it anew",
                        getClass().getSimpleName(), REWRITE)
                .isEqualTo(text);
        StrictJson.object(Files.readAllBytes(VECTORS), new JsonLimits(1 << 20, 8, 100));
    }

    /** Where there is a Python; elsewhere the test above has compared what Python computed where it was committed. */
    @Test
    void aReferenceInAnotherLanguageDerivesThemToo() throws Exception {
        assertThat(Files.readString(VECTORS)).isEqualTo(DerivationVectors.text());
        if (hasPython()) {
            Process python = new ProcessBuilder("python3", "derivation-v1.py")
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(python.waitFor()).as(output).isZero();
            assertThat(output).isEqualToIgnoringNewLines(KEYS + " keys hold");
        }
    }

    private static boolean hasPython() throws IOException {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "python3"))
                .anyMatch(Files::isExecutable);
    }
}
