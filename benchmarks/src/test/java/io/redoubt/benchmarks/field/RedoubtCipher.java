package io.redoubt.benchmarks.field;

import io.redoubt.benchmarks.key.KeysetOnDisk;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldType;
import io.redoubt.field.RowId;
import io.redoubt.key.FieldName;
import io.redoubt.key.KeysetException;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Suite;
import java.io.IOException;
import java.util.function.LongFunction;

/** Redoubt: every call names tenant, row and field anew, and looks for the key that this needs. */
final class RedoubtCipher implements ValueCipher {

    static final FieldName EMAIL = new FieldName("customer", "email");
    static final String TENANT = "north";

    private final ServiceKeyset keys;
    private final FieldCipher cipher;
    private final LongFunction<FieldContext> place;

    private RedoubtCipher(ServiceKeyset keys, LongFunction<FieldContext> place) {
        this.keys = keys;
        this.cipher = FieldCipher.of(keys, event -> {});
        this.place = place;
    }

    static RedoubtCipher of(Suite suite) throws IOException, KeysetException {
        return new RedoubtCipher(KeysetOnDisk.sealingWith(suite), RedoubtCipher::place);
    }

    /** For values whose equality is to show. */
    static RedoubtCipher comparable() throws IOException, KeysetException {
        return new RedoubtCipher(
                KeysetOnDisk.sealingWith(Suite.A256GCM),
                row -> FieldContext.comparable(EMAIL).withTenant(TENANT));
    }

    static FieldContext place(long row) {
        return FieldContext.of(EMAIL).withTenant(TENANT).withRow(RowId.of(row));
    }

    @Override
    public byte[] seal(long row, byte[] value) {
        return cipher.seal(place.apply(row), FieldType.BYTES, value);
    }

    @Override
    public byte[] open(long row, byte[] sealed) {
        return cipher.open(place.apply(row), FieldType.BYTES, sealed);
    }

    @Override
    public void close() {
        keys.close();
    }
}
