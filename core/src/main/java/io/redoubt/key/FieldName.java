package io.redoubt.key;

/**
 * The logical name of an encrypted field, under which its key is derived. Immutable and thread-safe.
 *
 * @param entity the entity
 * @param field the field in it
 * @since 0.1.0
 */
public record FieldName(String entity, String field) {}
