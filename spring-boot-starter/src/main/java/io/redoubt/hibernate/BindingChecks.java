package io.redoubt.hibernate;

import io.redoubt.ConfigurationException.Problem;
import io.redoubt.field.RowId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.generator.Generator;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.UniqueKey;
import org.hibernate.mapping.Value;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;

/** Refuses what values cannot be bound to: it has to tell the row for ever, and to change only when they are written anew. */
final class BindingChecks {

    private final EncryptedAttribute attribute;
    private final PersistentClass entity;
    private final List<Problem> problems = new ArrayList<>();

    private BindingChecks(EncryptedAttribute attribute) {
        this.attribute = attribute;
        this.entity = attribute.entity();
    }

    static List<Problem> of(EncryptedAttribute attribute) {
        BindingChecks checks = new BindingChecks(attribute);
        if (attribute.isPlaced()) {
            checks.check(Binding.of(attribute));
        }
        return checks.problems;
    }

    /** {@return what is wrong with the ids of an entity that has the attribute} */
    static List<Problem> ofIds(EncryptedAttribute attribute, EntityPersister entity) {
        BindingChecks checks = new BindingChecks(attribute);
        if (attribute.isRowBound() && Binding.of(attribute).rowKey().isEmpty()) {
            checks.checkId(entity);
        } else if (attribute.isPlaced()) {
            checks.checkIdOfSubject(entity);
        }
        return checks.problems;
    }

    private void check(Binding binding) {
        if (!binding.isRowBound()
                && (binding.rowKey().isPresent() || !binding.further().isEmpty())) {
            refuse(
                    "is comparable and has rowKey or bind, and equality would not show between rows",
                    "take either of them off");
            return;
        }
        if (!attribute.isRowBound() && binding.subject().isPresent()) {
            refuse(
                    "is comparable and has a subject, and equality would not show between subjects",
                    "take either of them off");
            return;
        }
        binding.tenant().ifPresent(this::checkTenant);
        binding.subject().ifPresent(name -> checkSubject(name, binding.tenant()));
        binding.rowKey().ifPresent(this::checkRowKey);
        binding.further().forEach(this::checkFurther);
    }

    private void checkTenant(String name) {
        find(name).ifPresent(property -> {
            Class<?> type = property.getType().getReturnedClass();
            if (type != String.class && type != UUID.class && !Number.class.isAssignableFrom(type)) {
                refuse("has a tenant that is no text, UUID or number", "use such a type for " + name);
            } else if (property.isUpdatable()) {
                refuse("has a tenant that can be updated", "put @Column(updatable = false) on " + name);
            }
        });
    }

    /** What names a person is in every row about it: by that, an erasure finds the rows. */
    private void checkSubject(String name, Optional<String> tenant) {
        tenant.flatMap(it -> Binding.attribute(entity, it)).ifPresent(property -> requireSameTable(property, "tenant"));
        if (Binding.isId(entity, name)) {
            checkSubjectType(name, entity.getIdentifierProperty());
            return;
        }
        find(name).filter(property -> checkSubjectType(name, property)).ifPresent(property -> {
            requireSameTable(property, "subject");
            if (property.isUpdatable() && property.getValueGeneratorCreator() != null) {
                refuse(
                        "is about " + name + ", which Hibernate changes at each update",
                        "name an attribute that only the application changes");
            } else if (property.isUpdatable()) {
                checkWrittenTogether(property);
            }
        });
    }

    private boolean checkSubjectType(String name, Property property) {
        boolean isBasic = property.getValue() instanceof BasicValue
                && RowId.Kind.of(property.getType().getReturnedClass())
                        .filter(kind -> kind != RowId.Kind.BYTES)
                        .isPresent();
        if (!isBasic) {
            refuse("is about " + name + ", which is no whole number, UUID or text", "name an attribute of such a type");
        }
        return isBasic;
    }

    private void requireSameTable(Property property, String what) {
        if (!attribute.value().getTable().equals(property.getValue().getTable())) {
            refuse(
                    "has its " + what + " " + property.getName()
                            + " in another table, where an erasure does not find it",
                    "keep " + property.getName() + " in the table of the attribute, too");
        }
    }

    private void checkRowKey(String name) {
        bindable(name).ifPresent(property -> {
            if (property.isUpdatable()) {
                refuse("has a rowKey that can be updated", "put @Column(updatable = false) on " + name);
            }
            if (!isUnique(property)) {
                refuse("has a rowKey that is not unique", "put @Column(unique = true) on " + name);
            }
        });
    }

