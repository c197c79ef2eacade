package io.redoubt.spring;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server of a test, and what somebody sees and does who has access to it.
 *
 * @param postgres the server
 */
record DatabaseServer(EmbeddedPostgres postgres) implements AutoCloseable {

    static DatabaseServer start() {
        try {
            return new DatabaseServer(EmbeddedPostgres.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the settings of an application that keeps its data here and makes its tables} */
    Settings of(Settings settings) {
        return settings.with("spring.config.name", "of-no-file") // application.properties excludes databases
                .with("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"))
                .with("spring.jpa.hibernate.ddl-auto", "update")
                .with("spring.jpa.open-in-view", "false");
    }

    int execute(String statement, Object... parameters) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement prepared = prepare(connection, statement, parameters)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the first column of all rows} */
    List<Object> select(String query, Object... parameters) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement prepared = prepare(connection, query, parameters);
                ResultSet rows = prepared.executeQuery()) {
            List<Object> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getObject(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String statement, Object... parameters)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        for (int i = 0; i < parameters.length; i++) {
            prepared.setObject(i + 1, parameters[i]);
        }
        return prepared;
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
