package io.redoubt.cli;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.field.BlindIndex;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldLock;
import io.redoubt.field.FieldType;
import io.redoubt.field.LockedField;
import io.redoubt.field.LockedField.KeyColumn;
import io.redoubt.field.Migration;
import io.redoubt.field.RowId;
import io.redoubt.field.jdbc.ReencryptionJobs;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.KeysetException;
import io.redoubt.key.KeysetLocation;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The service orders, with customers in a database on PostgreSQL: an address in a text column, found by a blind index. */
final class Shop {

    static final FieldName EMAIL = new FieldName("customer", "email");
    static final IndexName EQ = new IndexName(EMAIL, "eq", "email-1", 128);
    private static final KeyColumn ID = new KeyColumn("id", RowId.Kind.NUMBER);
    private static final AtomicInteger COUNT = new AtomicInteger();

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

    private final String name = "shop" + COUNT.incrementAndGet();
    private final Path keyset;
    private final Path lock;
    private final String provisionerKey;
    private final DataSource database;

    private Shop(Path directory, Path keyset, String provisionerKey) throws IOException {
        this.keyset = keyset;
        this.provisionerKey = provisionerKey;
        this.lock = Files.write(directory.resolve("redoubt-fields.lock"), LOCK.toBytes());
        execute(Server.RUNNING.getPostgresDatabase(), "create database " + name);
        this.database = Server.RUNNING.getDatabase("postgres", name);
    }

    static Shop in(Path directory, Path keyset, String provisionerKey) throws IOException {
        Shop shop = new Shop(directory, keyset, provisionerKey);
        try (InputStream tables = ReencryptionJobs.class.getResourceAsStream("postgresql.sql")) {
            shop.execute(new String(tables.readAllBytes(), StandardCharsets.UTF_8));
        }
        shop.execute("create table customer (id bigint primary key, email text, email_bidx bytea)");
        return shop;
    }

    String url() {
        return Server.RUNNING.getJdbcUrl("postgres", name);
    }

    /** Rows as the service writes them. */
    void fill(int count) throws KeysetException {
        try (ServiceKeyset keys = open()) {
            FieldCipher cipher = FieldCipher.of(keys, event -> {});
            BlindIndex<String> index = BlindIndex.of(keys, EQ, FieldType.TEXT);
            try (Connection connection = database.getConnection();
                    PreparedStatement insert = connection.prepareStatement("insert into customer values (?, ?, ?)")) {
                connection.setAutoCommit(false);
                for (long id = 1; id <= count; id++) {
                    insert.setLong(1, id);
                    insert.setString(2, cipher.sealText(place(id), FieldType.TEXT, address(id)));
                    insert.setBytes(3, index.code(Optional.empty(), address(id)));
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** {@return the rows that hold another value than they were filled with, or are of another epoch} */
    List<Long> wrong(int epoch) throws KeysetException {
        List<Long> wrong = new ArrayList<>();
        try (ServiceKeyset keys = open();
                Connection connection = database.getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("select id, email from customer order by id")) {
            FieldCipher cipher = FieldCipher.of(keys, event -> {});
            while (rows.next()) {
                long id = rows.getLong(1);
                String sealed = rows.getString(2);
                int found = io.redoubt.field.CiphertextHeader.parseText(sealed)
                        .orElseThrow()
                        .epoch();
                if (found != epoch || !address(id).equals(cipher.openText(place(id), FieldType.TEXT, sealed))) {
                    wrong.add(id);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return wrong;
    }

    /** {@return the keys as the service opens them, which are exchanged whenever the file is} */
    ServiceKeyset open() throws KeysetException {
        return ServiceKeyset.open(
                KeysetLocation.of(
                        new TrustDomain("shop.example"), new ServiceName("orders"), keyset, List.of(provisionerKey)),
                event -> {},
                Clock.systemUTC());
    }

    static FieldContext place(long id) {
        return FieldContext.of(EMAIL).withRow(RowId.of(id));
    }

    static String address(long id) {
        return "customer" + id + "@example.com";
    }

    /** A command about the fields of this service, beside no root. */
    String[] typed(String... words) {
        List<String> all = new ArrayList<>(List.of("fields"));
        all.addAll(List.of(words));
        all.addAll(List.of("--jdbc-url", url(), "--lock", lock.toString()));
        all.addAll(List.of("--trust-domain", "shop.example", "--service", "orders"));
        if (!words[0].equals("inventory")) {
            all.addAll(List.of("--keyset", keyset.toString(), "--provisioner-key", provisionerKey));
        }
        return all.toArray(String[]::new);
    }

    DataSource database() {
        return database;
    }

    void execute(String sql) {
        execute(database, sql);
    }

    long number(String query) {
        try (Connection connection = database.getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One server for all tests, which ends with them. */
    private static final class Server {

        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
