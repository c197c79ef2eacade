package io.redoubt.field.jdbc;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does with each row what a renewal does, but for the cipher: the same columns are read and written, with other bytes. */
final class CopiedRows implements RowRenewal {

    /** Where the epoch stands in {@code r1.wREE...}, and what it becomes. */
    private static final int EPOCH_AT = 6;

    private static final char NEXT = 'I';

    @Override
    public Outcome renew(StoredRow row) {
        @Nullable Object[] values = row.values();
        String email = String.valueOf(values[0]);
        values[0] = email.substring(0, EPOCH_AT) + NEXT + email.substring(EPOCH_AT + 1);
        if (values[1] instanceof byte[] code) {
            byte[] copy = code.clone();
            copy[1]++;
            values[1] = copy;
        }
        return new Outcome(Arrays.asList(values), List.of(), false);
    }

    @Override
    public List<String> fields(Change change) {
        return List.of();
    }
}
