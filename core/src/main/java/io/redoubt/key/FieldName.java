package io.redoubt.key;

import io.redoubt.internal.Enc;

/**
 * The logical name of an encrypted field, under which its key is derived: frozen, whatever classes and columns are called
 * later. Immutable and thread-safe.
 *
 * @param entity the entity, 1 to 255 characters, none of them a dot
 * @param field the field in it, 1 to 255 characters; what is embedded stands behind a dot, such as {@code address.street}
 * @since 0.1.0
 */
public record FieldName(String entity, String field) {

    private static final int MAX_LENGTH = 255;

    /**
     * Accepts a name.
     *
     * @param entity the entity
     * @param field the field in it
     * @throws IllegalArgumentException if one of them is empty or too long, has a control character or half of a surrogate
     *     pair, or the entity has a dot
     */
    public FieldName {
        if (!isName(entity) || !isName(field) || entity.indexOf('.') >= 0) {
            throw new IllegalArgumentException("a field is named entity.field, each of 1 to 255 characters");
        }
    }

    /**
     * {@return the name that {@link #toString} gave}
     *
     * @param text entity, dot, field, such as {@code customer.email}
     * @throws IllegalArgumentException if it is anything else
     */
    public static FieldName parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("a field is named entity.field, such as customer.email");
        }
        return new FieldName(text.substring(0, dot), text.substring(dot + 1));
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && text.codePoints().noneMatch(Character::isISOControl)
                && Enc.isWellFormed(text);
    }

    /** {@return entity, dot, field} */
    @Override
    public String toString() {
        return entity + "." + field;
    }
}
