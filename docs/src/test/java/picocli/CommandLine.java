package picocli;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands in for the library, which no module uses yet: the rules only look at names. */
public final class CommandLine {
    private CommandLine() {}

    /** As the library has it. */
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Command {}
}
