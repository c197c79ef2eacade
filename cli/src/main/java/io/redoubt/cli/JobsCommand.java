package io.redoubt.cli;

import io.redoubt.field.jdbc.JobStatus;
import io.redoubt.field.jdbc.ReencryptionJobs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "jobs", description = "Says where the latest jobs stand, or one of them with the values that failed.")
final class JobsCommand extends KeyedAction {

    @Parameters(paramLabel = "JOB", arity = "0..1", description = "The number of a job.")
    private Optional<Converters.JobId> job = Optional.empty();

    JobsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer act(Opened opened) {
        ReencryptionJobs jobs = opened.jobs();
        if (job.isEmpty()) {
            return new Latest(jobs.latest());
        }
        long id = job.get().number();
        return jobs.status(id)
                .map(status -> JobAnswer.of(status, jobs.failures(id)))
                .orElseThrow(() -> new CommandException(
                        "job.unknown", "there is no such job", "see 'redoubt fields jobs' for those that there are"));
    }

    private record Latest(List<JobStatus> jobs) implements Answer {

        @Override
        public Map<String, Object> members() {
            return Members.of("jobs", jobs.stream().map(JobAnswer::members).toList())
                    .map();
        }

        @Override
        public void print(Page page) {
            if (jobs.isEmpty()) {
                page.line("There are no jobs.");
                return;
            }
            page.table(
                    List.of("JOB", "KIND", "STATE", "ROWS", "WRITTEN", "FAILED", "WORKERS", "STARTED"),
                    jobs.stream()
                            .map(job -> List.of(
                                    Long.toString(job.id()),
                                    job.kind().id(),
                                    job.state().id(),
                                    JobAnswer.share(job),
                                    Long.toString(job.rows().renewed()),
                                    Long.toString(job.rows().failed()),
                                    Integer.toString(job.workers()),
                                    job.startedAt().toString())));
        }
    }
}
