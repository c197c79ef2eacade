package io.redoubt.spring;

import io.redoubt.field.LockedField;
import io.redoubt.field.Migration;
import io.redoubt.hibernate.OnTamper;
import io.redoubt.key.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What encryption does not hide of a field, and not prevent, said for people. {@code NULL} is never hidden.
 *
 * @param field the field
 * @param onTamper what becomes of a value of it that does not open
 */
record FieldExposure(LockedField field, OnTamper onTamper) {

    private static final int FULL_BITS = 128;
    private static final Set<String> OF_ANY_LENGTH = Set.of("text", "bytes", "json", "decimal", "enum");

    /** {@return to what values are bound: elsewhere they do not open} */
    String binding() {
        String tenant = field.tenant().map(column -> ", tenant " + column).orElse("");
        return field.row().isEmpty()
                ? "its field alone" + tenant
                : field.row().stream().map(LockedField.KeyColumn::column).collect(Collectors.joining(", ", "row ", ""))
                        + tenant;
    }

    /** {@return what is learned by whoever reads the database, a backup or a replica} */
    List<String> visible() {
        List<String> seen = new ArrayList<>();
        switch (field.mode()) {
            case OFF -> seen.add("every value: nothing is encrypted yet");
            case READ_BOTH_WRITE_PLAIN -> seen.add("every value that was written in plaintext, as new ones still are");
            case READ_BOTH_WRITE_ENCRYPTED ->
                seen.add("every value that was written in plaintext, until it is written again");
            case ENCRYPTED_ONLY -> {}
        }
        seen.add("which rows have no value");
        if (field.paddedTo() > 1) {
            seen.add("how long a value is, in steps of " + field.paddedTo() + " bytes");
        } else if (OF_ANY_LENGTH.contains(field.type())) {
            seen.add("how long a value is");
        }
        if (isComparable()) {
            seen.add("which rows have the same value (comparable)");
        }
        field.indexes().stream().map(FieldExposure::visible).forEach(seen::add);
        return seen;
    }

    private static String visible(LockedField.Index index) {
        int bits = index.name().bits();
        String by = " (index " + index.name().index() + ", " + index.name().normaliser() + ", " + bits + " bits)";
        return isTruncated(index)
                ? "which rows may have the same value, beside one in 2^" + bits + " of the others" + by
                : "which rows have the same value" + by;
    }

    /** {@return what can be done without a refusal by whoever writes to the database} */
    List<String> changeable() {
        List<String> done = new ArrayList<>();
        if (field.mode() != Migration.ENCRYPTED_ONLY) {
            done.add("plant plaintext");
        }
        if (field.row().isEmpty()) {
            done.add("move a value to another row");
        } else if (field.row().size() == 1) {
            done.add("put an older value of the same row back");
        }
        if (onTamper == OnTamper.AS_NULL) {
            done.add("have a value read as null (which is logged)");
        }
        return done;
    }

    static boolean isTruncated(LockedField.Index index) {
        return index.name().bits() < FULL_BITS;
    }

    private boolean isComparable() {
        return field.purpose() == Purpose.FIELD_EQ;
    }
}
