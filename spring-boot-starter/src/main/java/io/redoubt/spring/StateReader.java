package io.redoubt.spring;

import io.redoubt.MacKeys;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.spring.redis.Persistence;
import io.redoubt.spring.redis.RedisStateOptions;
import io.redoubt.state.Staleness;
import io.redoubt.state.StateNames;
import io.redoubt.state.WhenDown;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Judges {@code redoubt.trust-domain} and the properties under {@code redoubt.state}. */
final class StateReader {

    static final String STORE = "redoubt.state.store";

    private static final Map<String, Boolean> STORES = Map.of("local", false, "redis", true);
    private static final Map<String, WhenDown> WHEN_DOWN = Map.of("closed", WhenDown.CLOSED, "local", WhenDown.LOCAL);
    private static final Map<String, Persistence> PERSISTENCE =
            Map.of("unknown", Persistence.UNKNOWN, "attested", Persistence.ATTESTED);

    private final RedoubtProperties properties;
    private final Optional<MacKeys> keys;
    private final Problems problems;

    /**
     * @param keys under which names in a shared store are made, if the service has any
     * @param problems takes down what is wrong
     */
    StateReader(RedoubtProperties properties, Optional<MacKeys> keys, Problems problems) {
        this.properties = properties;
        this.keys = keys;
        this.problems = problems;
    }

    /** {@return the settings, or nothing after problems were taken down} */
    Optional<StateSettings> read(Optional<ServiceName> service, Duration maxTokenLifetime, ClassPath classPath) {
        RedoubtProperties.State state = properties.state();
        Optional<Boolean> shared = choice(STORE, state.store(), STORES);
        Optional<WhenDown> whenDown = choice("redoubt.state.when-down", state.whenDown(), WHEN_DOWN);
        Optional<Persistence> persistence = choice("redoubt.state.persistence", state.persistence(), PERSISTENCE);
        Optional<Staleness> staleness = problems.take(
                setting -> "redoubt.state." + setting,
                () -> new Staleness(state.maxStaleness(), whenDown.orElse(WhenDown.CLOSED)));
        Optional<TrustDomain> trustDomain = trustDomain(properties, problems);
        if (!shared.orElse(false)) {
            return Optional.of(new StateSettings(Optional.empty()));
        }
        checkNeeds(classPath);
        if (service.isEmpty() || trustDomain.isEmpty() || staleness.isEmpty() || persistence.isEmpty()) {
            return Optional.empty();
        }
        StateNames plain = new StateNames(trustDomain.get(), service.get());
        StateNames names = keys.map(plain::under).orElse(plain);
        return Optional.of(new StateSettings(
                Optional.of(new RedisStateOptions(names, maxTokenLifetime, staleness.get(), persistence.get()))));
    }

    static boolean isRedis(RedoubtProperties.State state) {
        return STORES.getOrDefault(state.store(), false);
    }

    static Optional<TrustDomain> trustDomain(RedoubtProperties properties, Problems problems) {
        String name = properties.trustDomain();
        return name == null
                ? Optional.empty()
                : problems.take(setting -> "redoubt.trust-domain", () -> new TrustDomain(name));
    }

    private void checkNeeds(ClassPath classPath) {
        if (properties.trustDomain() == null) {
            problems.add(
                    "redoubt.trust-domain",
                    "is not set, and names in a shared store are made from it",
                    "write the same name in all services that belong together, such as shop.example");
        }
        if (!classPath.hasSpringDataRedis()) {
            problems.add(
                    STORE,
                    "is redis, but Spring Data Redis is not on the class path",
                    "add spring-boot-starter-data-redis");
        }
    }

    private <T> Optional<T> choice(String property, String value, Map<String, T> choices) {
        Optional<T> choice = Optional.ofNullable(choices.get(value));
        if (choice.isEmpty()) {
            problems.add(property, "is not known", "write " + String.join(" or ", new TreeSet<>(choices.keySet())));
        }
        return choice;
    }
}
