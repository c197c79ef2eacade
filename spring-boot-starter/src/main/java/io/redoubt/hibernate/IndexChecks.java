package io.redoubt.hibernate;

import io.redoubt.ConfigurationException.Problem;
import io.redoubt.field.BlindIndex;
import io.redoubt.field.FieldType;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/** Says which indexes of an entity cannot be kept, and how to mend it. */
final class IndexChecks {

    private final ServiceKeyset keys;
    private final PersistentClass entity;
    private final Set<String> names = new HashSet<>();
    private final Set<String> columns = new HashSet<>();

    IndexChecks(ServiceKeyset keys, PersistentClass entity) {
        this.keys = keys;
        this.entity = entity;
        entity.getProperties().stream()
                .filter(property -> !(property.getPropertyAccessStrategy() instanceof IndexAccess))
                .flatMap(property -> property.getColumns().stream())
                .forEach(column -> columns.add(column.getCanonicalName()));
    }

    /** {@return the epoch of all codes of a column, 0 if they are of several} */
    static int epoch(Searchable index, ServiceKeyset keys) {
        return index.unique() && index.epoch() == 0
                ? entries(keys).get(0).epoch() // the only one there ever was, or the start is refused
                : index.epoch();
    }

    private static List<KeyEntry> entries(ServiceKeyset keys) {
        return keys.keys().stream()
                .filter(entry -> entry.purpose() == Purpose.BLIND_INDEX)
                .toList();
    }

    /** {@return what is wrong with an index} */
    List<Problem> problems(IndexDeclaration index, Optional<EncryptedAttribute> attribute) {
        List<Problem> problems = new ArrayList<>();
        if (attribute.isEmpty()) {
            problems.add(problem("is on no @Encrypted", "encrypt the attribute, or index its column as it is"));
        } else {
            checkForm(index, attribute.get(), problems);
            checkKeys(index.annotation(), problems);
        }
        if (!names.add(index.property())) {
            problems.add(problem("is there twice", "give each index of an attribute a name of its own"));
        }
        if (!columns.add(column(index).getCanonicalName())) {
            problems.add(problem("has the column of something else", "set column to one that is not in use"));
        }
        String place = "@Searchable(index = \"" + index.annotation().index() + "\") on " + entity.getJpaEntityName()
                + "." + index.attribute();
        return problems.stream().map(problem -> problem.at(place)).toList();
    }

    private Column column(IndexDeclaration index) {
        Property property = entity.getProperties().stream()
                .filter(it ->
                        it.getPropertyAccessStrategy() instanceof IndexAccess access && access.declaration() == index)
                .findAny()
                .orElseThrow();
        return property.getColumns().get(0);
    }

    private void checkForm(IndexDeclaration index, EncryptedAttribute attribute, List<Problem> problems) {
        FieldType<?> type;
        try {
            type = FieldAssembly.type(attribute);
        } catch (IllegalArgumentException e) {
            return; // told of the attribute
        }
        boolean isTruncated;
        try {
            isTruncated =
                    BlindIndex.of(keys, index.name(attribute.name()), type).isTruncated();
        } catch (IllegalArgumentException e) {
            problems.add(problem(
                    "has values without one form for equal ones, no such normaliser, or not 8 to 512 bits",
                    "index text by exact-1, fold-1, email-1, digits-1 or last4-1, and other types by exact-1; fractions and"
                            + " JSON have no index"));
            return;
        }
        if (isTruncated && index.annotation().unique()) {
            problems.add(problem("is unique, with codes that different values share", "take 128 bits"));
        }
    }

    private void checkKeys(Searchable index, List<Problem> problems) {
        List<KeyEntry> entries = entries(keys);
        if (!keys.has(Purpose.BLIND_INDEX)) {
            problems.add(problem("has no keys", "issue keys of purpose blind-index to this service"));
        } else if (index.epoch() != 0
                && entries.stream()
                        .noneMatch(
                                it -> it.epoch() == index.epoch() && it.state().isLive())) {
            problems.add(problem(
                    "is of an epoch of which there is no live key",
                    "keep the key of a column until the column is gone"));
        } else if (index.epoch() == 0 && index.unique() && entries.size() > 1) {
            problems.add(problem(
                    "is unique, and the keyset knows several epochs, under which equal values have different codes",
                    "set epoch to that of the codes in the column; to rotate, add a second column: another @Searchable with"
                            + " another name, its own column and the new epoch"));
        }
    }

    private static Problem problem(String problem, String remedy) {
        return new Problem("", problem, remedy);
    }
}
