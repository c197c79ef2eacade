package io.redoubt.field.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/** A table on which a job works, before anybody has looked whether the database has it. Thread-safe. */
interface JobTarget {

    /** {@return its name, by which a job knows it} */
    String name();

    /**
     * {@return the table as the database has it}
     *
     * @throws io.redoubt.ConfigurationException if it cannot be worked on
     */
    Resolved resolve(Connection connection) throws SQLException;

    /**
     * A table, and what is done with its rows.
     *
     * @param table the table
     * @param renewal what is done, in a transaction
     */
    record Resolved(TargetTable table, Function<Connection, RowRenewal> renewal) {

        /** {@return what is done with rows in the transaction of a connection} */
        RowRenewal within(Connection transaction) {
            return renewal.apply(transaction);
        }
    }
}
