package io.redoubt.cli;

import io.redoubt.internal.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;

/**
 * The command {@code redoubt}: 0 if all is good, 1 if something was refused or found, 2 if it was called in a wrong way.
 *
 * <p>Answers go to the standard output, what is wrong to the standard error. Neither ever shows a key or a password.
 *
 * @since 0.1.0
 */
public final class Redoubt {

    static final int GOOD = 0;
    static final int REFUSED = 1;
    static final int USAGE = 2;

    private static final String JSON = "--json";
    private static final int WIDTH = 110;

    private final Terminal terminal;
    private final boolean json;

    private Redoubt(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    /**
     * Runs the command and ends the process.
     *
     * @param args what was typed
     */
    public static void main(String[] args) {
        System.exit(run(Terminal.ofThisProcess(), args));
    }

    /** {@return what the process ends with} */
    static int run(Terminal terminal, String... args) {
        return new Redoubt(terminal, List.of(args).contains(JSON)).execute(args);
    }

    private int execute(String[] args) {
        CommandLine commands = Commands.all(terminal);
        PrintWriter out = new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8);
        return commands.setOut(out)
                .setErr(err)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(WIDTH)
                .setColorScheme(Help.defaultColorScheme(terminal.ansi()))
                .setParameterExceptionHandler((wrong, typed) -> misused(wrong))
                .setExecutionExceptionHandler((refused, command, parsed) -> fail(Failure.of(refused), REFUSED))
                .execute(args);
    }

    private int misused(ParameterException wrong) {
        if (wrong.getCommandLine().getSubcommands().size() > 0) {
            wrong.getCommandLine().usage(terminal.err(), terminal.ansi());
        }
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        String remedy = "see '" + command + " --help'";
        return fail(List.of(new Failure("usage", Misuse.describe(wrong) + "; " + remedy, Optional.of(remedy))), USAGE);
    }

    private int fail(List<Failure> failures, int exitCode) {
        failures.forEach(failure ->
                terminal.err().println(terminal.ansi().string("@|red,bold redoubt:|@ ") + failure.message()));
        if (json) {
            show(Members.of("ok", false)
                    .and("errors", failures.stream().map(Failure::members).toList()));
        }
        return exitCode;
    }

    private void show(Members members) {
        terminal.out().println(new String(Json.write(members.map()), StandardCharsets.UTF_8));
    }
}
