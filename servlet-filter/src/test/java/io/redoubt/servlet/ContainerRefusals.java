package io.redoubt.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.testkit.RequestAttack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a container refuses by itself, before any filter is asked.
 *
 * @param ids of the catalogue's requests that are refused by any of the containers
 * @param statuses what this execution's container says to which of them
 */
record ContainerRefusals(Set<String> ids, Map<String, Integer> statuses) {

    private static final String FILE = "requests-refused-by-containers.csv";

    /** {@return what the file says: id, status of Tomcat, status of Jetty; nothing where Redoubt is asked} */
    static ContainerRefusals read() {
        var rows = lines().map(line -> line.split(",", -1)).toList();
        return new ContainerRefusals(
                rows.stream().map(row -> row[0]).collect(Collectors.toUnmodifiableSet()),
                rows.stream()
                        .filter(row -> !status(row).isEmpty())
                        .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> Integer.valueOf(status(row)))));
    }

    boolean refuses(RequestAttack attack) {
        return statuses.containsKey(attack.id());
    }

    int status(RequestAttack attack) {
        return statuses.get(attack.id());
    }

    private static String status(String[] row) {
        return Product.current().either(row[1], row[2]);
    }

    private static Stream<String> lines() {
        try (InputStream file = Objects.requireNonNull(ContainerRefusals.class.getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), UTF_8).lines().skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
