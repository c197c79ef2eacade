package io.redoubt.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code that the page about plain servlets shows is the code that is tested on every container. */
class ServletPageTest {

    private static final Path SNIPPET =
            Path.of("../servlet-filter/src/test/java/io/redoubt/servlet/PlainServletSnippet.java");

    private final String page = Files.readString(Path.of("servlet.md"));

    ServletPageTest() throws IOException {}

    @Test
    void showsTheTestedCode() throws IOException {
        String source = Files.readString(SNIPPET);
        String tested = all(source, "// tag::plain-servlet\\[]\\n(?s:(.*?))\\s*// end::plain-servlet\\[]")
                .get(0)
                .stripIndent();

        assertThat(all(page, "```java\\n([^`]+)```")).containsExactly(tested + "\n");
        assertThat(all(tested, "(;)(?m:$)")).as("statements").hasSize(10);
    }

    @Test
    void linksToFilesThatAreThere() {
        assertThat(all(page, "\\]\\(([^)#:]+)\\)"))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Path.of(link)).exists());
    }

    private static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
