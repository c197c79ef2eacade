package io.redoubt.field.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** The one connection of a worker, opened again after it broke. For one thread. */
final class JobConnection implements AutoCloseable {

    private final DataSource database;
    private final AtomicReference<Optional<Connection>> open = new AtomicReference<>(Optional.empty());

    JobConnection(DataSource database) {
        this.database = database;
    }

    /** {@return what one query or several give, each seeing what was committed before it} */
    <T> T read(Work<T> work) throws SQLException, LeaseLostException {
        return work.with(connection());
    }

    /** {@return what was done, committed as a whole} */
    <T> T write(Work<T> work) throws SQLException, LeaseLostException {
        Connection connection = connection();
        connection.setAutoCommit(false);
        boolean isDone = false;
        try {
            T result = work.with(connection);
            connection.commit();
            isDone = true;
            return result;
        } finally {
            if (!isDone) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    private Connection connection() throws SQLException {
        Optional<Connection> known = Objects.requireNonNull(open.get());
        if (known.isPresent()) {
            return known.get();
        }
        Connection connection = database.getConnection();
        open.set(Optional.of(connection));
        connection.setAutoCommit(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return connection;
    }

    /** Lets go of a connection that may be broken. */
    void drop() {
        Objects.requireNonNull(open.getAndSet(Optional.empty())).ifPresent(connection -> {
            try {
                connection.close();
            } catch (SQLException e) {
                // it was broken before
            }
        });
    }

    @Override
    public void close() {
        drop();
    }

    /** What is done with the connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException, LeaseLostException;
    }
}
