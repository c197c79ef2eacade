package io.redoubt.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.Redoubt;
import io.redoubt.key.KeysetCheck;
import io.redoubt.testkit.TestIssuer;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Who follows the page about keys sees what it shows. */
class KeysPageTest {

    private static final Page PAGE = Page.named("keys.md");

    /** Where the build puts what the demo service needs; the tour of the quickstart has one of its own. */
    private static final Path CLASS_PATH = Path.of("quickstart/safe/target/classpath.txt");

    /** What is different each time and is copied from one output into a later command: a public key, a recipient, a sealed note. */
    private static final Pattern COPIED =
            Pattern.compile("MFkw[A-Za-z0-9+/=]+|(?<![\\w-])[A-Za-z0-9_-]{43}(?![\\w-])|(?<=\\d\\.)[A-Za-z0-9_-]{38,}");

    /** What is different each time and only looked at: moments, days, fingerprints, key ids. */
    private static final Pattern PASSING = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT[\\d:]+Z|\\d{4}-\\d\\d-\\d\\d|\\b[0-9a-f]{32}\\b|\\b[0-9a-f]{8}\\b|\\d+ days");

    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
    void showsWhatItsCommandsAnswer() throws Exception {
        assertThat(CLASS_PATH).as("the demo service is built before this test").exists();
        Map<String, String> here = new HashMap<>();
        here.put("18081", freePort());
        here.put("18082", freePort());
        here.put("/home/alice/keys", directory.toRealPath().toString());
        List<Step> steps = steps();
        assertThat(steps).hasSizeGreaterThan(30);

        try (TestIssuer issuer =
                        TestIssuer.start(); // a start beside an issuer that is not there takes three seconds more
                ShellSession shell = ShellSession.in(
                        directory,
                        Map.of(
                                "JAVA", java(),
                                "OPTIONS", options(),
                                "REDOUBT_ISSUERS_SHOP_ISSUERURI", issuer.issuerUri()))) {
            assertThat(shell.run(setup())).isEmpty();
            for (Step step : steps) {
                String answer = shell.run(replaceAll(step.command(), here));
                learn(here, step.answer(), answer);
                assertThat(comparable(answer, inverse(here)))
                        .as(step.command())
                        .satisfies(answered -> assertAlike(answered, comparable(step.answer(), Map.of())));
            }
        }
    }

    @Test
    void namesTheShellFunctionsThatItUses() {
        String setup = PAGE.all("```sh\\n([^`]+)```").get(1);

        assertThat(setup).contains("cat > safe", "redoubt()", "get()", "post()", "soon()");
    }

    @Test
    void listsEveryPropertyWithItsDefault() {
        Map<String, String> listed = new TreeMap<>();
        for (MatchResult row : rows("## In your service", "\\| `(redoubt\\.keys\\.[^`]+)` \\| (?:`([^`]+)`|–) \\|.*")) {
            listed.put(row.group(1), row.group(2) == null ? "" : row.group(2));
        }

        assertThat(listed).isEqualTo(PropertyMetadata.defaultsUnder("redoubt.keys."));
    }

    @Test
    void listsEveryCheckInItsOrderWithItsRemedy() {
        List<List<String>> listed =
                rows("## When a keyset is refused", "\\| `(keyset\\.[^`]+)` \\| [^|]+ \\| ([^|]+) \\|").stream()
                        .map(row -> List.of(row.group(1), row.group(2)))
                        .toList();

        assertThat(listed)
                .containsExactlyElementsOf(Arrays.stream(KeysetCheck.values())
                        .map(check -> List.of(check.code(), check.remedy()))
                        .toList());
    }

