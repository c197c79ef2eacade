package io.redoubt.field.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes the rows of a page, each only if it still is what was read. */
interface PageUpdate {

    /** {@return which rows were not written: somebody else has changed or deleted them, or is about to} */
    List<StoredRow> write(Connection connection, List<Change> changes) throws SQLException;
}
