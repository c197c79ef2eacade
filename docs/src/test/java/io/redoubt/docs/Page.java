package io.redoubt.docs;

import io.redoubt.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A page of the documentation, to be compared with the code. */
record Page(String text) {

    /** Event codes in the text, such as {@code `dpop.replayed`}. */
    private static final String CODE = "`((?:token|dpop|state|access|request)\\.[a-z-]+)`";

    static Page named(String name) {
        try {
            return new Page(Files.readString(Path.of(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the part under a heading, up to the next one of that level} */
    Page under(String heading) {
        return new Page(
                all("(?ms)^" + Pattern.quote(heading) + "$(.*?)(?=^## |\\z)").get(0));
    }

    /** {@return the configurations of the service, and none of other programs} */
    List<String> configurations() {
        return all("```yaml\\n(redoubt:[^`]+)```");
    }

    List<String> codes() {
        return all(CODE);
    }

    static List<String> knownCodes() {
        return Arrays.stream(Reason.values()).map(Reason::code).toList();
    }

    /** {@return the files to which the page links, beside it} */
    List<Path> links() {
        return all("\\]\\(([^)#:]+)\\)").stream().map(Path::of).toList();
    }

    /** {@return the first group of every match} */
    List<String> all(String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
