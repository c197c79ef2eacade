package io.redoubt.spring;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who decides about requests; there is always exactly one. */
enum EnforcedBy {
    REDOUBT,
    SPRING_SECURITY;

    static final String PROPERTY = "redoubt.access.enforced-by";

    static Optional<EnforcedBy> of(String value) {
        return Arrays.stream(values()).filter(it -> it.text().equals(value)).findFirst();
    }

    static String choices() {
        return Arrays.stream(values()).map(EnforcedBy::text).collect(Collectors.joining(" or "));
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
