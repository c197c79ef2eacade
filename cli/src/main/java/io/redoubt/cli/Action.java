package io.redoubt.cli;

import io.redoubt.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that has an answer, for people or for programs. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpAutoWidth = false,
        sortOptions = false,
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%n",
        exitCodeListHeading = "%nIt ends with%n",
        exitCodeList = {"0:all is good", "1:something was refused or found", "2:it was called in a wrong way"})
abstract class Action implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Answer with one JSON document, for programs.", order = 1000)
    private boolean json;

    Action(Terminal terminal) {
        this.terminal = terminal;
    }

    /** {@return what came of it} */
    abstract Answer act() throws Exception;

    @Override
    public final Integer call() throws Exception {
        Answer answer = act();
        if (json) {
            Map<String, Object> members =
                    Members.of("ok", answer.isGood()).andAll(answer.members()).map();
            terminal.out().println(new String(Json.write(members), StandardCharsets.UTF_8));
        } else {
            answer.print(new Page(terminal.out(), terminal.ansi()));
        }
        return answer.isGood() ? Redoubt.GOOD : Redoubt.REFUSED;
    }

    final Terminal terminal() {
        return terminal;
    }

    final CommandSpec spec() {
        return spec;
    }

    /** {@return to be thrown where the options do not fit together} */
    final ParameterException misuse(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    /** {@return a bar that moves where somebody sees it, and one that does not elsewhere} */
    final ProgressBar progress() {
        return new ProgressBar(terminal.err(), terminal.animated() && !json);
    }
}
