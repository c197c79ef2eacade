package io.redoubt.field;

import io.redoubt.internal.Enc;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that has to stay as it is, so that the values of one field open and are found for ever. FORMATS section 7. Immutable and
 * thread-safe.
 *
 * @param name the logical name
 * @param purpose {@link Purpose#FIELD}, or {@link Purpose#FIELD_EQ} for a field that is compared for equality
 * @param type how values are written: {@link FieldType#id}
 * @param paddedTo to which step of bytes: {@link FieldType#paddedTo}
 * @param mode how far the column has come
 * @param table where the values stand, with its schema if it needs one
 * @param column where they stand in it
 * @param form what the column holds
 * @param ids the columns of the table's primary key, in its order; none if it has none, as a collection may
 * @param row the columns to which a value is bound, in their order: one is the {@link RowId} itself, more are parts of
 *     {@link RowId#composite}; none if values are bound to the field alone
 * @param tenant the column of the tenant, as text, if values are bound to one
 * @param subject the column that says whom the value is about, if it is sealed under keys of subjects
 * @param indexes the blind indexes of the field
 * @since 0.1.0
 */
public record LockedField(
        FieldName name,
        Purpose purpose,
        String type,
        int paddedTo,
        Migration mode,
        String table,
        String column,
        Form form,
        List<KeyColumn> ids,
        List<KeyColumn> row,
        Optional<String> tenant,
        Optional<KeyColumn> subject,
        List<Index> indexes) {

    private static final int MAX_LENGTH = 255;

    /**
     * Accepts the facts of a field.
     *
     * @param name the logical name
     * @param purpose of its keys
     * @param type how values are written
     * @param paddedTo to which step of bytes
     * @param mode how far the column has come
     * @param table where the values stand
     * @param column where they stand in it
     * @param form what the column holds
     * @param ids the columns of the primary key
     * @param row the columns to which a value is bound
     * @param tenant the column of the tenant
     * @param subject the column of the subject
     * @param indexes the blind indexes
     * @throws IllegalArgumentException if the purpose or the type is no such, a comparable field is bound to a row or has subjects, a subject is named by bytes, an index is
     *     of another field or there twice, or a name is not 1 to 255 characters without control characters
     */
    public LockedField {
        if (purpose != Purpose.FIELD && purpose != Purpose.FIELD_EQ) {
            throw new IllegalArgumentException("a field is sealed for the purposes field or field-eq");
        }
        if (TypeTag.of(type).isEmpty() || paddedTo < 1 || paddedTo > FieldType.MAX_PADDING) {
            throw new IllegalArgumentException("there is no such type of values, or no such padding");
        }
        if (purpose == Purpose.FIELD_EQ && !row.isEmpty()) {
            throw new IllegalArgumentException("a comparable field is never bound to a row");
        }
        if (purpose == Purpose.FIELD_EQ && subject.isPresent()) {
            throw new IllegalArgumentException("a comparable field has no keys of subjects");
        }
        if (subject.filter(it -> it.kind() == RowId.Kind.BYTES).isPresent()) {
            throw new IllegalArgumentException("a subject is named by a number, a UUID or text");
        }
        requireName(table);
        requireName(column);
        tenant.ifPresent(LockedField::requireName);
        ids = List.copyOf(ids);
        row = List.copyOf(row);
        indexes = List.copyOf(indexes);
        requireIndexesOf(name, indexes);
    }

    private static void requireIndexesOf(FieldName name, List<Index> indexes) {
        long names = indexes.stream().map(it -> it.name().index()).distinct().count();
        if (names != indexes.size()
                || !indexes.stream().allMatch(it -> it.name().field().equals(name))) {
            throw new IllegalArgumentException("an index is of another field, or there twice");
        }
    }

    private static void requireName(String name) {
        if (name.isEmpty()
                || name.length() > MAX_LENGTH
                || name.codePoints().anyMatch(Character::isISOControl)
                || !Enc.isWellFormed(name)) {
            throw new IllegalArgumentException("a name has 1 to 255 characters, none of them a control character");
        }
    }

    /**
     * What a column holds.
     *
     * @since 0.1.0
     */
    public enum Form {
        /** Text: {@code r1.} and base64url. */
        TEXT("text"),
        /** The bytes of the ciphertext. */
        BINARY("binary");

        private final String id;

        Form(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    /**
     * A column that tells rows apart.
     *
     * @param column its name
     * @param kind as what its values are bound
     * @since 0.1.0
     */
    public record KeyColumn(String column, RowId.Kind kind) {

        /**
         * Accepts a column.
         *
         * @param column its name
         * @param kind as what its values are bound
         * @throws IllegalArgumentException if the name is not 1 to 255 characters without control characters
         */
        public KeyColumn {
            requireName(column);
        }
    }

    /**
     * A blind index.
     *
     * @param name all that it is
     * @param column where its codes stand
     * @param unique whether no two rows may have the same
     * @param epoch of all its codes, if it says one: equal values have equal codes then, as long as the column lives
     * @since 0.1.0
     */
    public record Index(IndexName name, String column, boolean unique, OptionalInt epoch) {

        /**
         * Accepts an index.
         *
         * @param name all that it is
         * @param column where its codes stand
         * @param unique whether no two rows may have the same
         * @param epoch of all its codes, 1 to 65,535, if it says one
         * @throws IllegalArgumentException if the normaliser is unknown, the codes would not have 8 to 512 bits, there is no such epoch, or a name is
         *     not 1 to 255 characters without control characters
         */
        public Index {
            if (epoch.isPresent() && (epoch.getAsInt() < 1 || epoch.getAsInt() > CiphertextHeader.MAX_EPOCH)) {
                throw new IllegalArgumentException("an epoch is 1 to 65535");
            }
            requireName(name.index());
            requireName(column);
            if (Normaliser.of(name.normaliser()).isEmpty() || !BlindIndex.isWidth(name.bits())) {
                throw new IllegalArgumentException("there is no such normaliser, or a code has not 8 to 512 bits");
            }
        }
    }
}
