package io.redoubt.cli;

import io.redoubt.field.jdbc.JobStatus;
import io.redoubt.field.jdbc.ReencryptionJobs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A command that moves a job, for everybody who works on it. */
@Command
abstract class JobStep extends KeyedAction {

    @Parameters(paramLabel = "JOB", description = "The number of the job.")
    private Converters.JobId job = new Converters.JobId(1);

    JobStep(Terminal terminal) {
        super(terminal);
    }

    abstract JobStatus move(ReencryptionJobs jobs, long id);

    @Override
    final Answer act(Opened opened) {
        ReencryptionJobs jobs = opened.jobs();
        return JobAnswer.of(move(jobs, job.number()), jobs.failures(job.number()));
    }

    @Command(name = "pause", description = "Keeps everybody from working on a job, once the page in hand is finished.")
    static final class PauseStep extends JobStep {

        PauseStep(Terminal terminal) {
            super(terminal);
        }

        @Override
        JobStatus move(ReencryptionJobs jobs, long id) {
            return jobs.pause(id);
        }
    }

    @Command(
            name = "resume",
            description = "Lets a paused job go on: services that work on jobs take it up, and so does 'reencrypt'.")
    static final class ResumeStep extends JobStep {

        ResumeStep(Terminal terminal) {
            super(terminal);
        }

        @Override
        JobStatus move(ReencryptionJobs jobs, long id) {
            return jobs.resume(id);
        }
    }

    @Command(
            name = "cancel",
            description = "Ends a job for good; what was written stays, and the next job finds the rest.")
    static final class CancelStep extends JobStep {

        CancelStep(Terminal terminal) {
            super(terminal);
        }

        @Override
        JobStatus move(ReencryptionJobs jobs, long id) {
            return jobs.cancel(id);
        }
    }
}
