package io.redoubt.field.jdbc;

import java.sql.SQLException;

/**
 * The database did not do what it was asked: says what, and the state of SQL, never what the driver said, which may name persons.
 *
 * @since 0.1.0
 */
public final class FieldStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Five characters. */
    private final String sqlState;

    FieldStoreException(String problem, SQLException cause) {
        // Without its cause: drivers quote the values of rows.
        this(problem + (SqlState.isMissingTable(cause) ? "; " + SqlState.CREATE_TABLES : ""), SqlState.of(cause));
    }

    FieldStoreException(String problem, String sqlState) {
        super(problem + " (SQLSTATE " + sqlState + ")");
        this.sqlState = sqlState;
    }

    /** {@return the state of SQL, five characters, such as {@code 40001} if the transaction is to be done again} */
    public String sqlState() {
        return sqlState;
    }
}
