package io.redoubt.hibernate;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An attribute as it was annotated: known while Hibernate reads the entities, and what it means once the session factory has
 * started. Thread-safe.
 */
final class Declaration {

    private final Encrypted annotation;
    private final StoredForm form;
    private final AtomicReference<@Nullable EncryptedField> field = new AtomicReference<>();

    Declaration(Encrypted annotation, StoredForm form) {
        this.annotation = annotation;
        this.form = form;
    }

    Encrypted annotation() {
        return annotation;
    }

    StoredForm form() {
        return form;
    }

    /** Says what it means. */
    void resolve(EncryptedField meaning) {
        field.set(meaning);
    }

    EncryptedField field() {
        EncryptedField known = field.get();
        if (known == null) {
            throw new IllegalStateException("the session factory has not started yet");
        }
        return known;
    }
}
