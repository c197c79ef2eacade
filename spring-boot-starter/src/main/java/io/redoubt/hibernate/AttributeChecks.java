package io.redoubt.hibernate;

import io.redoubt.ConfigurationException.Problem;
import io.redoubt.field.FieldType;
import io.redoubt.hibernate.EncryptedAttribute.Container;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.mapping.Property;

/** Refuses attributes that cannot be encrypted, or not as they were annotated. */
final class AttributeChecks {

    private final EncryptedAttribute attribute;
    private final List<Problem> problems = new ArrayList<>();

    private AttributeChecks(EncryptedAttribute attribute) {
        this.attribute = attribute;
    }

    static List<Problem> of(EncryptedAttribute attribute, FieldEncryption encryption) {
        AttributeChecks checks = new AttributeChecks(attribute);
        checks.checkRole();
        checks.checkContainer();
        checks.checkMapping();
        checks.checkType(new FieldAssembly(encryption));
        return checks.problems;
    }

    private void checkRole() {
        Property property = attribute.property();
        if (attribute.container() == Container.IDENTIFIER) {
            refuse("is part of the id", "leave ids in plaintext; make an id of something that is no secret");
        } else if (property == attribute.entity().getVersion()) {
            refuse("is the version", "leave the version in plaintext");
        } else if (property.isNaturalIdentifier()) {
            refuse("is part of the natural id", "look it up by a blind index instead of @NaturalId");
        }
    }

    private void checkContainer() {
        if (attribute.container() == Container.RECORD) {
            refuse(
                    "is a component of a record, which Hibernate cannot make of sealed values",
                    "make the embeddable a class, or move the attribute to the entity");
        } else if (!attribute.isPlaced() && hasPlace()) {
            refuse(
                    "is embedded or an element, which knows no row, and has rowKey, bind, tenant or subject",
                    "move the attribute to the entity, or take these off: it is bound to its field only");
        }
        if (attribute.container() == Container.SET) {
            refuse(EncryptedBinder.SET, EncryptedBinder.NO_SET);
        }
    }

    private boolean hasPlace() {
        Encrypted annotation = attribute.annotation();
        return !annotation.rowKey().isEmpty()
                || annotation.bind().length > 0
                || !annotation.tenant().isEmpty()
                || !annotation.subject().isEmpty();
    }

    private void checkMapping() {
        Class<?> entity = attribute.entity().getMappedClass();
        if (attribute.isPlaced() && PersistentAttributeInterceptable.class.isAssignableFrom(entity)) {
            refuse(
                    "is in a class that was enhanced for lazy loading, whose references give what Hibernate holds in place of"
                            + " the value",
                    "set enableLazyInitialization to false where the build enhances the class");
        }
        if (attribute.value().hasFormula()) {
            refuse("is a formula, which the database cannot compute", "map it to a column");
        } else if (attribute.value().getJpaAttributeConverterDescriptor() != null) {
            refuse(
                    "has an AttributeConverter, which is not asked for encrypted values",
                    "convert in the accessors of the entity, or @Convert(disableConversion = true)");
        }
    }

    private void checkType(FieldAssembly assembly) {
        FieldType<?> type;
        try {
            type = FieldAssembly.type(attribute);
        } catch (IllegalArgumentException e) {
            refuse(
                    "has a type that cannot be sealed, or is padded to none of 1 to 65536",
                    "use text, bytes, numbers, dates and times of java.time, boolean, an enum or a UUID, or json = true");
            return;
        }
        if (attribute.annotation().comparable() && !type.isComparable()) {
            refuse("is comparable, and equal values of its type have no one form", "take comparable off");
        }
        checkSettings(assembly);
    }

    private void checkSettings(FieldAssembly assembly) {
        try {
            assembly.column(attribute);
        } catch (IllegalArgumentException e) {
            refuse(
                    "is to be migrated in place, and its column holds plaintext in another form",
                    "encrypt in place only String or JSON in text columns and byte[] in binary ones; move other types to a"
                            + " new column");
        }
        FieldSettings settings = assembly.settings(attribute);
        if (settings.onTamper() == OnTamper.AS_NULL) {
            checkAsNull("on-tamper");
        }
        if (settings.onErased() == OnErased.AS_NULL) {
            checkAsNull("on-erased");
            checkHasSubject();
        }
    }

    /** Where no listener knows the row, the null would be written over the ciphertext. */
    private void checkAsNull(String setting) {
        if (!attribute.isPlaced()) {
            refuse(
                    "is embedded or an element, whose ciphertext " + setting + " could not keep",
                    "leave " + setting + " at throw, or move the attribute to the entity");
        } else if (attribute.rawType().isPrimitive()) {
            refuse(
                    "cannot be null, which " + setting + " asks for",
                    "use a wrapper type, or leave " + setting + " at throw");
        }
    }

    private void checkHasSubject() {
        if (attribute.annotation().subject().isEmpty()) {
            refuse("has on-erased, and no subject who could be erased", "name its subject, or remove on-erased");
        }
    }

    private void refuse(String problem, String remedy) {
        problems.add(new Problem(attribute.place(), problem, remedy));
    }
}