    @Test
    void linksToFilesThatAreThere() {
        assertThat(PAGE.links())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link).exists());
    }

    /**
     * What the page sets up with the archive of the command, the quickstart's build and curl: here with the classes of this build
     * and with nothing but the shell.
     */
    private static String setup() throws IOException {
        return """
                umask 022
                quick="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC $OPTIONS"
                printf '#!/bin/sh\\nexec "%%s" %%s -cp "%%s" io.redoubt.quickstart.safe.SafeApplication\\n' "$JAVA" "$quick" '%s' > safe
                chmod +x safe
                redoubt() { "$JAVA" $quick -cp '%s' %s "$@"; }
                http() {
                    exec 3<> "/dev/tcp/127.0.0.1/${2%%%%/*}" || return 1
                    printf '%%s /%%s HTTP/1.0\\r\\nContent-Type: text/plain\\r\\nContent-Length: %%d\\r\\n\\r\\n%%s' "$1" "${2#*/}" "${#3}" "$3" >&3
                    IFS=' ' read -r _ status _ <&3
                    while IFS= read -r line <&3 && [ "$line" != $'\\r' ]; do :; done
                    cat <&3
                    exec 3>&-
                }
                get() { http GET "$1"; echo; }
                post() { http POST "$1" "$2"; echo " $status"; }
                soon() { for _ in $(seq 600); do "$@" && return; sleep 0.2; done; return 1; }
                """.formatted(Files.readString(CLASS_PATH).strip(), commandClassPath(), Redoubt.class.getName());
    }

    /**
     * What is typed, and what the page says is answered.
     *
     * @param command one command, with the lines that it is given
     * @param answer the lines below it
     */
    private record Step(String command, String answer) {}

    private static List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (String block : PAGE.all("(?s)```console\\n(.*?)```")) {
            for (String step : block.split("(?m)^\\$ ", -1)) {
                List<String> lines = step.lines().toList();
                int typed = 1;
                while (typed < lines.size() && lines.get(typed).startsWith("> ")) {
                    typed++;
                }
                if (!step.isEmpty()) {
                    steps.add(new Step(
                            lines.subList(0, typed).stream()
                                    .map(line -> line.replaceFirst("^> ", ""))
                                    .collect(Collectors.joining("\n")),
                            String.join("\n", lines.subList(typed, lines.size()))));
                }
            }
        }
        return steps;
    }

    /** Takes down what stands here where the page has another value, for the commands that repeat it. */
    private static void learn(Map<String, String> here, String shown, String answer) {
        List<String> onPage = found(COPIED, shown);
        List<String> found = found(COPIED, answer);
        for (int i = 0; i < Math.min(onPage.size(), found.size()); i++) {
            here.putIfAbsent(onPage.get(i), found.get(i));
        }
    }

    private static String comparable(String text, Map<String, String> replaced) {
        return PASSING.matcher(replaceAll(text, replaced)).replaceAll("#").strip();
    }

    private static void assertAlike(String answered, String shown) {
        if (shown.contains("...\n")) {
            assertThat(answered).matches(pattern(shown));
        } else {
            assertThat(answered).isEqualTo(shown);
        }
    }

    /** {@return a pattern for this text, in which a line of three dots stands for any number of lines} */
    private static Pattern pattern(String text) {
        return Pattern.compile(Arrays.stream(text.split("(?m)^ *\\.\\.\\.\\n", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("(?:.*\n)*")));
    }

    private static String replaceAll(String text, Map<String, String> replaced) {
        String result = text;
        for (String each : replaced.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed()) // a port may stand within a longer one
                .toList()) {
            result = result.replace(each, replaced.get(each));
        }
        return result;
    }

    private static Map<String, String> inverse(Map<String, String> map) {
        return map.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }

    private static List<MatchResult> rows(String heading, String pattern) {
        return Pattern.compile("(?m)^" + pattern + "$")
                .matcher(PAGE.under(heading).text())
                .results()
                .toList();
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    /** {@return the class path of these tests without the tests, which have stand-ins of libraries in them} */
    private static String commandClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** As the page says: protobuf, in Tink, uses what newer versions of Java warn of. */
    private static String options() {
        return Runtime.version().feature() < 24 ? "" : "--sun-misc-unsafe-memory-access=allow";
    }
}
