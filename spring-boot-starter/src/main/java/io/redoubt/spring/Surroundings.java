package io.redoubt.spring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where this process runs.
 *
 * @param container what shows that it runs in a container, if something does
 */
record Surroundings(Optional<String> container) {

    private static final String KUBERNETES = "KUBERNETES_SERVICE_HOST";
    private static final String DOCKER = ".dockerenv";

    /**
     * {@return what these say; other containers show nothing of the kind}
     *
     * @param variables environment variables
     * @param root the root of the file system
     */
    static Surroundings of(Map<String, String> variables, Path root) {
        if (variables.containsKey(KUBERNETES)) {
            return new Surroundings(Optional.of(KUBERNETES + " is set"));
        }
        return new Surroundings(
                Files.exists(root.resolve(DOCKER)) ? Optional.of("/" + DOCKER + " is there") : Optional.empty());
    }
}
