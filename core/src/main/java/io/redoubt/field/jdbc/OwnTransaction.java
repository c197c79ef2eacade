package io.redoubt.field.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.crypto.AEADBadTagException;
import javax.sql.DataSource;

/**
 * Does things in a transaction of their own, and again if another one came first. Each statement sees what was committed before it.
 * Thread-safe.
 *
 * @param dataSource gives connections
 */
record OwnTransaction(DataSource dataSource) {

    private static final int ATTEMPTS = 20;

    /**
     * {@return what the work gave, once it is committed}
     *
     * @param what it is, for a message
     * @throws FieldStoreException if the database refuses it
     */
    <T> T run(String what, Work<T> work) throws AEADBadTagException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.getConnection()) {
                return committed(connection, work);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !SqlState.isConflict(e)) {
                    throw new FieldStoreException(what, e);
                }
            }
        }
    }

    private static <T> T committed(Connection connection, Work<T> work) throws SQLException, AEADBadTagException {
        boolean wasAutoCommit = connection.getAutoCommit();
        int isolation = connection.getTransactionIsolation();
        boolean isDone = false;
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
        try {
            T result = work.with(connection);
            connection.commit();
            isDone = true;
            return result;
        } finally {
            if (!isDone) {
                connection.rollback();
            }
            connection.setAutoCommit(wasAutoCommit);
            connection.setTransactionIsolation(isolation);
        }
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException, AEADBadTagException;
    }
}
