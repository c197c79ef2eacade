package io.redoubt.field.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

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
     * @param renewal what is done
     */
    record Resolved(TargetTable table, RowRenewal renewal) {}
}
