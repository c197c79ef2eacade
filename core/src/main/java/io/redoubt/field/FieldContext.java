package io.redoubt.field;

import io.redoubt.internal.Enc;
import io.redoubt.key.FieldName;
import io.redoubt.key.Purpose;
import io.redoubt.key.Subject;
import java.util.Optional;
import java.util.UUID;

/**
 * The place where a value stands: it opens there and nowhere else. Trust domain and service are added by the cipher, from
 * its keys. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FieldContext {

    private static final int MAX_TENANT_LENGTH = 1024;

    private final Purpose purpose;
    private final FieldName field;
    private final Optional<String> tenant;
    private final Optional<RowId> row;
    private final Optional<String> subject;

    private FieldContext(
            Purpose purpose, FieldName field, Optional<String> tenant, Optional<RowId> row, Optional<String> subject) {
        this.purpose = purpose;
        this.field = field;
        this.tenant = tenant;
        this.row = row;
        this.subject = subject;
    }

    /**
     * {@return a field, whatever the row: values can be moved between its rows until {@link #withRow} names one}
     *
     * @param field the logical name of the field
     */
    public static FieldContext of(FieldName field) {
        return new FieldContext(Purpose.FIELD, field, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * {@return a field of which equal values give equal ciphertexts, so that everybody sees which rows have the same; it is
     *     never bound to a row}
     *
     * @param field the logical name of the field
     */
    public static FieldContext comparable(FieldName field) {
        return new FieldContext(Purpose.FIELD_EQ, field, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * {@return the same place in the data of a tenant}
     *
     * @param tenant whose data it is, as it is and not normalised
     * @throws IllegalArgumentException if it has half of a surrogate pair or more than 1,024 characters
     */
    public FieldContext withTenant(String tenant) {
        if (tenant.length() > MAX_TENANT_LENGTH || !Enc.isWellFormed(tenant)) {
            throw new IllegalArgumentException("a tenant has at most 1024 characters, and no half of a surrogate pair");
        }
        return new FieldContext(purpose, field, Optional.of(tenant), row, subject);
    }

    /**
     * {@return the same place in a row}
     *
     * @param row what tells the row from all others
     * @throws IllegalStateException if equality is to show: it would not between rows
     */
    public FieldContext withRow(RowId row) {
        if (isComparable()) {
            throw new IllegalStateException("a comparable field is never bound to a row: equality would not show");
        }
        return new FieldContext(purpose, field, tenant, Optional.of(row), subject);
    }

    /**
     * {@return the same place, in which values are about somebody: with the key of this subject they can be erased. FORMATS
     *     section 6}
     *
     * @param subject who, such as the number of a customer
     * @throws IllegalStateException if equality is to show: it would not between subjects
     */
    public FieldContext withSubject(String subject) {
        if (isComparable()) {
            throw new IllegalStateException(
                    "a comparable field has no keys of subjects: equality would not show between them");
        }
        return new FieldContext(purpose, field, tenant, row, Optional.of(subject));
    }

    /**
     * {@return the name of a subject that a value is, for {@link #withSubject}; nothing if values of its type are none}
     *
     * @param value a whole number of at most 64 bits, as decimal digits; a UUID, as text in lower case; or text
     */
    public static Optional<String> subjectOf(Object value) {
        boolean isName = value instanceof String
                || value instanceof UUID
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte;
        return isName ? Optional.of(value.toString()) : Optional.empty();
    }

    /** {@return the logical name of the field} */
    public FieldName field() {
        return field;
    }

    /** {@return whose data it is, if there are tenants} */
    public Optional<String> tenant() {
        return tenant;
    }

    /** {@return the row, if the value is bound to one} */
    public Optional<RowId> row() {
        return row;
    }

    /**
     * {@return whom the value is about, if it is sealed under the key of a subject}
     *
     * @throws IllegalArgumentException if subject or tenant are none: {@link Subject}
     */
    public Optional<Subject> subject() {
        return subject.map(id -> new Subject(tenant, id));
    }

    /** {@return whether equal values give equal ciphertexts} */
    public boolean isComparable() {
        return purpose == Purpose.FIELD_EQ;
    }

    Purpose purpose() {
        return purpose;
    }

    /** {@return the field alone: tenants, rows and subjects may name persons} */
    @Override
    public String toString() {
        return field.toString();
    }
}
