package io.redoubt.hibernate;

import io.redoubt.ConfigurationException.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Value;

/** Refuses collections that the database would sort by ciphertexts, which no query tells. */
final class OrderingChecks {

    /** An attribute in {@code @OrderBy}, embedded ones with dots, or a column in {@code @SQLOrder}. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$.]*");

    private OrderingChecks() {}

    static List<Problem> of(Metadata metadata, List<EncryptedAttribute> attributes) {
        return metadata.getCollectionBindings().stream()
                .flatMap(collection -> of(collection, metadata, attributes))
                .toList();
    }

    private static Stream<Problem> of(Collection collection, Metadata metadata, List<EncryptedAttribute> attributes) {
        List<String> names = Stream.of(collection.getOrderBy(), collection.getManyToManyOrdering())
                .flatMap(ordering -> Optional.ofNullable(ordering).stream())
                .flatMap(ordering -> NAME.matcher(ordering).results().map(MatchResult::group))
                .toList();
        return elements(collection.getElement(), metadata).stream()
                .flatMap(entity -> attributes.stream()
                        .filter(attribute -> attribute.entity().getRootClass() == entity.getRootClass()))
                .filter(attribute -> names.contains(attribute.path()) || isColumnOf(attribute, names))
                .map(attribute -> new Problem(
                        "@OrderBy on " + collection.getRole(),
                        "sorts by " + attribute.path() + ", which the database has encrypted",
                        "sort by another attribute, or in Java"));
    }

    private static boolean isColumnOf(EncryptedAttribute attribute, List<String> names) {
        return attribute.value().getColumns().stream().anyMatch(column -> names.contains(column.getName()));
    }

    private static Optional<PersistentClass> elements(Value element, Metadata metadata) {
        if (element instanceof OneToMany many) {
            return Optional.ofNullable(many.getAssociatedClass());
        }
        return element instanceof ManyToOne one
                ? Optional.ofNullable(metadata.getEntityBinding(one.getReferencedEntityName()))
                : Optional.empty();
    }
}
