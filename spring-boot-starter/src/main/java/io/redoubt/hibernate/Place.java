package io.redoubt.hibernate;

import io.redoubt.field.FieldContext;

/** Where a value stands: asked when it is sealed or opened, not before. */
@FunctionalInterface
interface Place {

    /** {@return the field, bound to this place} */
    FieldContext context(FieldContext field);
}
