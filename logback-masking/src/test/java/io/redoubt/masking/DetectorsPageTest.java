package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about masking lists the detectors that there are. */
class DetectorsPageTest {

    private static final Path PAGE = Path.of("../docs/log-masking.md");
    private static final Path AS_IT_IS = Path.of("target/log-masking-tables.md");

    @Test
    void listsEachDetectorWithWhatItIsKnownBy() throws IOException {
        assertShown(detectors());
    }

    @Test
    void listsEachNationalNumberWithItsVectors() throws IOException {
        assertShown(nationalNumbers());
    }

    private static void assertShown(String table) throws IOException {
        Files.createDirectories(AS_IT_IS.getParent());
        Files.writeString(AS_IT_IS, detectors() + "\n" + nationalNumbers(), StandardCharsets.UTF_8);
        assertThat(Files.readString(PAGE, StandardCharsets.UTF_8))
                .as("as in " + AS_IT_IS)
                .contains(table);
    }

    private static String detectors() {
        Map<String, Set<String>> known =
                new TreeMap<>(Comparator.comparing(DetectorsPageTest::group).thenComparing(id -> id));
        Map<String, String> strategies = new TreeMap<>();
        for (Detector detector : Catalogue.detectors()) {
            if (!detector.id().startsWith("pii.natid.")) {
                Set<String> by = known.computeIfAbsent(detector.id(), id -> new LinkedHashSet<>());
                detector.anchors().forEach(anchor -> by.addAll(names(anchor)));
                strategies.put(detector.id(), strategy(detector.strategy()));
            }
        }
        return "| detector | known by | strategy |\n|---|---|---|\n"
                + known.entrySet().stream()
                        .map(entry -> "| `" + entry.getKey() + "` | " + shortened(entry.getValue()) + " | "
                                + strategies.get(entry.getKey()) + " |\n")
                        .collect(Collectors.joining());
    }

    private static String group(String id) {
        return id.startsWith("cred.provider.") || id.startsWith("cred.hash.")
                ? "1" + id
                : id.startsWith("cred.") ? "0" : "2";
    }

    private static List<String> names(Anchor anchor) {
        if (anchor instanceof Anchor.Word word) {
            return List.of(word.literal() + "…");
        }
        if (anchor instanceof Anchor.Digits digits) {
            return List.of(digits.min() + " to " + digits.max() + " digits");
        }
        if (anchor instanceof Anchor.Sign sign) {
            return List.of(Character.toString(sign.sign()));
        }
        return ((Anchor.Key) anchor).names().stream().sorted().toList();
    }

    private static String shortened(Set<String> names) {
        String shown = names.stream()
                .limit(12)
                .map(name -> "`" + name.replace("|", "\\|") + "`")
                .collect(Collectors.joining(" "));
        return names.size() > 12 ? shown + " and " + (names.size() - 12) + " more" : shown;
    }

    private static String strategy(Strategy strategy) {
        if (strategy instanceof Strategy.KeepLast last) {
            return "keep-last-" + last.count();
        }
        return strategy instanceof Strategy.Pseudonym ? "pseudonym" : "placeholder";
    }

    private static String nationalNumbers() {
        return "| detector | country | keys | passes | does not | source |\n|---|---|---|---|---|---|\n"
                + NationalIdVectors.rows().stream()
                        .map(row -> "| `" + row.id() + "` | " + row.country() + " | `" + String.join("` `", row.keys())
                                + "` | " + row.valid() + " | " + row.invalid() + " | " + row.source() + " |\n")
                        .collect(Collectors.joining());
    }
}
