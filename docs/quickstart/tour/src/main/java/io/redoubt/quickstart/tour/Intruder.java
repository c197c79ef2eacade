package io.redoubt.quickstart.tour;

import io.redoubt.quickstart.tour.Outcome.Note;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody who reads and writes the database, by a backup or an SQL injection, and has no key. */
final class Intruder {

    /** What he orders under his own name. */
    static final String ORDER = "{\"item\":\"spoon\",\"email\":\"mallory@example.com\"}";

    static final String THEFT = """
            UPDATE orders SET (email, email_bidx) =
              (SELECT email, email_bidx FROM orders WHERE item = 'kettle')
            WHERE buyer = 'mallory'""";

    private static final String LOOK = "SELECT id, buyer, item, email, email_bidx FROM orders WHERE item = 'kettle'";

    private final Database database;
    private final Command redoubt;

    Intruder(Database database, Command redoubt) {
        this.database = database;
        this.redoubt = redoubt;
    }

    /** {@return what became of an order, and what an intruder sees of it} */
    Outcome showingStored(Outcome ordered) throws IOException, InterruptedException {
        Map<String, String> row = database.row(LOOK);
        return ordered.showing(
                new Note("stored", lines(row)), new Note("explain", explain(row.getOrDefault("email", ""))));
    }

    /** Copies the e-mail address of somebody else's order into his own, to read it there. */
    void steal() {
        database.update(THEFT);
    }

    private static String lines(Map<String, String> row) {
        return row.entrySet().stream()
                .map(column -> String.format(Locale.ROOT, "%-10s  %s", column.getKey(), column.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /** {@return what is typed, and the facts that are answered, without the advice below them} */
    private String explain(String ciphertext) throws IOException, InterruptedException {
        Stream<String> facts =
                redoubt.run("fields", "explain", ciphertext).lines().skip(1).takeWhile(line -> !line.isBlank());
        return Stream.concat(Stream.of("redoubt fields explain " + ciphertext.substring(0, 12) + "..."), facts)
                .collect(Collectors.joining("\n"));
    }
}
