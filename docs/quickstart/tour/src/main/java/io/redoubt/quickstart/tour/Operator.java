package io.redoubt.quickstart.tour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whoever keeps the root of a fleet, away from its services, and issues the keys of each. */
final class Operator {

    /** What is typed, but for the password. */
    static final List<String> COMMANDS = List.of(
            "keys init --trust-domain shop.example --root file:root.p12", "keys issue orders --root file:root.p12");

    private static final String FLEET = """
            {"v": 1, "trustDomain": "shop.example", "lifetimeDays": 90, "services": {"orders": {}}}
            """;
    private static final Pattern PINNED = Pattern.compile("redoubt\\.keys\\.provisioner-keys=(\\S+)");

    private final Path directory;
    private final Command redoubt;
    private final String password = password();
    private Map<String, String> keys = Map.of();

    Operator(Path directory) {
        this.directory = directory;
        this.redoubt = new Command(directory);
    }

    /** {@return what the environment tells the orders service of its keys, which are in a file that only its owner reads} */
    Map<String, String> issueKeys() throws IOException, InterruptedException {
        Path fleet = Files.createDirectory(directory.resolve("redoubt-fleet"));
        Files.writeString(fleet.resolve("fleet.json"), FLEET);
        StringBuilder answers = new StringBuilder();
        for (String command : COMMANDS) {
            answers.append(redoubt.runWithPassword(password, List.of(command.split(" "))));
        }
        keys = Map.of(
                "REDOUBT_KEYS_LOCATION",
                        fleet.resolve("keysets/orders/keyset.json").toString(),
                "REDOUBT_KEYS_PROVISIONERKEYS", pinned(answers));
        return keys;
    }

    /** {@return the same once they are issued} */
    Map<String, String> keysOfOrders() {
        return keys;
    }

    /** {@return the answer to a command that needs the root} */
    String runWithRoot(String command) throws IOException, InterruptedException {
        return redoubt.runWithPassword(password, List.of((command + " --root file:root.p12").split(" ", -1)));
    }

    Command command() {
        return redoubt;
    }

    private static String pinned(CharSequence answers) {
        Matcher key = PINNED.matcher(answers);
        if (!key.find()) {
            throw new IllegalStateException("redoubt keys init named no provisioner key");
        }
        return key.group(1);
    }

    private static String password() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }
}
