package io.redoubt.quickstart.tour;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line says.
 *
 * @param authorizationServer a file that holds the class path of the authorization server
 * @param orders a file that holds the class path of the orders service
 * @param logs the directory that takes the services' logs
 * @param once whether the tour ends by itself
 */
record Options(Path authorizationServer, Path orders, Path logs, boolean once) {

    private static final String AUTHORIZATION_SERVER = "--authorization-server";
    private static final String ORDERS = "--orders";
    private static final String LOGS = "--logs";

    static final String USAGE = "usage: Tour --authorization-server FILE --orders FILE --logs DIRECTORY [--once]"
            + " (each FILE holds a class path)";

    /** {@return the options, or nothing if the arguments are not those of {@link #USAGE}} */
    static Optional<Options> parse(String... args) {
        List<String> left = new ArrayList<>(List.of(args));
        boolean once = left.remove("--once");
        Map<String, String> files = new HashMap<>();
        while (left.size() >= 2) {
            files.put(left.remove(0), left.remove(0));
        }
        if (!left.isEmpty() || !files.keySet().equals(Set.of(AUTHORIZATION_SERVER, ORDERS, LOGS))) {
            return Optional.empty();
        }
        return Optional.of(new Options(
                Path.of(files.getOrDefault(AUTHORIZATION_SERVER, "")),
                Path.of(files.getOrDefault(ORDERS, "")),
                Path.of(files.getOrDefault(LOGS, "")),
                once));
    }
}
