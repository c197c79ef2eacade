package io.redoubt.hibernate;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** The databases that the tests run on. */
enum Database {
    POSTGRESQL {
        @Override
        DataSource create(String name) {
            DataSource postgres = Server.RUNNING.getPostgresDatabase();
            try (Connection connection = postgres.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return Server.RUNNING.getDatabase("postgres", name);
        }
    },
    H2 {
        @Override
        DataSource create(String name) {
            return JdbcConnectionPool.create("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "", "");
        }
    };

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** {@return an empty database} */
    DataSource create() {
        return create("fields" + COUNT.incrementAndGet());
    }

    abstract DataSource create(String name);

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
