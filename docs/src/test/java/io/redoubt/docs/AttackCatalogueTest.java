package io.redoubt.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.Attack;
import io.redoubt.testkit.AttackCatalogue;
import io.redoubt.testkit.AttackGroup;
import io.redoubt.testkit.AttackOmission;
import io.redoubt.testkit.AttackScenario;
import io.redoubt.testkit.RequestAttack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every number of the attack catalogue is run or left out for a reason, and the documentation shows them all. */
class AttackCatalogueTest {

    private static final Path ROOT = Path.of("..");
    private static final Path DOCUMENT = ROOT.resolve("docs/attacks.md");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"attack-(\\d+)\"\\)");

    private static final String INTRODUCTION = """
            # The attack catalogue

            Every attack on tokens that Redoubt is tested with, and the answer that is due. It is data of the testkit \
            (`AttackCatalogue`); this page is written from it by the test `AttackCatalogueTest` in `docs`.

            Each token is sent to the verifier itself, and through the filter over HTTP. There, the whole head of the \
            answer is compared, no handler is reached, nobody is asked for anything, there is exactly one event and \
            one log line, and nothing of the token stands in any of them.

            Groups F to I are mostly about requests: the fields around a token, its proofs, the path. Each is sent over \
            a socket to Tomcat 11, Tomcat 10.1 and Jetty 12.1; some of them a container refuses before it asks anybody. \
            The answer is the one to the last request where there are several. `setting` says how the service is set up: PLAIN, \
            demanding NONCES, ending TLS itself, or behind a proxy that tells the certificate of the client in \
            CLIENT_CERT (RFC 9440) or XFCC (Envoy). What an answer has beside status, scheme and error is told at \
            `RequestAnswer`; "without" names the fields that the handler must not see.

            An answer without a reason is 200: the token or the request is good, and a service that refuses it breaks \
            somebody. A product among the sources accepted the attack in its default settings when we tried it or read it.
            """;

    /** Set to true, the test writes the document instead of comparing it. */
    private static final String REWRITE = "redoubt.attacks.rewrite";

    @Test
    void leavesNoNumberOut() {
        Set<Integer> run = Stream.of(attacks(), requests(), scenarios(), omissions())
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(run)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 208).boxed().toList());
    }

    /** What is neither token nor request is run by a test that carries its number: {@code @Tag("attack-186")}. */
    @Test
    void runsEveryScenario() {
        assertThat(tags()).containsExactlyElementsOf(scenarios());
    }

    @Test
    void omitsNothingThatIsRun() {
        assertThat(omissions())
                .doesNotContainAnyElementsOf(attacks())
                .doesNotContainAnyElementsOf(requests())
                .doesNotContainAnyElementsOf(scenarios());
        assertThat(AttackCatalogue.omissions())
                .allSatisfy(omission -> assertThat(omission.why()).isNotBlank());
    }

    @Test
    void showsTheCatalogue() throws IOException {
        String text = document();
        if (Boolean.getBoolean(REWRITE)) {
            Files.writeString(DOCUMENT, text);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("docs/attacks.md; mvn test -pl docs -am -Dtest=%s -D%s=true writes it anew", getClass(), REWRITE)
                .isEqualTo(text);
    }

    private static Set<Integer> attacks() {
        return AttackCatalogue.all().stream().map(Attack::number).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> requests() {
        return AttackCatalogue.requests().stream()
                .map(RequestAttack::number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> scenarios() {
        return AttackCatalogue.scenarios().stream()
                .map(AttackScenario::number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> omissions() {
        return AttackCatalogue.omissions().stream()
                .map(AttackOmission::number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return the numbers on the tests of all modules} */
    private static Set<Integer> tags() {
        return Stream.of("core", "servlet-filter", "spring-boot-starter")
                .map(module -> ROOT.resolve(module).resolve("src/test/java"))
                .flatMap(AttackCatalogueTest::sources)
                .flatMap(source -> TAG.matcher(source).results())
                .map(match -> Integer.valueOf(match.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(AttackCatalogueTest::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String document() {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        for (AttackGroup group : AttackGroup.values()) {
            appendAttacks(text, group);
            appendRequests(text, group);
            appendScenarios(text, group);
        }
        text.append("\n## Not run\n\n| number | attack | why |\n|---|---|---|\n");
        AttackCatalogue.omissions()
                .forEach(omission -> text.append("| %d | %s | %s |\n"
                        .formatted(omission.number(), cell(omission.title()), cell(omission.why()))));
        return text.toString();
    }

    private static void appendAttacks(StringBuilder text, AttackGroup group) {
        text.append("\n## %s. %s\n".formatted(group.letter(), group.title()));
        if (AttackCatalogue.group(group).isEmpty()) {
            return;
        }
        text.append("\n| id | attack | answer | reason code | source |\n|---|---|---|---|---|\n");
        AttackCatalogue.group(group)
                .forEach(attack -> text.append("| `%s` | %s: %s | %s | %s | %s |\n"
                        .formatted(
                                attack.id(),
                                cell(attack.title()),
                                cell(attack.form()),
                                (attack.answer().status() + " "
                                                + attack.answer().error().orElse(""))
                                        .strip(),
                                attack.answer().reason().map("`%s`"::formatted).orElse(""),
                                cell(attack.source()))));
    }

    private static void appendRequests(StringBuilder text, AttackGroup group) {
        if (AttackCatalogue.requests(group).isEmpty()) {
            return;
        }
        text.append("\n| id | request | setting | answer | source |\n|---|---|---|---|---|\n");
        AttackCatalogue.requests(group)
                .forEach(attack -> text.append("| `%s` | %s: %s | %s | %s | %s |\n"
                        .formatted(
                                attack.id(),
                                cell(attack.title()),
                                cell(attack.form()),
                                attack.setting(),
                                answer(attack),
                                cell(attack.source()))));
    }

    private static String answer(RequestAttack attack) {
        String answer = attack.answer() + ": "
                + attack.answer().status()
                + attack.answer().scheme().map(scheme -> " " + scheme).orElse("")
                + attack.answer().error().map(error -> " " + error).orElse("");
        return attack.unseenFields().isEmpty() || !attack.answer().accepts()
                ? answer
                : answer + ", without " + String.join(", ", new TreeSet<>(attack.unseenFields()));
    }

    private static void appendScenarios(StringBuilder text, AttackGroup group) {
        List<AttackScenario> scenarios = AttackCatalogue.scenarios().stream()
                .filter(scenario -> scenario.group() == group)
                .toList();
        if (scenarios.isEmpty()) {
            return;
        }
        text.append("\n| id | scenario | what must happen | source |\n|---|---|---|---|\n");
        scenarios.forEach(scenario -> text.append("| `%s` | %s | %s | %s |\n"
                .formatted(scenario.id(), cell(scenario.title()), cell(scenario.expected()), cell(scenario.source()))));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }
}
