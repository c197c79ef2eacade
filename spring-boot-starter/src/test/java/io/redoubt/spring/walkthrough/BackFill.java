package io.redoubt.spring.walkthrough;

import io.redoubt.field.BlindIndex;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldColumn;
import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldType;
import io.redoubt.field.Migration;
import io.redoubt.field.RowId;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.ServiceKeyset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Encrypts the rows that were there before. */
// region back-fill
public final class BackFill {

    private static final FieldName EMAIL = FieldName.parse("customer.email");
    private static final int ROWS_AT_A_TIME = 500;

    private final JdbcClient database;
    private final FieldColumn<String, String> column;
    private final BlindIndex<String> index;

    public BackFill(JdbcClient database, FieldCipher cipher, ServiceKeyset keys) {
        this.database = database;
        this.column = FieldColumn.text(cipher, FieldType.TEXT, Migration.READ_BOTH_WRITE_ENCRYPTED);
        this.index = BlindIndex.of(keys, new IndexName(EMAIL, "eq", "email-1", 128), FieldType.TEXT);
    }

    /** {@return how many rows were encrypted; may run beside the service, be stopped, and be started again} */
    public int run() {
        int encrypted = 0;
        long last = Long.MIN_VALUE;
        for (List<Row> rows = after(last); !rows.isEmpty(); rows = after(last)) {
            encrypted += rows.stream().mapToInt(this::encrypt).sum();
            last = rows.get(rows.size() - 1).id();
        }
        return encrypted;
    }

    private List<Row> after(long last) {
        return database.sql("select id, email from customer where id > ? and email not like 'r1.%' order by id limit ?")
                .params(last, ROWS_AT_A_TIME)
                .query(Row.class)
                .list();
    }

    /** Nothing is lost if the service writes the row meanwhile: then the old value is not there any more. */
    private int encrypt(Row row) {
        FieldContext place = FieldContext.of(EMAIL).withRow(RowId.of(row.id()));
        String email = column.read(place, row.email());
        return database.sql("update customer set email = ?, email_bidx = ? where id = ? and email = ?")
                .params(column.write(place, email), index.code(Optional.empty(), email), row.id(), row.email())
                .update();
    }

    /** A row as it stands there. */
    private record Row(long id, String email) {}
}
// endregion
