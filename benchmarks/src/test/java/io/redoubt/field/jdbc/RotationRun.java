package io.redoubt.field.jdbc;

import io.redoubt.benchmarks.key.KeysetOnDisk;
import io.redoubt.field.BlindIndex;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldLock;
import io.redoubt.field.FieldType;
import io.redoubt.field.LockedField;
import io.redoubt.field.LockedField.KeyColumn;
import io.redoubt.field.Migration;
import io.redoubt.field.RowId;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Encrypts a table anew, beside the same job without the cipher, takes its inventory, and looks at what a service notices of a job.
 */
public final class RotationRun {

    private static final FieldName EMAIL = new FieldName("customer", "email");
    private static final IndexName EQ = new IndexName(EMAIL, "eq", "email-1", 128);
    private static final KeyColumn ID = new KeyColumn("id", RowId.Kind.NUMBER);
    private static final FieldLock LOCK = FieldLock.of(List.of(new LockedField(
            EMAIL,
            Purpose.FIELD,
            "text",
            1,
            Migration.ENCRYPTED_ONLY,
            "customer",
            "email",
            LockedField.Form.TEXT,
            List.of(ID),
            List.of(ID),
            Optional.empty(),
            Optional.empty(),
            List.of(new LockedField.Index(EQ, "email_bidx", false, OptionalInt.empty())))));
    private static final int PAGE = 1_000;
    private static final int SERVICE_RATE = 500;
    private static final int REQUESTS_PER_SECOND = 200;

    private final EmbeddedPostgres server;
    private final int rows;
    private final ServiceKeyset before;
    private final ServiceKeyset after;

    private RotationRun(EmbeddedPostgres server, int rows, ServiceKeyset before, ServiceKeyset after) {
        this.server = server;
        this.rows = rows;
        this.before = before;
        this.after = after;
    }

