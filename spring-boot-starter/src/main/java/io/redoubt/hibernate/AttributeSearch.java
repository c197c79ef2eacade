package io.redoubt.hibernate;

import io.redoubt.hibernate.EncryptedAttribute.Container;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Set;
import org.hibernate.mapping.Value;

/** Finds every encrypted attribute of the entities, those that they embed included. */
final class AttributeSearch {

    private final List<EncryptedAttribute> found = new ArrayList<>();

    private AttributeSearch() {}

    static List<EncryptedAttribute> in(Metadata metadata) {
        AttributeSearch search = new AttributeSearch();
        metadata.getEntityBindings().forEach(search::visit);
        return List.copyOf(search.found);
    }

    private void visit(PersistentClass entity) {
        Property id = entity.getRootClass() == entity ? entity.getIdentifierProperty() : null;
        if (id != null) {
            visit(entity, "", id, Container.IDENTIFIER);
        }
        entity.getProperties().forEach(property -> visit(entity, "", property, Container.ENTITY));
    }

    private void visit(PersistentClass entity, String prefix, Property property, Container container) {
        String path = prefix + property.getName();
        Value value = property.getValue();
        if (value instanceof Component component) {
            visit(entity, path, component, container == Container.ENTITY ? Container.EMBEDDABLE : container);
        } else if (value instanceof Collection collection) {
            visit(entity, path, property, collection);
        } else if (property.getPropertyAccessStrategy() instanceof SealedAccess access) {
            found.add(new EncryptedAttribute(
                    entity, path, property, (BasicValue) value, container, access.declaration()));
        }
    }

    private void visit(PersistentClass entity, String path, Component component, Container container) {
        Class<?> type = component.getComponentClass();
        boolean isRecord = container == Container.EMBEDDABLE && type != null && type.isRecord();
        Container inner = isRecord ? Container.RECORD : container;
        component.getProperties().forEach(property -> visit(entity, path + ".", property, inner));
    }

    private void visit(PersistentClass entity, String path, Property property, Collection collection) {
        Value element = collection.getElement();
        if (element instanceof Component component) {
            visit(entity, path, component, collection instanceof Set ? Container.SET : Container.EMBEDDABLE);
        } else if (element instanceof BasicValue basic) {
            Declaration.of(basic)
                    .ifPresent(declaration -> found.add(
                            new EncryptedAttribute(entity, path, property, basic, Container.COLLECTION, declaration)));
        }
    }
}
