package io.redoubt.field.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The databases that the tests run on. */
enum Database {
    POSTGRESQL("postgresql.sql") {
        @Override
        DataSource create(String name) {
            execute(Server.RUNNING.getPostgresDatabase(), "create database " + name);
            return Server.RUNNING.getDatabase("postgres", name);
        }
    },
    H2("h2.sql") {
        @Override
        DataSource create(String name) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
            return h2;
        }
    };

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String tables;

    Database(String tables) {
        this.tables = tables;
    }

    /** {@return a database with the tables of the library, without a pool} */
    DataSource create() {
        DataSource created = create("jdbc" + COUNT.incrementAndGet());
        execute(created, tables());
        return created;
    }

    abstract DataSource create(String name);

    String tables() {
        try (InputStream file = SubjectKeyStore.class.getResourceAsStream(tables)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void execute(DataSource database, String sql) {
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