    /**
     * Measures.
     *
     * @param args how many rows; a million by default
     */
    public static void main(String[] args) throws Exception {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        List<ServiceKeyset> keys = KeysetOnDisk.beforeAndAfter();
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                ServiceKeyset before = keys.get(0);
                ServiceKeyset after = keys.get(1)) {
            new RotationRun(server, rows, before, after).measure();
        }
    }

    private void measure() throws Exception {
        execute("create database filled");
        fill(server.getDatabase("postgres", "filled"));
        for (String copy : List.of("first", "second", "third")) {
            execute("create database " + copy + " template filled");
        }
        inventory("filled");
        double copied = job("first", true);
        double sealed = job("second", false);
        System.out.printf(
                "job: %,.0f rows/s with a copy, %,.0f rows/s with the cipher, ratio %.2f%n",
                copied, sealed, sealed / copied);
        inventory("second");
        latencies("third");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void fill(DataSource database) throws SQLException, IOException {
        FieldCipher cipher = FieldCipher.of(before, event -> {});
        BlindIndex<String> index = BlindIndex.of(before, EQ, FieldType.TEXT);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                InputStream tables = ReencryptionJobs.class.getResourceAsStream("postgresql.sql")) {
            statement.execute(new String(tables.readAllBytes(), StandardCharsets.UTF_8)
                    + "create table customer (id bigint primary key, email text, email_bidx bytea, note text);"
                    + "create index customer_email on customer (email_bidx)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into customer select * from unnest(?, ?, ?, ?)")) {
                for (long first = 1; first <= rows; first += PAGE) {
                    insertPage(connection, insert, cipher, index, first);
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("vacuum analyze");
        }
    }

    private void insertPage(
            Connection connection, PreparedStatement insert, FieldCipher cipher, BlindIndex<String> index, long first)
            throws SQLException {
        Long[] ids = new Long[PAGE];
        String[] emails = new String[PAGE];
        byte[][] codes = new byte[PAGE][];
        String[] notes = new String[PAGE];
        for (int i = 0; i < PAGE; i++) {
            long id = first + i;
            String email = "customer" + id + "@example.com";
            ids[i] = id;
            emails[i] = cipher.sealText(place(id), FieldType.TEXT, email);
            codes[i] = index.code(Optional.empty(), email);
            notes[i] = "x".repeat(100);
        }
        insert.setArray(1, connection.createArrayOf("int8", ids));
        insert.setArray(2, connection.createArrayOf("text", emails));
        insert.setArray(3, connection.createArrayOf("bytea", codes));
        insert.setArray(4, connection.createArrayOf("text", notes));
        insert.executeUpdate();
    }

    private static FieldContext place(long id) {
        return FieldContext.of(EMAIL).withRow(RowId.of(id));
    }

    private void inventory(String name) {
        long start = System.nanoTime();
        InventoryReport report =
                FieldInventory.of(server.getDatabase("postgres", name), LOCK).take();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "inventory: %.2f s per million rows, %s%n", seconds * 1_000_000 / rows, report.standing(Purpose.FIELD));
    }

    private ReencryptionJobs jobs(String name) {
        return ReencryptionJobs.of(
                server.getDatabase("postgres", name), LOCK, after, FieldCipher.of(after, event -> {}));
    }

    /** {@return rows per second} */
    private double job(String name, boolean copies) throws Exception {
        DataSource database = server.getDatabase("postgres", name);
        long job = jobs(name).start(JobPlan.renewal()).id();
        AtomicLong most = new AtomicLong();
        Worker worker = Worker.named("one")
                .inPagesOf(PAGE)
                .telling(status -> most.accumulateAndGet(
                        Runtime.getRuntime().totalMemory()
                                - Runtime.getRuntime().freeMemory(),
                        Math::max));
        long start = System.nanoTime();
        if (copies) {
            copy(database, job, worker);
        } else {
            jobs(name).work(job, worker);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        JobStatus status = jobs(name).status(job).orElseThrow();
        System.out.printf(
                "%s: %s, %.1f s, heap never above %,d MiB of %,d%n",
                copies ? "copy" : "cipher",
                status.rows(),
                seconds,
                most.get() >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
        return rows / seconds;
    }

    private void copy(DataSource database, long job, Worker worker) throws Exception {
        try (JobConnection connection = new JobConnection(database)) {
            JobTarget.Resolved target = connection.read(it -> new FieldsTarget(
                            "customer", LOCK.fields(), (transaction, fields) -> List.of(), JobPlan.Kind.RENEW)
                    .resolve(it));
            JobTarget.Resolved copying = new JobTarget.Resolved(target.table(), transaction -> new CopiedRows());
            new JobRun(
                            connection,
                            new JobStates(after.service().value()),
                            Map.of(1, copying),
                            worker,
                            System::nanoTime,
                            Pause.SLEEP,
                            job)
                    .run();
        }
    }

    private void latencies(String name) throws Exception {
        execute("checkpoint");
        latency(name, "to warm up", Duration.ofSeconds(5));
        latency(name, "alone", Duration.ofSeconds(20));
        ReencryptionJobs jobs = jobs(name);
        long job = jobs.start(JobPlan.renewal()).id();
        Thread working = new Thread(() -> {
            try {
                jobs.work(job, Worker.named("one").inPagesOf(SERVICE_RATE).atMost(SERVICE_RATE));
            } catch (InterruptedException e) {
                // as it is to end
            }
        });
        working.start();
        latency(name, "beside the job, " + SERVICE_RATE + " rows/s", Duration.ofSeconds(20));
        working.interrupt();
        working.join();
    }

    /** A service that reads and writes one row for each request, whose latency counts from when the request was due. */
    private void latency(String name, String what, Duration length) throws Exception {
        long[] nanos = new long[(int) (REQUESTS_PER_SECOND * length.toSeconds())];
        SecureRandom random = new SecureRandom();
        boolean failed = false;
        FieldCipher cipher = FieldCipher.of(after, event -> {});
        try (Connection connection = server.getDatabase("postgres", name).getConnection();
                PreparedStatement select = connection.prepareStatement("select email from customer where id = ?");
                PreparedStatement update = connection.prepareStatement("update customer set email = ? where id = ?")) {
            long start = System.nanoTime();
            for (int i = 0; i < nanos.length; i++) {
                long due = start + i * (1_000_000_000L / REQUESTS_PER_SECOND);
                while (System.nanoTime() < due) {
                    Thread.onSpinWait();
                }
                long id = 1L + random.nextInt(rows);
                select.setLong(1, id);
                try (var row = select.executeQuery()) {
                    failed |= !row.next();
                    String email = cipher.openText(place(id), FieldType.TEXT, row.getString(1));
                    update.setString(1, cipher.sealText(place(id), FieldType.TEXT, email));
                }
                update.setLong(2, id);
                update.executeUpdate();
                nanos[i] = System.nanoTime() - due;
            }
        }
        Arrays.sort(nanos);
        System.out.printf(
                "request %s: median %.2f ms, p99 %.2f ms, max %.1f ms%s%n",
                what,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6,
                failed ? " WITH FAILURES" : "");
    }
}