    private void checkFurther(String name) {
        bindable(name).ifPresent(property -> {
            boolean isVersion = property == entity.getVersion();
            if (isVersion) {
                checkVersion(property);
            } else if (property.isUpdatable() && property.getValueGeneratorCreator() != null) {
                refuse(
                        "is bound to " + name + ", which Hibernate changes at each update",
                        "bind an attribute that only the application changes");
            } else if (property.isUpdatable()) {
                checkWrittenTogether(property);
            }
        });
    }

    private void checkVersion(Property version) {
        checkWrittenTogether(version);
        VersionedCollections.of(entity)
                .forEach(collection -> refuse(
                        "is bound to the version, which a change of " + collection + " alone would raise",
                        "put @OptimisticLock(excluded = true) on " + collection));
    }

    /** What is bound can change only in a statement that writes the ciphertext, too. */
    private void checkWrittenTogether(Property bound) {
        if (!attribute.property().isUpdatable()) {
            refuse(
                    "cannot be updated, and is bound to " + bound.getName() + ", which can",
                    "take updatable = false off, or do not bind " + bound.getName());
        } else if (entity.useDynamicUpdate()) {
            refuse(
                    "is bound to " + bound.getName() + ", and @DynamicUpdate writes that alone",
                    "take @DynamicUpdate off, or put @Column(updatable = false) on " + bound.getName());
        } else if (!attribute.value().getTable().equals(bound.getValue().getTable())) {
            refuse(
                    "is bound to " + bound.getName() + ", which is in another table",
                    "move the attribute into the same table, or put @Column(updatable = false) on " + bound.getName());
        }
    }

    private Optional<Property> bindable(String name) {
        return find(name).filter(property -> {
            boolean isBasic = property.getValue() instanceof BasicValue
                    && RowId.supports(property.getType().getReturnedClass());
            if (!isBasic) {
                refuse(
                        "is bound to " + name + ", which is no whole number, UUID, text or bytes",
                        "bind an attribute of such a type");
            }
            return isBasic;
        });
    }

    private Optional<Property> find(String name) {
        Optional<Property> found = Binding.attribute(entity, name);
        if (found.isEmpty()) {
            refuse("is bound to " + name + ", which the entity has not", "name an attribute of the entity");
        } else if (Declaration.isEncrypted(found.get().getValue())) {
            refuse("is bound to " + name + ", which is encrypted", "bind an attribute in plaintext");
            return Optional.empty();
        } else if (!found.get().isInsertable()) {
            refuse(
                    "is bound to " + name + ", whose column something else writes",
                    "bind an attribute that is insertable and updatable, or nothing");
            return Optional.empty();
        }
        return found;
    }

    private static boolean isUnique(Property property) {
        Value value = property.getValue();
        List<Column> columns = value.getColumns();
        return columns.stream().allMatch(Column::isUnique)
                || value.getTable().getUniqueKeys().values().stream()
                        .map(UniqueKey::getColumns)
                        .anyMatch(columns::equals);
    }

    private void checkIdOfSubject(EntityPersister persister) {
        Generator generator = persister.getGenerator();
        boolean isSubject = Binding.of(attribute)
                .subject()
                .filter(name -> Binding.isId(entity, name))
                .isPresent();
        if (isSubject && generator != null && generator.generatedOnExecution()) {
            refuse(
                    "is about whom the id names, which the database makes after the value was sealed",
                    "have Hibernate make the id, or name as subject an attribute that is set in Java");
        }
    }

    private void checkId(EntityPersister persister) {
        Generator generator = persister.getGenerator();
        if (generator != null && generator.generatedOnExecution()) {
            refuse(
                    "is bound to the id, which the database makes after the value was sealed",
                    "add a UUID that is @Column(unique = true, updatable = false), set it in Java, and name it as rowKey");
            return;
        }
        Type type = persister.getIdentifierType();
        boolean isSupported =
                type instanceof CompositeType composite ? supports(composite) : RowId.supports(type.getReturnedClass());
        if (!isSupported) {
            refuse(
                    "is bound to the id, whose type is no whole number, UUID, text or bytes, nor made of such",
                    "name a unique attribute of such a type as rowKey");
        }
    }

    private static boolean supports(CompositeType id) {
        for (Type part : id.getSubtypes()) {
            if (!RowId.supports(part.getReturnedClass())) {
                return false;
            }
        }
        return true;
    }

    private void refuse(String problem, String remedy) {
        problems.add(new Problem(attribute.place(), problem, remedy));
    }
}
