package io.redoubt.cli;

import io.redoubt.field.FieldCipher;
import io.redoubt.field.jdbc.JobPlan;
import io.redoubt.field.jdbc.JobStatus;
import io.redoubt.field.jdbc.ReencryptionJobs;
import io.redoubt.field.jdbc.Worker;
import io.redoubt.key.FieldName;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A command that works on a job until nothing is left, beside others that do. */
@Command
abstract class WorkAction extends KeyedAction {

    @Option(
            names = "--fields",
            paramLabel = "FIELD",
            split = ",",
            description =
                    "Only these, as entity.field, with commas between them. By default all, and the keys of subjects.")
    private List<FieldName> fields = List.of();

    @Option(
            names = "--rate",
            paramLabel = "NUMBER|unlimited",
            defaultValue = "2000",
            description = "How many rows in a second this process works on at most; 2000 by default.")
    private Converters.Rate rate = new Converters.Rate(Optional.empty());

    @Option(
            names = "--page-size",
            paramLabel = "NUMBER",
            description = "How many rows in one transaction, 1 to 10000; 1000 by default.")
    private int pageSize = 1_000;

    @Option(
            names = "--min-epoch",
            paramLabel = "FIELD=NUMBER",
            description = "Values of a field under older epochs are refused; may be given several times.")
    private Map<FieldName, Converters.Epoch> minEpochs = new HashMap<>();

    @Option(
            names = "--accept-compromised",
            description =
                    "Open what stands under compromised keys, too: whoever has these may have planted values. The answer says"
                            + " which keys.")
    private boolean acceptCompromised;

    WorkAction(Terminal terminal) {
        super(terminal);
    }

    abstract JobPlan.Kind kind();

    /** {@return what to do after all went well} */
    abstract List<String> next();

    @Override
    final void check() {
        if (pageSize < 1 || pageSize > 10_000) {
            throw misuse("--page-size is not 1 to 10000");
        }
    }

    @Override
    final Answer act(Opened opened) {
        ReencryptionJobs jobs = opened.jobs(cipher(opened));
        List<String> compromised = acceptCompromised ? compromised(opened) : List.of();
        compromised.forEach(key -> terminal().err().println("redoubt: accepts the compromised key for " + key));
        JobStatus start = jobs.start(new JobPlan(kind(), Set.copyOf(fields)));
        JobStatus end = work(jobs, start);
        return new JobAnswer(end, jobs.failures(end.id()), compromised, end.isGood(), next(end));
    }

    private JobStatus work(ReencryptionJobs jobs, JobStatus start) {
        stopWithProcess();
        RowProgress progress = rows(start);
        Worker worker =
                Worker.named(instance(terminal().random())).inPagesOf(pageSize).telling(progress);
        try {
            return jobs.work(start.id(), rate.of(worker));
        } catch (InterruptedException e) {
            return jobs.status(start.id()).orElse(start);
        } finally {
            progress.end();
        }
    }

    private FieldCipher cipher(Opened opened) {
        Map<FieldName, Integer> oldest = new HashMap<>();
        minEpochs.forEach((field, epoch) -> oldest.put(field, epoch.number()));
        FieldCipher cipher = opened.cipher().acceptingFrom(oldest);
        return acceptCompromised ? cipher.acceptingCompromised() : cipher;
    }

    private static List<String> compromised(Opened opened) {
        return opened.keys().keys().stream()
                .filter(key -> key.state() == KeyState.COMPROMISED)
                .map(WorkAction::name)
                .sorted()
                .toList();
    }

    private static String name(KeyEntry key) {
        return key.purpose().id() + " of epoch " + key.epoch();
    }

    /** Two processes of one name would take each other's work. */
    private static String instance(SecureRandom random) {
        byte[] suffix = new byte[4];
        random.nextBytes(suffix);
        return "redoubt-" + ProcessHandle.current().pid() + "-" + HexFormat.of().formatHex(suffix);
    }

    private List<String> next(JobStatus end) {
        return switch (end.state()) {
            case RUNNING -> List.of("go on at any time with the same command: it continues where this one stopped");
            case PAUSED -> List.of("redoubt fields resume " + end.id() + ", then the same command again");
            case CANCELLED -> List.of("nothing: what was written stays; the same command starts another job");
            case FINISHED ->
                end.isGood()
                        ? next()
                        : List.of(
                                "restore the values that failed from a backup, or delete them; then run the same command again");
        };
    }
}
