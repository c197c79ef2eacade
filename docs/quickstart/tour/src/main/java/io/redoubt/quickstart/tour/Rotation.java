package io.redoubt.quickstart.tour;

import io.redoubt.quickstart.tour.Outcome.Note;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of the orders service are exchanged, and its data is encrypted anew, while it runs. */
final class Rotation {

    private static final String LOCK = "redoubt-fields.lock";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOOK = "SELECT email FROM orders WHERE item = 'kettle'";

    private final Operator operator;
    private final ServiceProcess orders;
    private final Database database;
    private final Command atTheService;
    private final Path lock;
    private final List<String> typed = new ArrayList<>();

    private Rotation(Operator operator, ServiceProcess orders, Database database, Command atTheService, Path lock) {
        this.operator = operator;
        this.orders = orders;
        this.database = database;
        this.atTheService = atTheService;
        this.lock = lock;
    }

    /**
     * {@return a rotation that is still to come}
     *
     * @param atTheService runs where the service runs, and where no root is
     * @param classPath a file with the class path of the service, in which its lock file is
     */
    static Rotation of(
            Operator operator, ServiceProcess orders, Database database, Command atTheService, Path classPath)
            throws IOException {
        return new Rotation(operator, orders, database, atTheService, lock(Files.readString(classPath)));
    }

    private static Path lock(String classPath) {
        return Stream.of(classPath.strip().split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry, LOCK))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the orders service has no " + LOCK));
    }

    /** {@return what becomes of a request after that, and what was typed before it} */
    Outcome before(Asking asking) throws IOException, InterruptedException {
        long beginning = orders.log().position();
        type(operator::runWithRoot, "keys rotate orders");
        orders.log().await("keyset of orders, generation 2,", beginning, PATIENCE);
        URI attestation = orders.uri().resolve("/actuator/redoubt/attestation");
        type(operator::runWithRoot, "keys promote orders --replicas 1 --attest " + attestation);
        orders.log().await("keyset of orders, generation 3,", beginning, PATIENCE);
        database.execute(atTheService.run("fields", "schema"));
        String answer = type(this::reencrypt, "fields reencrypt");
        return asking.ask().showing(new Note("typed", String.join("\n", typed)), new Note("answer", answer), epoch());
    }

    /** {@return the id of the order that somebody made before} */
    long kettle() {
        return Long.parseLong(
                database.row("SELECT id FROM orders WHERE item = 'kettle'").getOrDefault("id", ""));
    }

    private String type(Runner runner, String command) throws IOException, InterruptedException {
        typed.add("redoubt " + command);
        return runner.run(command);
    }

    /** It ends with 1, for it finds the address that the thief has copied. */
    private String reencrypt(String command) throws IOException, InterruptedException {
        Map<String, String> keys = operator.keysOfOrders();
        List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
        arguments.addAll(List.of(
                "--jdbc-url",
                database.url() + "?user=" + Database.USER,
                "--lock",
                lock.toString(),
                "--keyset",
                keys.getOrDefault("REDOUBT_KEYS_LOCATION", ""),
                "--provisioner-key",
                keys.getOrDefault("REDOUBT_KEYS_PROVISIONERKEYS", ""),
                "--trust-domain",
                "shop.example",
                "--service",
                "orders"));
        return atTheService
                .answerOf(1, arguments)
                .lines()
                .filter(line -> line.startsWith("rows") || line.startsWith("failed") || line.contains("order.email"))
                .map(String::strip)
                .collect(Collectors.joining("\n"));
    }

    private Note epoch() throws IOException, InterruptedException {
        String email = database.row(LOOK).getOrDefault("email", "");
        String epoch = atTheService
                .run("fields", "explain", email)
                .lines()
                .filter(line -> line.startsWith("epoch"))
                .findFirst()
                .orElse("");
        return new Note("explain", "redoubt fields explain " + email.substring(0, 12) + "...\n" + epoch);
    }

    /** Runs a command. */
    private interface Runner {
        String run(String command) throws IOException, InterruptedException;
    }

    /** Asks the service. */
    interface Asking {
        Outcome ask() throws InterruptedException;
    }
}
