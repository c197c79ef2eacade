package io.redoubt.field.jdbc;

import io.redoubt.field.CiphertextHeader;
import io.redoubt.field.LockedField;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts the values of one field while the rows of its table pass by. For one thread. */
final class FieldCount {

    /** Of which a header and the shortest value are parsed: 10 bytes of header, 48 of nonce and tag, and more. */
    private static final int BYTES = 66;

    /** The same as text: {@code r1.} and whole groups of base64. */
    private static final int CHARACTERS = 3 + BYTES / 3 * 4;

    private static final int CODE = Short.BYTES;

    private final LockedField field;
    private final List<String> columns;
    private final int first;
    private final Map<Integer, Long> epochs = new HashMap<>();
    private final List<Map<Integer, Long>> codes = new ArrayList<>();
    private final long[] missing;
    private final LongAdder erased = new LongAdder();
    private final LongAdder plaintext = new LongAdder();
    private final LongAdder empty = new LongAdder();

    private FieldCount(LockedField field, List<String> columns, int first) {
        this.field = field;
        this.columns = columns;
        this.first = first;
        this.missing = new long[field.indexes().size()];
        field.indexes().forEach(index -> codes.add(new HashMap<>()));
    }

    /** @param first where the first column of the field stands in a row */
    static FieldCount of(Dialect dialect, TableNames names, LockedField field, int first) throws SQLException {
        List<String> columns = new ArrayList<>();
        int length = field.form() == LockedField.Form.TEXT ? CHARACTERS : BYTES;
        columns.add("substr(t." + names.column(field.column()) + ", 1, " + length + ")");
        for (LockedField.Index index : field.indexes()) {
            columns.add("substr(t." + names.column(index.column()) + ", 1, " + CODE + ")");
        }
        if (field.subject().isPresent()) {
            columns.add(erasedUpTo(dialect, names, field));
        }
        return new FieldCount(field, columns, first);
    }

    /** {@return the highest number of a key that was erased: whatever has it or a lower one is gone} */
    private static String erasedUpTo(Dialect dialect, TableNames names, LockedField field) throws SQLException {
        String subject = names.column(field.subject().orElseThrow().column());
        Optional<String> tenant = field.tenant();
        return "(select max(k.number) from redoubt_subject_key k where k.wrapped is null and k.subject = "
                + dialect.asText("t." + subject) + " and k.tenant = "
                + (tenant.isPresent() ? dialect.asText("t." + names.column(tenant.get())) : "''") + ")";
    }

    List<String> columns() {
        return columns;
    }

    void add(ResultSet row) throws SQLException {
        Optional<CiphertextHeader> header = Optional.empty();
        boolean isThere;
        if (field.form() == LockedField.Form.TEXT) {
            String value = row.getString(first);
            isThere = value != null;
            header = value == null ? header : CiphertextHeader.parseText(value);
        } else {
            byte[] value = row.getBytes(first);
            isThere = value != null;
            header = value == null ? header : CiphertextHeader.parse(value);
        }
        boolean isErased = header.isPresent() && isErased(row, header.get());
        if (!isThere) {
            empty.increment();
        } else if (header.isEmpty()) {
            plaintext.increment();
        } else if (isErased) {
            erased.increment();
        } else {
            epochs.merge(header.get().epoch(), 1L, Long::sum);
        }
        addCodes(row, isThere && !isErased);
    }

    private boolean isErased(ResultSet row, CiphertextHeader header) throws SQLException {
        if (field.subject().isEmpty() || header.subjectNumber().isEmpty()) {
            return false;
        }
        return header.subjectNumber().getAsLong() <= row.getLong(first + 1 + codes.size());
    }

    private void addCodes(ResultSet row, boolean isWanted) throws SQLException {
        for (int i = 0; i < codes.size(); i++) {
            byte[] code = row.getBytes(first + 1 + i);
            if (code != null) {
                int epoch = code.length < CODE
                        ? 0
                        : Short.toUnsignedInt(ByteBuffer.wrap(code).getShort());
                codes.get(i).merge(epoch, 1L, Long::sum);
            } else if (isWanted) {
                missing[i]++;
            }
        }
    }

    FieldRows rows() {
        List<FieldRows.IndexRows> indexes = new ArrayList<>();
        for (int i = 0; i < missing.length; i++) {
            indexes.add(new FieldRows.IndexRows(field.indexes().get(i).name(), codes.get(i), missing[i]));
        }
        return new FieldRows(
                field.name(), field.purpose(), epochs, erased.sum(), plaintext.sum(), empty.sum(), indexes);
    }
}
