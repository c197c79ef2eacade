package io.redoubt.field.jdbc;

import io.redoubt.audit.SecurityEvent;
import io.redoubt.field.BlindIndex;
import io.redoubt.field.CiphertextHeader;
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
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Suite;
import io.redoubt.key.TestKeysets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A service with a table of members: an address in a text column with an index, a note in a column of bytes, bound to its owner, too. */
final class Members {

    static final FieldName EMAIL = new FieldName("member", "email");
    static final FieldName NOTE = new FieldName("member", "note");
    static final IndexName EQ = new IndexName(EMAIL, "eq", "email-1", 128);
    static final UUID OWNER = new UUID(1, 2);
    private static final KeyColumn ID = new KeyColumn("id", RowId.Kind.NUMBER);
    private static final KeyColumn OWNED = new KeyColumn("owner", RowId.Kind.UUID);

    static final LockedField LOCKED_EMAIL = new LockedField(
            EMAIL,
            Purpose.FIELD,
            "text",
            1,
            Migration.ENCRYPTED_ONLY,
            "member",
            "email",
            LockedField.Form.TEXT,
            List.of(ID),
            List.of(ID),
            Optional.empty(),
            Optional.empty(),
            List.of(new LockedField.Index(EQ, "email_bidx", false, OptionalInt.empty())));

    static final LockedField LOCKED_NOTE = new LockedField(
            NOTE,
            Purpose.FIELD,
            "text",
            1,
            Migration.ENCRYPTED_ONLY,
            "member",
            "note",
            LockedField.Form.BINARY,
            List.of(ID),
            List.of(ID, OWNED),
            Optional.empty(),
            Optional.empty(),
            List.of());

    static final FieldLock LOCK = FieldLock.of(List.of(LOCKED_EMAIL, LOCKED_NOTE));

    /** Before the rotation. */
    static final ServiceKeyset OLD =
            TestKeysets.empty().suite(Suite.A256GCM).epoch(1, KeyState.PRIMARY).open();

    /** After it. */
    static final ServiceKeyset NEW = TestKeysets.empty()
            .suite(Suite.A256GCM)
            .epoch(1, KeyState.DECRYPT_ONLY)
            .epoch(2, KeyState.PRIMARY)
            .open();

    final DataSource database;
    final List<SecurityEvent> events = new CopyOnWriteArrayList<>();
    final FieldCipher old = FieldCipher.of(OLD, events::add);
    final FieldCipher cipher = FieldCipher.of(NEW, events::add);
    final BlindIndex<String> oldIndex = BlindIndex.of(OLD, EQ, FieldType.TEXT);
    final BlindIndex<String> index = BlindIndex.of(NEW, EQ, FieldType.TEXT);

    private Members(DataSource database) {
        this.database = database;
    }

    static Members on(Database kind) {
        DataSource database = kind.create();
        Database.execute(database, table(kind));
        return new Members(database);
    }

    static Members in(DataSource database) {
        return new Members(database);
    }

    static String table(Database kind) {
        String bytes = kind == Database.H2 ? "varbinary(1000)" : "bytea";
        String text = kind == Database.H2 ? "varchar(1000)" : "text";
        return "create table member (id bigint primary key, email " + text + ", email_bidx " + bytes + ", note " + bytes
                + ", owner uuid)";
    }

    /** The instance of another process. */
    ReencryptionJobs jobs() {
        return ReencryptionJobs.of(database, LOCK, NEW, cipher);
    }

    static FieldContext email(long id) {
        return FieldContext.of(EMAIL).withRow(RowId.of(id));
    }

    static FieldContext note(long id) {
        return FieldContext.of(NOTE).withRow(RowId.composite(List.of(RowId.of(id), RowId.of(OWNER))));
    }

    static String address(long id) {
        return "member" + id + "@example.com";
    }

    /** Rows of before the rotation, from this id on. */
    Members fill(long first, int count) {
        doing(connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into member (id, email, email_bidx, note, owner) values (?, ?, ?, ?, ?)")) {
                for (long id = first; id < first + count; id++) {
                    insert.setLong(1, id);
                    insert.setString(2, old.sealText(email(id), FieldType.TEXT, address(id)));
                    insert.setBytes(3, oldIndex.code(Optional.empty(), address(id)));
                    insert.setBytes(4, old.seal(note(id), FieldType.TEXT, "note " + id));
                    insert.setObject(5, OWNER);
                    insert.addBatch();
                    if (id % 1_000 == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
            return count;
        });
        return this;
    }

    JobStatus renewed() {
        return renewed(JobPlan.renewal());
    }

    JobStatus renewed(JobPlan plan) {
        try {
            ReencryptionJobs jobs = jobs();
            return jobs.work(jobs.start(plan).id(), Worker.named("one").inPagesOf(100));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return what is wrong with rows that are to be as they were filled, and of epoch 2} */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        rows((id, row) -> {
            String email = row.getString("email");
            byte[] note = row.getBytes("note");
            if (!address(id).equals(cipher.openText(email(id), FieldType.TEXT, email))
                    || !("note " + id).equals(cipher.open(note(id), FieldType.TEXT, note))
                    || !index.matches(row.getBytes("email_bidx"), Optional.empty(), address(id))) {
                wrong.add(id + " is another value");
            }
            if (epoch(email) != 2
                    || CiphertextHeader.parse(note).orElseThrow().epoch() != 2
                    || row.getBytes("email_bidx")[1] != 2) {
                wrong.add(id + " is of an old epoch");
            }
        });
        return wrong;
    }

    static int epoch(String email) {
        return CiphertextHeader.parseText(email).orElseThrow().epoch();
    }

    /** {@return everything that stands there, as text} */
    List<String> all() {
        List<String> all = new ArrayList<>();
        rows((id, row) -> all.add(id + " " + row.getString("email") + " "
                + java.util.HexFormat.of().formatHex(row.getBytes("note"))
                + java.util.HexFormat.of().formatHex(row.getBytes("email_bidx"))));
        return all;
    }

    void rows(Row work) {
        doing(connection -> {
            try (Statement select = connection.createStatement();
                    ResultSet rows = select.executeQuery("select * from member order by id")) {
                while (rows.next()) {
                    work.with(rows.getLong("id"), rows);
                }
            }
            return true;
        });
    }

    List<Object> column(String query) {
        return doing(connection -> {
            try (Statement select = connection.createStatement();
                    ResultSet rows = select.executeQuery(query)) {
                List<Object> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(rows.getObject(1));
                }
                return values;
            }
        });
    }

    void execute(String sql) {
        Database.execute(database, sql);
    }

    <T> T doing(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    interface Row {
        void with(long id, ResultSet row) throws SQLException;
    }

    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
