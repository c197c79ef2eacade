package io.redoubt.spring;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.key.FilePermissions;
import io.redoubt.key.KeysetLocation;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Judges the properties under {@code redoubt.keys}. */
final class KeysReader {

    static final String LOCATION = "redoubt.keys.location";
    static final String RECIPIENT_KEY = "redoubt.keys.recipient-key";
    static final String DEVELOPMENT = "redoubt.keys.development";
    static final String DEVELOPMENT_DIR = "redoubt.keys.development-dir";

    static final String STATE_DIR = "redoubt.keys.state-dir";
    private static final List<String> PROFILES = List.of("dev", "test", "local");
    private static final Map<String, FilePermissions> PERMISSIONS =
            Map.of("enforce", FilePermissions.ENFORCE, "warn", FilePermissions.WARN);
    private static final String ISSUE = "issue a keyset with 'redoubt keys issue' and name it under " + LOCATION;

    private final RedoubtProperties properties;
    private final RedoubtProperties.Keys keys;
    private final Environment environment;
    private final Surroundings surroundings;
    private final Problems problems;

    KeysReader(RedoubtProperties properties, Environment environment, Surroundings surroundings, Problems problems) {
        this.properties = properties;
        this.keys = properties.keys();
        this.environment = environment;
        this.surroundings = surroundings;
        this.problems = problems;
    }

    /** {@return whether the service is to have keys} */
    static boolean wantsKeys(RedoubtProperties properties) {
        return properties.keys().location() != null || properties.keys().development();
    }

    /** {@return where the keys come from, good if no problem was taken down; nothing if there are to be none} */
    Optional<KeysetSource> read() {
        Optional<FilePermissions> permissions = Optional.ofNullable(PERMISSIONS.get(keys.permissions()));
        if (permissions.isEmpty()) {
            problems.add("redoubt.keys.permissions", "is not known", "write enforce or warn");
        }
        if (!keys.development()) {
            refuseIdle(DEVELOPMENT, Map.of(DEVELOPMENT_DIR, keys.developmentDir() != null));
        }
        String location = keys.location();
        if (location != null) {
            return issued(location, permissions.orElse(FilePermissions.ENFORCE));
        }
        Map<String, Boolean> ofFiles = new LinkedHashMap<>();
        ofFiles.put("redoubt.keys.provisioner-keys", !keys.provisionerKeys().isEmpty());
        ofFiles.put(RECIPIENT_KEY, keys.recipientKey() != null);
        ofFiles.put(STATE_DIR, keys.stateDir() != null);
        refuseIdle(LOCATION, ofFiles);
        return keys.development() ? development() : Optional.empty();
    }

    /** What would do nothing was meant to protect something. */
    private void refuseIdle(String needed, Map<String, Boolean> settings) {
        settings.forEach((property, isSet) -> {
            if (isSet) {
                problems.add(property, "is set, but would do nothing without " + needed, "set that, or remove it");
            }
        });
    }

    private Optional<KeysetSource> issued(String location, FilePermissions permissions) {
        if (keys.development()) {
            problems.add(
                    DEVELOPMENT,
                    "is true, but " + LOCATION + " is set, and a service has either kind of keys",
                    "remove it where there is a keyset");
        }
        if (properties.trustDomain() == null) {
            problems.add(
                    "redoubt.trust-domain",
                    "is not set, and a keyset is issued for one",
                    "write the one that the keyset was issued for, such as shop.example");
        }
        Optional<ServiceName> service = RedoubtSettings.service(properties, environment, problems);
        Optional<TrustDomain> trustDomain = StateReader.trustDomain(properties, problems);
        Path file = path(LOCATION, location).orElse(Path.of(""));
        Optional<Path> recipientKey = optionalPath(RECIPIENT_KEY, keys.recipientKey());
        Optional<Path> stateDirectory = optionalPath(STATE_DIR, keys.stateDir());
        return problems.take(
                        setting -> "redoubt." + setting,
                        () -> new KeysetLocation(
                                // What is missing was taken down; the rest is still judged.
                                trustDomain.orElseGet(() -> new TrustDomain("missing.invalid")),
                                service.orElseGet(() -> new ServiceName("missing")),
                                file,
                                keys.provisionerKeys(),
                                permissions,
                                recipientKey,
                                keys.minGeneration(),
                                stateDirectory))
                .map(IssuedKeys::new);
    }

    private Optional<KeysetSource> development() {
        surroundings
                .container()
                .ifPresent(sign ->
                        problems.add(DEVELOPMENT, "is true, but this process runs in a container: " + sign, ISSUE));
        if (Collections.disjoint(PROFILES, List.of(environment.getActiveProfiles()))) {
            problems.add(
                    DEVELOPMENT,
                    "is true, but none of the profiles " + String.join(", ", PROFILES) + " is active",
                    "set spring.profiles.active to one of them on a developer's machine; elsewhere, " + ISSUE);
        }
        Optional<ServiceName> service = RedoubtSettings.service(properties, environment, problems);
        String directory = Objects.requireNonNullElseGet(
                keys.developmentDir(), () -> environment.getProperty("user.home", "") + "/.redoubt");
        return path(DEVELOPMENT_DIR, directory)
                .flatMap(path -> service.map(
                        name -> new DevelopmentKeys(path.resolve(name.value()).resolve("dev-keyset.json"), name)));
    }

    private Optional<Path> optionalPath(String property, @Nullable String value) {
        return value == null ? Optional.empty() : path(property, value);
    }

    private Optional<Path> path(String property, String value) {
        return FilePath.read(property, value, "/run/secrets/redoubt/keyset.json", problems);
    }
}
