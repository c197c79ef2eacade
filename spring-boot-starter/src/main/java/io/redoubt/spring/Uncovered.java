package io.redoubt.spring;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What to do about endpoints that neither a rule nor an annotation covers. No request reaches them in either case. */
enum Uncovered {
    DENY,
    FAIL;

    static final String PROPERTY = "redoubt.access.uncovered";

    static Optional<Uncovered> read(RedoubtProperties.Access access, Problems problems) {
        Optional<Uncovered> uncovered = Arrays.stream(values())
                .filter(it -> it.text().equals(access.uncovered()))
                .findFirst();
        if (uncovered.isEmpty()) {
            problems.add(PROPERTY, "is not known", "write deny or fail");
        }
        return uncovered;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
