package io.redoubt.quickstart.tour;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A PostgreSQL of the tour's own, and what somebody sees and does who got into it. */
final class Database implements AutoCloseable {

    static final String USER = "postgres";

    private final EmbeddedPostgres postgres;

    private Database(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts a server on a free loopback port.
     *
     * @param programs where its programs are unpacked and found again the next time
     * @param data where its data is until it is closed
     */
    static Database start(Path programs, Path data) throws IOException {
        try {
            return new Database(EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(programs.toFile())
                    .setDataDirectory(data)
                    .setLocaleConfig("locale", "C") // whatever this machine has
                    .setRegisterShutdownHook(false) // whoever started it closes it
                    .start());
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "PostgreSQL does not start: " + e.getMessage()
                            + ". As root it needs 'unshare -U': where that is forbidden, take another user",
                    e);
        }
    }

    /** {@return where a service finds it, which logs in as {@link #USER} without a password} */
    String url() {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
    }

    /** {@return the first row that a query finds, by the names of its columns; bytes are hexadecimal} */
    Map<String, String> row(String query) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            if (!rows.next()) {
                throw new IllegalStateException("there is no such row");
            }
            Map<String, String> columns = new LinkedHashMap<>();
            ResultSetMetaData names = rows.getMetaData();
            for (int i = 1; i <= names.getColumnCount(); i++) {
                columns.put(names.getColumnName(i), text(rows.getObject(i)));
            }
            return columns;
        } catch (SQLException e) {
            throw new IllegalStateException("the database refuses to show a row", e);
        }
    }

    /** Changes exactly one row. */
    void update(String statement) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement update = connection.createStatement()) {
            if (update.executeUpdate(statement) != 1) {
                throw new IllegalStateException("there is no such row");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database refuses to change a row", e);
        }
    }

    /** Runs statements that give no rows. */
    void execute(String statements) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException("the database refuses the tables of jobs", e);
        }
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : Objects.toString(value);
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
