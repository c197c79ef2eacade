package io.redoubt.hibernate;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/** The collections of an entity that raise its version when they change, without any of its columns being written. */
final class VersionedCollections {

    private VersionedCollections() {}

    static List<String> of(PersistentClass entity) {
        List<String> found = new ArrayList<>();
        collect(entity.getRootClass().getPropertyClosure(), found);
        entity.getRootClass().getSubclassClosure().forEach(it -> collect(it.getProperties(), found));
        return found.stream().distinct().toList();
    }

    private static void collect(List<Property> properties, List<String> found) {
        for (Property property : properties) {
            if (property.getValue() instanceof Collection && property.isOptimisticLocked()) {
                found.add(property.getName());
            } else if (property.getValue() instanceof Component component) {
                collect(component.getProperties(), found);
            }
        }
    }
}
