package io.redoubt.provisioning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A token in software, new for each run of the tests. There is one for all of them: the library reads its folder once in the
 * life of a process. Where it is kept the build says, because a test cannot set a variable of its own process.
 */
public final class SoftHsm {

    private static final String PIN = "test-pin-1234";
    private static final Pattern SLOT = Pattern.compile("slot (\\d+)");
    private static final SoftHsm TOKEN = new SoftHsm();

    private final long slot;

    private SoftHsm() {
        String configuration = System.getenv("SOFTHSM2_CONF");
        if (configuration == null) {
            throw new IllegalStateException("set SOFTHSM2_CONF to a file in a folder that may be emptied");
        }
        try {
            this.slot = make(Path.of(configuration));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the token} */
    public static SoftHsm token() {
        return TOKEN;
    }

    /** {@return the id of its slot} */
    public long slot() {
        return slot;
    }

    /** {@return the PIN of its user} */
    public char[] pin() {
        return PIN.toCharArray();
    }

    /** {@return its library, where the root pom looks for it, too} */
    public Path library() {
        return Stream.of("/usr/lib", "/usr/lib64", "/opt/homebrew/lib", "/usr/local/lib")
                .map(folder -> Path.of(folder, "softhsm", "libsofthsm2.so"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private static long make(Path configuration) throws IOException {
        Path tokens = configuration.resolveSibling("tokens");
        delete(tokens);
        Files.createDirectories(tokens);
        Files.writeString(configuration, "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
        Process tool = new ProcessBuilder(List.of(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "test",
                        "--pin",
                        PIN,
                        "--so-pin",
                        "test-so-pin"))
                .redirectErrorStream(true)
                .start();
        String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher slot = SLOT.matcher(output);
        if (!slot.find()) {
            throw new IOException(output);
        }
        return Long.parseLong(slot.group(1));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
