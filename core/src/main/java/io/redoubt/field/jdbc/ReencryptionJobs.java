package io.redoubt.field.jdbc;

import io.redoubt.ConfigurationException;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldLock;
import io.redoubt.field.FieldRenewal;
import io.redoubt.field.LegacyDecryptor;
import io.redoubt.field.LockedField;
import io.redoubt.key.ServiceKeyset;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Encrypts the fields of a service anew under the keys in use, while the service runs: as many instances as like share one job, and
 * each may be killed at any time. No row is written that somebody else has changed since it was read, none is waited for, and one
 * that does not open is reported and left as it is.
 *
 * <p>Works from the lock file alone, below any ORM: no callbacks, no versions of entities, no times of change. Jobs stand in tables of the
 * database, which {@code redoubt fields schema} prints; their leases end by its clock. Thread-safe; each call of {@link #work} holds
 * one connection.
 *
 * @since 0.1.0
 */
public final class ReencryptionJobs {

    private static final int ATTEMPTS = 12;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final DataSource database;
    private final FieldLock lock;
    private final ServiceKeyset keys;
    private final FieldCipher cipher;
    private final LegacyDecryptor legacy;
    private final Optional<SubjectKeyStore> subjects;
    private final JobStates states;
    private final LongSupplier nanoTime;
    private final Pause pause;

    private ReencryptionJobs(
            DataSource database,
            FieldLock lock,
            ServiceKeyset keys,
            FieldCipher cipher,
            LegacyDecryptor legacy,
            Optional<SubjectKeyStore> subjects,
            LongSupplier nanoTime,
            Pause pause) {
        this.database = database;
        this.lock = lock;
        this.keys = keys;
        this.cipher = cipher;
        this.legacy = legacy;
        this.subjects = subjects;
        this.states = new JobStates(keys.service().value());
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /**
     * {@return the jobs of a service}
     *
     * @param database of the service
     * @param lock its lock file
     * @param keys its keys
     * @param cipher opens what stands there and seals it, accepting compromised keys if that is meant
     */
    public static ReencryptionJobs of(DataSource database, FieldLock lock, ServiceKeyset keys, FieldCipher cipher) {
        return new ReencryptionJobs(
                database,
                lock,
                keys,
                cipher,
                (field, stored) -> Optional.empty(),
                Optional.empty(),
                System::nanoTime,
                Pause.SLEEP);
    }

    /**
     * {@return the same, that seals what another library had encrypted as the value that it is}
     *
     * @param decryptor reads values of the other library
     */
    public ReencryptionJobs reading(LegacyDecryptor decryptor) {
        return new ReencryptionJobs(database, lock, keys, cipher, decryptor, subjects, nanoTime, pause);
    }

    /**
     * {@return the same for fields with subjects, too: nothing is written about somebody who is erased meanwhile}
     *
     * @param store the keys of subjects, in the same database
     */
    public ReencryptionJobs with(SubjectKeyStore store) {
        return new ReencryptionJobs(database, lock, keys, cipher, legacy, Optional.of(store), nanoTime, pause);
    }

    /** {@return the same in another time} */
    ReencryptionJobs in(LongSupplier otherTime, Pause otherPause) {
        return new ReencryptionJobs(database, lock, keys, cipher, legacy, subjects, otherTime, otherPause);
    }

    /**
     * Starts a job, on which nobody works yet; or joins the unfinished one that does the same.
     *
     * @param plan what it is to do
     * @return where it stands
     * @throws ConfigurationException if a job that does something else is unfinished, or a field is not in the lock file
     * @throws FieldStoreException if the database refuses
     */
    public JobStatus start(JobPlan plan) {
        plan.fields().stream()
                .filter(field -> lock.field(field).isEmpty())
                .findAny()
                .ifPresent(field -> {
                    throw new ConfigurationException(
                            "field " + field, "is not in the lock file", "name fields as redoubt-fields.lock does");
                });
        return written("a job cannot be started", connection -> {
            Optional<JobRow> active = JobTables.active(connection, states.service());
            return JobStates.status(
                    connection, active.isPresent() ? joined(active.get(), plan) : started(connection, plan));
        });
    }

    private static JobRow joined(JobRow active, JobPlan plan) {
        if (active.kind() != plan.kind() || !active.fields().equals(names(plan))) {
            throw new ConfigurationException(
                    "job " + active.id(), "is unfinished and does something else", "finish or cancel it first");
        }
        return active;
    }

    private JobRow started(Connection connection, JobPlan plan) throws SQLException {
        long id = JobTables.nextId(connection);
        JobTables.insert(connection, id, states.service(), plan.kind(), names(plan));
        int number = 0;
        for (JobTarget target : targets(plan)) {
            number++;
            try {
                TargetTable table = target.resolve(connection).table();
                Optional<Long> estimated = table.dialect().estimatedRows(connection, table);
                JobTables.insertTable(connection, id, number, target.name(), estimated, Optional.empty());
            } catch (ConfigurationException e) {
                String problem = e.problems().get(0).toString();
                JobTables.insertTable(connection, id, number, target.name(), Optional.empty(), Optional.of(problem));
            }
        }
        return states.job(connection, id);
    }

    /**
     * Works on a job until nothing is left, it is paused or cancelled, or the thread is interrupted; goes on after the database was
     * away for less than a minute or two.
     *
     * @param job the job
     * @param worker who works, and how fast
     * @return where it stands then
     * @throws InterruptedException if the thread was interrupted: the page was finished, and the range given back
     * @throws ConfigurationException if there is no such job, or its tables are no longer as they were
     * @throws FieldStoreException if the database refuses, for instance because its disk is full: what was committed stays, and
     *     whoever works on the job later goes on there
     */
    public JobStatus work(long job, Worker worker) throws InterruptedException {
        try (JobConnection connection = new JobConnection(database)) {
            RowCounts before = RowCounts.NONE;
            int attempt = 0;
            while (true) {
                try {
                    run(connection, job, worker);
                    return states.status(connection, job);
                } catch (SQLException e) {
                    RowCounts now = countsIfThere(job).orElse(before);
                    attempt = now.equals(before) ? attempt + 1 : 1;
                    before = now;
                    retry(connection, e, attempt);
                }
            }
        } catch (SQLException e) {
            throw new FieldStoreException("the job cannot go on", e);
        } catch (LeaseLostException e) {
            throw new IllegalStateException("only work on a range loses a lease", e);
        }
    }

    private void run(JobConnection connection, long job, Worker worker)
            throws SQLException, LeaseLostException, InterruptedException {
        Map<Integer, JobTarget.Resolved> targets = connection.read(it -> resolved(it, states.job(it, job)));
        try {
            new JobRun(connection, states, targets, worker, nanoTime, pause, job).run();
        } catch (FieldStoreException e) {
            // The keys of subjects are read on another connection, which breaks as this one does.
            if (!SqlState.isPassing(e.sqlState())) {
                throw e;
            }
            throw new SQLException("a key of a subject could not be read", e.sqlState());
        }
    }

    private void retry(JobConnection connection, SQLException e, int attempt)
            throws SQLException, InterruptedException {
        connection.drop();
        if (!SqlState.isPassing(e) || attempt >= ATTEMPTS) {
            throw e;
        }
        Duration wait = Duration.ofMillis(250L << attempt);
        pause.pass(wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait);
    }

    private Optional<RowCounts> countsIfThere(long job) {
        try (Connection connection = database.getConnection()) {
            return Optional.of(JobTables.counts(connection, job));
        } catch (SQLException e) {
            return Optional.empty(); // it is away
        }
    }

    private Map<Integer, JobTarget.Resolved> resolved(Connection connection, JobRow job) throws SQLException {
        Map<String, JobTarget> known = targets(plan(job)).stream()
                .collect(Collectors.toMap(JobTarget::name, target -> target, (one, other) -> one));
        Map<Integer, JobTarget.Resolved> resolved = new HashMap<>();
        for (Map.Entry<String, Integer> table :
                JobTables.targets(connection, job.id()).entrySet()) {
            JobTarget target = known.get(table.getKey());
            if (target == null) {
                throw new ConfigurationException(
                        "job " + job.id(),
                        "is about a table that the lock file does not have",
                        "use the lock file with which it was started, or cancel it and start another one");
            }
            resolved.put(table.getValue(), target.resolve(connection));
        }
        return resolved;
    }

    /**
     * Keeps everybody from working on a job, once the page in hand is finished.
     *
     * @param job the job
     * @return where it stands
     * @throws ConfigurationException if there is no such job
     */
    public JobStatus pause(long job) {
        return moved(job, JobStatus.State.PAUSED);
    }

    /**
     * Lets a paused job go on.
     *
     * @param job the job
     * @return where it stands
     * @throws ConfigurationException if there is no such job
     */
    public JobStatus resume(long job) {
        return moved(job, JobStatus.State.RUNNING);
    }

    /**
     * Ends a job for good; what was written stays, and the next job finds what is left.
     *
     * @param job the job
     * @return where it stands
     * @throws ConfigurationException if there is no such job
     */
    public JobStatus cancel(long job) {
        return moved(job, JobStatus.State.CANCELLED);
    }

    private JobStatus moved(long job, JobStatus.State to) {
        return written("the job cannot be changed", connection -> {
            JobTables.move(connection, job, to, to == JobStatus.State.CANCELLED);
            return JobStates.status(connection, states.job(connection, job));
        });
    }

    /**
     * {@return where a job stands, or nothing if there is no such}
     *
     * @param job the job
     */
    public Optional<JobStatus> status(long job) {
        return written("the job cannot be read", connection -> {
            Optional<JobRow> found = states.find(connection, job);
            return found.isPresent() ? Optional.of(JobStates.status(connection, found.get())) : Optional.empty();
        });
    }

    /** {@return the latest jobs of the service, the newest first, at most 20} */
    public List<JobStatus> latest() {
        return written("the jobs cannot be read", connection -> {
            List<JobStatus> latest = new ArrayList<>();
            for (JobRow job : JobTables.latest(connection, states.service())) {
                latest.add(JobStates.status(connection, job));
            }
            return latest;
        });
    }

    /**
     * {@return the values that failed, at most the first 1,000}
     *
     * @param job the job
     */
    public List<RowFailure> failures(long job) {
        return written("the failures cannot be read", connection -> JobTables.readFailures(connection, job));
    }

    private <T> T written(String problem, OwnTransaction.Work<T> work) {
        try {
            return new OwnTransaction(database).run(problem, work);
        } catch (javax.crypto.AEADBadTagException e) {
            throw new IllegalStateException("nothing is opened here", e);
        }
    }

    private static String names(JobPlan plan) {
        return plan.fields().stream().map(Object::toString).sorted().collect(Collectors.joining("\n"));
    }

    private JobPlan plan(JobRow job) {
        return new JobPlan(
                job.kind(),
                lock.fields().stream()
                        .map(LockedField::name)
                        .filter(name -> List.of(job.fields().split("\n", -1)).contains(name.toString()))
                        .collect(Collectors.toSet()));
    }

    private List<JobTarget> targets(JobPlan plan) {
        Map<String, List<LockedField>> tables = new LinkedHashMap<>();
        lock.fields().stream()
                .filter(field -> plan.fields().isEmpty() || plan.fields().contains(field.name()))
                .forEach(field -> tables.computeIfAbsent(field.table(), table -> new ArrayList<>())
                        .add(field));
        List<JobTarget> targets = new ArrayList<>();
        if (plan.fields().isEmpty()
                && lock.fields().stream().anyMatch(it -> it.subject().isPresent())) {
            targets.add(new SubjectKeysTarget(keys, cipher.accepted(), plan.kind()));
        }
        tables.forEach((table, fields) -> targets.add(new FieldsTarget(table, fields, this::renewals, plan.kind())));
        return targets;
    }

    private List<FieldRenewal> renewals(Connection transaction, List<LockedField> fields) {
        FieldCipher within = subjects.isPresent() ? cipher.with(subjects.get().within(transaction)) : cipher;
        return fields.stream()
                .map(field -> FieldRenewal.of(within, keys, field).reading(legacy))
                .toList();
    }
}
