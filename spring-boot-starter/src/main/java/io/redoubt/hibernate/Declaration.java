package io.redoubt.hibernate;

import java.lang.reflect.Type;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Value;
import org.hibernate.usertype.UserType;
import org.hibernate.usertype.UserTypeCreationContext;
import org.jspecify.annotations.Nullable;

/**
 * An attribute as it was annotated: known while Hibernate reads the entities, and what it means once the session factory has
 * started. Thread-safe.
 */
final class Declaration {

    private static final String PARAMETER = "redoubt.declaration";

    private final Encrypted annotation;
    private final StoredForm form;
    private final Type type;
    private final AtomicReference<@Nullable Meaning> meaning = new AtomicReference<>();

    /**
     * Describes it.
     *
     * @param type of the values in Java
     */
    Declaration(Encrypted annotation, Type type) {
        this.annotation = annotation;
        this.type = type;
        this.form = form(annotation, type);
    }

    private static StoredForm form(Encrypted annotation, Type type) {
        return switch (annotation.form()) {
            case TEXT -> StoredForm.TEXT;
            case BINARY -> StoredForm.BINARY;
            case AUTO -> annotation.json() || type == String.class ? StoredForm.TEXT : StoredForm.BINARY;
        };
    }

    /** Has Hibernate store a value by a type, and tell that of this attribute. */
    void storeBy(Class<? extends UserType<?>> sealing, BasicValue value) {
        Properties parameters = new Properties();
        parameters.put(PARAMETER, this);
        StoredForm.makeRoom(value);
        value.setTypeParameters(parameters);
        value.setTypeAnnotation(annotation);
        value.setExplicitCustomType(sealing);
    }

    /** {@return the attribute for which a type is made} */
    static Declaration of(UserTypeCreationContext context) {
        return (Declaration) Objects.requireNonNull(context.getParameters().get(PARAMETER));
    }

    /** {@return the attribute whose value it is, if that is encrypted} */
    static Optional<Declaration> of(BasicValue value) {
        Properties parameters = value.getTypeParameters();
        return parameters != null && parameters.get(PARAMETER) instanceof Declaration declaration
                ? Optional.of(declaration)
                : Optional.empty();
    }

    static boolean isEncrypted(Value value) {
        return value instanceof BasicValue basic && of(basic).isPresent();
    }

    Encrypted annotation() {
        return annotation;
    }

    Type type() {
        return type;
    }

    StoredForm form() {
        return form;
    }

    /** {@return whether values may be changed in place} */
    boolean isMutable() {
        return annotation.json() || type == byte[].class;
    }

    /** Says what it means. */
    void resolve(EncryptedField field, LateOpening opening) {
        meaning.set(new Meaning(field, opening));
    }

    EncryptedField field() {
        return meaning().field();
    }

    /** Opens a value that no listener was shown. */
    void open(Object owner, Sealed loaded, Consumer<Sealed> whenOpened) {
        meaning().opening().open(owner, meaning().field(), loaded, whenOpened);
    }

    private Meaning meaning() {
        Meaning known = meaning.get();
        if (known == null) {
            throw new IllegalStateException("the session factory has not started yet");
        }
        return known;
    }

    /** What the attribute means in its session factory. */
    private record Meaning(EncryptedField field, LateOpening opening) {}
}
