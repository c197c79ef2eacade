package io.redoubt.benchmarks.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A token in software, where {@code run.sh} says and the library is installed. */
final class SoftHsm {

    static final String PIN = "benchmark-pin";
    private static final Pattern SLOT = Pattern.compile("slot (\\d+)");

    private SoftHsm() {}

    static boolean isHere() {
        return System.getenv("SOFTHSM2_CONF") != null && find().isPresent();
    }

    static Path library() {
        return find().orElseThrow();
    }

    private static Optional<Path> find() {
        return Stream.of("/usr/lib", "/usr/lib64", "/opt/homebrew/lib", "/usr/local/lib")
                .map(folder -> Path.of(folder, "softhsm", "libsofthsm2.so"))
                .filter(Files::exists)
                .findFirst();
    }

    /** {@return the slot of a new token} */
    static long newToken() throws IOException {
        Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
        Path tokens = configuration.resolveSibling("tokens");
        Files.createDirectories(tokens);
        Files.writeString(configuration, "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
        Process tool = new ProcessBuilder(List.of(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "benchmark",
                        "--pin",
                        PIN,
                        "--so-pin",
                        PIN))
                .redirectErrorStream(true)
                .start();
        String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher slot = SLOT.matcher(output);
        if (!slot.find()) {
            throw new IOException(output);
        }
        return Long.parseLong(slot.group(1));
    }
}
