package io.redoubt.hibernate;

import io.redoubt.field.FieldContext;
import io.redoubt.field.SubjectKeys;
import java.util.Optional;

/** Where a value stands: asked when it is sealed or opened, not before. */
@FunctionalInterface
interface Place {

    /** {@return the field, bound to this place} */
    FieldContext context(FieldContext field);

    /** {@return the keys of subjects, where they are found in another way than by the field alone} */
    default Optional<SubjectKeys> subjects() {
        return Optional.empty();
    }

    /** {@return the same place, with the keys of subjects as a session finds them} */
    default Place with(Optional<SubjectKeys> keys) {
        Place place = this;
        return new Place() {
            @Override
            public FieldContext context(FieldContext field) {
                return place.context(field);
            }

            @Override
            public Optional<SubjectKeys> subjects() {
                return keys;
            }
        };
    }
}
