package io.redoubt.field.jdbc;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Objects;

/** What the states of SQL mean in which databases differ least. */
final class SqlState {

    static final String CREATE_TABLES = "create the tables that 'redoubt fields schema' prints";
    static final String SERIALIZATION_FAILURE = "40001";

    static final String UNKNOWN = "HY000";
    private static final String CONNECTION = "08";

    /** PostgreSQL: ended by an administrator, crashed, or not yet up. */
    private static final String SHUTDOWN = "57P0";

    /** PostgreSQL: as after a restart, when everybody comes back at once. */
    private static final String TOO_MANY_CONNECTIONS = "53300";

    /** PostgreSQL: {@code lock_timeout}. */
    private static final String LOCK_TIMEOUT = "55P03";

    private static final String INTEGRITY = "23";
    private static final String ROLLBACK = "40";
    private static final String DATA = "22";
    private static final String CHECK_OPTION = "44";
    private static final String SIGNALLED = "45";

    private SqlState() {}

    static String of(SQLException e) {
        return Objects.requireNonNullElse(e.getSQLState(), UNKNOWN);
    }

    /** PostgreSQL says 42P01, H2 and MySQL 42S02, H2 42S04, too. */
    static boolean isMissingTable(SQLException e) {
        String state = of(e);
        return state.equals("42P01") || state.equals("42S02") || state.equals("42S04");
    }

    /** {@return whether the same may succeed later: the connection broke, the database restarts, or another transaction came first} */
    static boolean isPassing(SQLException e) {
        return e instanceof SQLTransientException || e instanceof SQLRecoverableException || isPassing(of(e));
    }

    static boolean isPassing(String state) {
        return state.startsWith(CONNECTION)
                || state.startsWith(ROLLBACK)
                || state.startsWith(SHUTDOWN)
                || state.equals(TOO_MANY_CONNECTIONS)
                || state.equals(LOCK_TIMEOUT);
    }

    /**
     * {@return whether the database is against this row and may take the next: data that a column does not take, a constraint, or what
     *     a trigger raises}
     */
    static boolean isRefusal(SQLException e) {
        String state = of(e);
        return isIntegrityViolation(e)
                || state.startsWith(DATA)
                || state.startsWith(CHECK_OPTION)
                || state.startsWith(SIGNALLED)
                || state.equals("P0001");
    }

    static boolean isIntegrityViolation(SQLException e) {
        return of(e).startsWith(INTEGRITY);
    }

    /** {@return whether another transaction came first, so that the same may succeed now} */
    static boolean isConflict(SQLException e) {
        return isIntegrityViolation(e) || of(e).startsWith(ROLLBACK);
    }
}
