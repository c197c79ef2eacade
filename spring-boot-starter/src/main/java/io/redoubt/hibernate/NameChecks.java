package io.redoubt.hibernate;

import io.redoubt.ConfigurationException.Problem;
import io.redoubt.key.FieldName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Refuses names that are none, and two attributes with one name: their values could change places. */
final class NameChecks {

    private NameChecks() {}

    static List<Problem> of(List<EncryptedAttribute> attributes) {
        List<Problem> problems = new ArrayList<>();
        Map<FieldName, EncryptedAttribute> seen = new HashMap<>();
        for (EncryptedAttribute attribute : attributes) {
            if (!isNamed(attribute)) {
                problems.add(new Problem(
                        attribute.place(), "has a name that is none", "name it entity.field, such as customer.email"));
                continue;
            }
            EncryptedAttribute other = seen.putIfAbsent(attribute.name(), attribute);
            if (other != null) {
                problems.add(new Problem(
                        attribute.place(),
                        "has the same name as " + other.place(),
                        "give each a name of its own; without one, what is inherited or embedded has one by itself"));
            }
        }
        return problems;
    }

    /** {@return whether its name is one} */
    static boolean isNamed(EncryptedAttribute attribute) {
        try {
            attribute.name();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
