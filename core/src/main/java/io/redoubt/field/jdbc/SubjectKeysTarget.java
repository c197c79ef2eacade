package io.redoubt.field.jdbc;

import io.redoubt.field.LockedField.KeyColumn;
import io.redoubt.field.RowId;
import io.redoubt.key.Accepted;
import io.redoubt.key.KeyRefusedException;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Subject;
import io.redoubt.key.WrappedSubjectKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of subjects, which are wrapped under a key that rotates as all others.
 *
 * @param keys of this service
 * @param accepted under which keys they may be wrapped now
 * @param kind what the job does
 */
record SubjectKeysTarget(ServiceKeyset keys, Accepted accepted, JobPlan.Kind kind) implements JobTarget, RowRenewal {

    static final String TABLE = "redoubt_subject_key";

    @Override
    public String name() {
        return TABLE;
    }

    @Override
    public Resolved resolve(Connection connection) throws SQLException {
        TableResolver resolver = TableResolver.of(connection, TABLE);
        TargetTable table = new TargetTable(
                Dialect.of(connection),
                resolver.quoted(),
                resolver.keys(List.of(
                        new KeyColumn("tenant", RowId.Kind.TEXT),
                        new KeyColumn("subject", RowId.Kind.TEXT),
                        new KeyColumn("number", RowId.Kind.NUMBER))),
                List.of(
                        resolver.value("epoch", ValueColumn.Holds.NUMBER),
                        resolver.value("wrapped", ValueColumn.Holds.BYTES)),
                List.of());
        return new Resolved(table, transaction -> this);
    }

    @Override
    public List<String> fields(Change change) {
        return List.of(TABLE);
    }

    @Override
    public RowRenewal.Outcome renew(StoredRow row) {
        @Nullable Object[] values = row.values();
        if (!(row.value(1) instanceof byte[] wrapped)) {
            return new RowRenewal.Outcome(Arrays.asList(values), List.of(), true);
        }
        try {
            WrappedSubjectKey stored = stored(row, wrapped);
            if (kind == JobPlan.Kind.AUDIT) {
                keys.unwrap(stored, accepted);
            } else if (stored.epoch() != keys.primary(Purpose.SUBJECT_WRAP).epoch()) {
                WrappedSubjectKey anew = keys.rewrap(stored, accepted);
                values[0] = anew.epoch();
                values[1] = anew.bytes();
            }
            return new RowRenewal.Outcome(Arrays.asList(values), List.of(), false);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            return failed(row, "subject-key.tampered");
        } catch (KeyRefusedException e) {
            return failed(row, "subject-key.key-refused");
        }
    }

    private static WrappedSubjectKey stored(StoredRow row, byte[] wrapped) {
        String tenant = (String) row.key().get(0);
        Subject subject = new Subject(tenant.isEmpty() ? Optional.empty() : Optional.of(tenant), (String)
                row.key().get(1));
        int epoch = row.value(0) instanceof Integer number ? number : 0;
        return WrappedSubjectKey.of(subject, (Long) row.key().get(2), epoch, wrapped);
    }

    private static RowRenewal.Outcome failed(StoredRow row, String code) {
        return new RowRenewal.Outcome(Arrays.asList(row.values()), List.of(new RowRenewal.Failure(TABLE, code)), false);
    }
}
