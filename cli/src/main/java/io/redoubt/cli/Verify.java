package io.redoubt.cli;

import io.redoubt.field.jdbc.JobPlan;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "verify",
        description =
                "Opens every value, compares each code with its value, and writes nothing. Ends with 1 if one does not open.")
final class Verify extends WorkAction {

    Verify(Terminal terminal) {
        super(terminal);
    }

    @Override
    JobPlan.Kind kind() {
        return JobPlan.Kind.AUDIT;
    }

    @Override
    List<String> next() {
        return List.of();
    }
}
