package io.redoubt.spring.data;

import io.redoubt.ConfigurationException.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.ReturnedType;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.repository.query.parser.PartTree;

/** Finds what a query that is derived from the name of a method asks of encrypted attributes. */
final class DerivedQueryCheck {

    /** {@code NULL} stands in the column as it is, and a collection has rows or none. */
    private static final Set<Part.Type> POSSIBLE =
            Set.of(Part.Type.IS_NULL, Part.Type.IS_NOT_NULL, Part.Type.IS_EMPTY, Part.Type.IS_NOT_EMPTY);

    private DerivedQueryCheck() {}

    /**
     * {@return what the database could not answer}
     *
     * @param repository the name of the repository
     * @param method whose name is a query
     */
    static List<Problem> problems(String repository, QueryMethod method) {
        Class<?> entity = method.getEntityInformation().getJavaType();
        PartTree tree = new PartTree(method.getName(), entity);
        String setting = repository + "." + method.getName();
        Stream<Problem> conditions = tree.getParts().stream()
                .filter(part -> !POSSIBLE.contains(part.getType()))
                .flatMap(part -> EncryptedAttributes.on(part.getProperty()).stream())
                .map(attribute -> new Problem(
                        setting,
                        "looks for " + attribute + ", which is encrypted: the database cannot compare it",
                        instead(tree, entity, attribute)));
        Stream<Problem> order = tree.getSort().stream()
                .flatMap(by -> EncryptedAttributes.on(by.getProperty(), entity).stream())
                .map(attribute -> new Problem(
                        setting,
                        "sorts by " + attribute + ", which is encrypted: the database cannot order it",
                        "sort in the application what was loaded"));
        return Stream.of(conditions, order, parts(setting, method, entity))
                .flatMap(problems -> problems)
                .distinct()
                .toList();
    }

    private static String instead(PartTree tree, Class<?> entity, String attribute) {
        String query =
                "FieldQueries.eq(" + entity.getSimpleName() + ".class, \"" + attribute + "\", value)::toPredicate";
        String call = "repository.findAll(" + query + ")";
        if (tree.isDelete()) {
            call = "repository.deleteAll(" + call + ")";
        } else if (tree.isCountProjection()) {
            call = "repository.count(" + query + ")";
        } else if (tree.isExistsProjection()) {
            call = "repository.exists(" + query + ")";
        }
        return "mark the attribute @Searchable, remove the method, and call " + call;
    }

    /** A projection that names its attributes has them selected alone, without the row that they are bound to. */
    private static Stream<Problem> parts(String setting, QueryMethod method, Class<?> entity) {
        ReturnedType returned = method.getResultProcessor().getReturnedType();
        return returned.isProjecting()
                ? returned.getInputProperties().stream()
                        .flatMap(name -> EncryptedAttributes.on(name, entity).stream())
                        .map(attribute -> new Problem(
                                setting,
                                "selects " + attribute
                                        + " without its row, and encrypted values open in their row alone",
                                "return the entity, or an interface with @Value(\"#{target." + attribute + "}\")"))
                : Stream.empty();
    }
}
