package io.redoubt.field.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jobs and a service that writes the same rows at the same time. Each write of the service puts a stamp into its row, which no job
 * knows: in the end, the stamp tells what the last committed write was.
 */
class ReencryptionRaceTest {

    private static final int SEEDS = Boolean.getBoolean("thorough") ? 30 : 3;
    private static final int ROWS = 600;
    private static final int WRITERS = 3;
    private static final int WRITES = 400;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong stamps = new AtomicLong(ROWS);
    private final AtomicInteger writing = new AtomicInteger(WRITERS);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    static Stream<Arguments> seeds() {
        return Stream.of(Database.values())
                .flatMap(kind -> IntStream.rangeClosed(1, SEEDS).mapToObj(seed -> Arguments.of(kind, seed)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void losesNoWriteOfAServiceThatWritesTheSameRows(Database kind, int seed) throws Exception {
        Members members = Members.on(kind);
        members.execute("alter table member add stamp bigint");
        members.fill(1, ROWS);
        members.execute("update member set stamp = id");
        List<Future<Integer>> running = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seed * 100L + i);
            running.add(threads.submit(() -> write(members, random)));
        }
        List<Future<Long>> jobs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String instance = "instance-" + i;
            Random random = new Random(-seed * 100L - i);
            jobs.add(threads.submit(() -> renewUntilNobodyWrites(members, instance, random)));
        }

        long rows = ROWS;
        for (Future<Integer> writer : running) {
            rows += writer.get(2, TimeUnit.MINUTES);
        }
        for (Future<Long> job : jobs) {
            assertThat(job.get(2, TimeUnit.MINUTES)).isPositive();
        }
        assertThat(wrong(members)).isEmpty();

        assertThat(members.renewed().isGood()).isTrue();
        assertThat(wrong(members)).isEmpty();
        assertThat(members.column("select count(*) from member")).containsExactly(rows);
        assertThat(members.column("select email from member"))
                .allSatisfy(email -> assertThat(Members.epoch((String) email)).isEqualTo(2));
        assertThat(members.renewed().rows()).isEqualTo(new RowCounts(rows, 0, 0, 0, 0));
    }

    /** {@return how many rows it inserted, less those that it deleted} */
    private int write(Members members, Random random) throws SQLException {
        int more = 0;
        try (Connection service = members.database.getConnection()) {
            for (int i = 0; i < WRITES; i++) {
                int what = random.nextInt(10);
                long id = 1L + random.nextInt(ROWS);
                if (what == 0) {
                    more -= delete(service, id);
                } else if (what == 1) {
                    more += set(members, service, ROWS + stamps.incrementAndGet(), random, INSERT);
                } else {
                    set(members, service, id, random, UPDATE);
                }
            }
        } finally {
            writing.decrementAndGet();
        }
        return more;
    }

    private static final String UPDATE = "update member set email = ?, email_bidx = ?, stamp = ? where id = ?";
    private static final String INSERT = "insert into member (email, email_bidx, stamp, id) values (?, ?, ?, ?)";

    /** By an instance that has the new keys, or by one that has not yet. */
    private int set(Members members, Connection service, long id, Random random, String sql) throws SQLException {
        long stamp = stamps.incrementAndGet();
        boolean isNew = random.nextBoolean();
        FieldCipher cipher = isNew ? members.cipher : members.old;
        try (PreparedStatement write = service.prepareStatement(sql)) {
            write.setString(1, cipher.sealText(Members.email(id), FieldType.TEXT, Members.address(stamp)));
            write.setBytes(
                    2, (isNew ? members.index : members.oldIndex).code(Optional.empty(), Members.address(stamp)));
            write.setLong(3, stamp);
            write.setLong(4, id);
            return write.executeUpdate();
        }
    }

    private static int delete(Connection service, long id) throws SQLException {
        try (PreparedStatement delete = service.prepareStatement("delete from member where id = ?")) {
            delete.setLong(1, id);
            return delete.executeUpdate();
        }
    }

    /** Both instances are often in one range: somebody lets leases be over all the time. */
    private long renewUntilNobodyWrites(Members members, String instance, Random random) throws InterruptedException {
        AtomicLong time = new AtomicLong();
        ReencryptionJobs jobs = members.jobs().in(() -> time.addAndGet(SECOND), duration -> Thread.onSpinWait());
        Worker worker = Worker.named(instance).inPagesOf(20).telling(status -> {
            if (random.nextInt(4) == 0) {
                members.execute("update redoubt_job_range set lease_until = 0");
            }
        });
        long renewed = 0;
        do {
            renewed +=
                    jobs.work(jobs.start(JobPlan.renewal()).id(), worker).rows().seen();
        } while (writing.get() > 0);
        return renewed;
    }

    private static List<String> wrong(Members members) {
        List<String> wrong = new ArrayList<>();
        members.rows((id, row) -> {
            String expected = Members.address(row.getLong("stamp"));
            if (!expected.equals(members.cipher.openText(Members.email(id), FieldType.TEXT, row.getString("email")))) {
                wrong.add(id + " is another value");
            }
            if (!members.index.matches(row.getBytes("email_bidx"), Optional.empty(), expected)) {
                wrong.add(id + " has the code of another value");
            }
            byte[] note = row.getBytes("note");
            if (note != null && !("note " + id).equals(members.cipher.open(Members.note(id), FieldType.TEXT, note))) {
                wrong.add(id + " has another note");
            }
        });
        return wrong;
    }
}
