package io.redoubt.hibernate;

import io.redoubt.ConfigurationException;
import java.util.Properties;
import org.hibernate.binder.AttributeBinder;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.SyntheticProperty;
import org.hibernate.mapping.Table;
import org.hibernate.property.access.spi.PropertyAccessStrategyResolver;

/**
 * Has Hibernate keep a column with the codes of an attribute with {@link Searchable}. Made by Hibernate. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class SearchableBinder implements AttributeBinder<Searchable> {

    /** Is called by Hibernate. */
    public SearchableBinder() {}

    @Override
    public void bind(
            Searchable annotation, MetadataBuildingContext context, PersistentClass entity, Property attribute) {
        add(new IndexDeclaration(annotation, attribute.getName(), 0), context, entity, attribute);
    }

    private static void add(
            IndexDeclaration declaration, MetadataBuildingContext context, PersistentClass entity, Property attribute) {
        if (entity.getPropertyClosure().stream().noneMatch(it -> it == attribute)) {
            throw new ConfigurationException(
                    entity.getJpaEntityName() + "." + attribute.getName(),
                    "is @Searchable and no attribute of the entity itself",
                    "move the attribute from the embeddable to the entity");
        }
        Table table = attribute.getValue().getTable();
        Column column = column(declaration, context, attribute);
        table.addColumn(column);
        if (declaration.annotation().unique()) {
            table.getOrCreateUniqueKey("uk_" + table.getName() + "_" + column.getName())
                    .addColumn(column);
        } else {
            table.getOrCreateIndex("ix_" + table.getName() + "_" + column.getName())
                    .addColumn(column);
        }
        Property property = property(declaration, context, attribute, column);
        entity.getJoins().stream()
                .filter(join -> join.getTable().equals(table))
                .findAny()
                .ifPresentOrElse(join -> join.addProperty(property), () -> entity.addProperty(property));
    }

    private static Column column(IndexDeclaration declaration, MetadataBuildingContext context, Property attribute) {
        Database database = context.getMetadataCollector().getDatabase();
        String chosen = declaration.annotation().column();
        Column column = new Column(
                chosen.isEmpty()
                        ? attribute.getColumns().get(0).getName() + "_bidx"
                        : database.getPhysicalNamingStrategy()
                                .toPhysicalColumnName(Identifier.toIdentifier(chosen), database.getJdbcEnvironment())
                                .render());
        column.setLength(declaration.bytes());
        return column;
    }

    private static Property property(
            IndexDeclaration declaration, MetadataBuildingContext context, Property attribute, Column column) {
        Properties parameters = new Properties();
        parameters.put(IndexCodeType.DECLARATION, declaration);
        BasicValue value = new BasicValue(context, attribute.getValue().getTable());
        value.addColumn(column);
        value.setTypeParameters(parameters);
        value.setTypeAnnotation(declaration.annotation());
        value.setExplicitCustomType(IndexCodeType.class);
        Property property = new SyntheticProperty();
        property.setName(declaration.property());
        property.setValue(value);
        property.setOptional(true);
        property.setUpdatable(attribute.isUpdatable());
        property.setPropertyAccessStrategy(new IndexAccess(
                declaration,
                context.getBootstrapContext().getServiceRegistry().requireService(PropertyAccessStrategyResolver.class),
                attribute.getPropertyAccessorName()));
        return property;
    }

    /**
     * Does the same for an attribute with several indexes. Made by Hibernate. Immutable and thread-safe.
     *
     * @since 0.1.0
     */
    public static final class OfSeveral implements AttributeBinder<Searchable.List> {

        /** Is called by Hibernate. */
        public OfSeveral() {}

        @Override
        public void bind(
                Searchable.List annotation,
                MetadataBuildingContext context,
                PersistentClass entity,
                Property attribute) {
            for (int i = 0; i < annotation.value().length; i++) {
                add(new IndexDeclaration(annotation.value()[i], attribute.getName(), i), context, entity, attribute);
            }
        }
    }
}
