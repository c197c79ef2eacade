package io.redoubt.benchmarks.report;

import io.redoubt.benchmarks.field.SealingExam;
import io.redoubt.benchmarks.requests.Rounds;
import io.redoubt.benchmarks.token.EntranceExam;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;

/** Writes the page about benchmarks from what was measured. Called by {@code run.sh}. */
public final class Report {

    private Report() {}

    /**
     * Writes.
     *
     * @param args the folder of JMH's JSON files, the folder of what wrk measured, the folder of class paths, the page, and the command that measured
     * @throws Exception if something cannot be read or written
     */
    public static void main(String[] args) throws Exception {
        Path page = Path.of(args[3]);
        Page content = new Page(
                Results.read(Path.of(args[0])).with(Rounds.read(Path.of(args[1]))),
                EntranceExam.ofAllLibraries(),
                SealingExam.ofAllLibraries(),
                Machine.here(Path.of(args[2])),
                LocalDate.now(Clock.systemUTC()).toString(),
                args[4]);
        Files.writeString(page, content.markdown());
        System.out.println("== wrote " + page);
        System.exit(0); // some libraries leave threads behind
    }
}
