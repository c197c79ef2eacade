package io.redoubt.cli;

import io.redoubt.field.jdbc.JobStatus;
import io.redoubt.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
    private final List<Stop> stops = new ArrayList<>();

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
        try {
            Answer answer = act();
            tell(answer);
            return answer.isGood() ? Redoubt.GOOD : Redoubt.REFUSED;
        } finally {
            stops.forEach(Stop::close);
        }
    }

    private void tell(Answer answer) {
        if (json) {
            Map<String, Object> members =
                    Members.of("ok", answer.isGood()).andAll(answer.members()).map();
            terminal.out().println(new String(Json.write(members), StandardCharsets.UTF_8));
        } else {
            answer.print(new Page(terminal.out(), terminal.ansi()));
        }
    }

    /** From now on this thread is interrupted when the process is to end, which waits for the answer. */
    final void stopWithProcess() {
        stops.add(new Stop(terminal.err()));
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
        return new ProgressBar(terminal.err(), isAnimated());
    }

    /** {@return the same for the rows of a job} */
    final RowProgress rows(JobStatus start) {
        return new RowProgress(terminal.err(), isAnimated(), System::nanoTime, start);
    }

    private boolean isAnimated() {
        return terminal.animated() && !json;
    }
}
