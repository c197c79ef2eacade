package io.redoubt.provisioning;

import io.redoubt.ConfigurationException;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.JsonMembers;
import io.redoubt.internal.StrictJson;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What people write about a fleet, in {@code fleet.json}: which services there are, how long a keyset lasts, and of which
 * suite the keys of a new service are. Immutable and thread-safe.
 *
 * <pre>{@code
 * {
 *   "v": 1,
 *   "trustDomain": "shop.example",
 *   "lifetimeDays": 90,
 *   "suites": {"field": {"spread": ["A256GCM", "XC20P"]}, "sign": "ES256"},
 *   "services": {"orders": {}, "billing": {"suites": {"field": "XC20P"}}}
 * }
 * }</pre>
 *
 * <p>For each purpose the first of these decides: the suite of the service, the suite or spread by default, the first suite
 * that the purpose knows. A spread takes of its list the suite whose
 * {@code SHA-256(enc("redoubt/spread/v1", trustDomain, purpose, service, suite))} is the greatest, compared as unsigned
 * numbers, big-endian. What came of it is written into the manifest and stays, whatever happens to the defaults and the lists.
 *
 * @since 0.1.0
 */
public final class FleetFile {

    private static final long VERSION = 1;
    private static final long MAX_DAYS = 3650;
    private static final JsonLimits LIMITS = new JsonLimits(8 * 1024 * 1024, 6, 100_000);
    private static final Set<String> MEMBERS = Set.of("v", "trustDomain", "lifetimeDays", "services");

    private final TrustDomain trustDomain;
    private final Duration lifetime;
    private final Map<Purpose, SuiteChoice> byDefault;
    private final Map<ServiceName, Map<Purpose, SuiteChoice>> services;

    private FleetFile(
            TrustDomain trustDomain,
            Duration lifetime,
            Map<Purpose, SuiteChoice> byDefault,
            Map<ServiceName, Map<Purpose, SuiteChoice>> services) {
        this.trustDomain = trustDomain;
        this.lifetime = lifetime;
        this.byDefault = byDefault;
        this.services = services;
    }

    /**
     * {@return a file to begin with: no services yet, keysets that last 90 days, and suites as Redoubt chooses them}
     *
     * @param trustDomain the trust domain
     */
    public static byte[] starter(TrustDomain trustDomain) {
        String text = """
                {
                  "v": 1,
                  "trustDomain": "%s",
                  "lifetimeDays": 90,
                  "suites": {},
                  "services": {}
                }
                """;
        return text.formatted(trustDomain).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * {@return what is written in a file}
     *
     * @param bytes the whole file
     * @throws FleetException if it is of any other form, or names something that does not exist
     */
    public static FleetFile parse(byte[] bytes) {
        try {
            JsonMembers members = JsonMembers.of(StrictJson.object(bytes, LIMITS), MEMBERS, Set.of("suites"));
            members.number("v", VERSION, VERSION);
            return new FleetFile(
                    new TrustDomain(members.text("trustDomain")),
                    Duration.ofDays(members.number("lifetimeDays", 1, MAX_DAYS)),
                    suites(members),
                    services(members));
        } catch (JsonException | ConfigurationException | IllegalArgumentException e) {
            throw new FleetException(FleetRefusal.FLEET_FILE, "fleet.json is not as it must be: " + e.getMessage());
        }
    }

    private static Map<ServiceName, Map<Purpose, SuiteChoice>> services(JsonMembers members) throws JsonException {
        Map<String, Object> objects = members.object("services");
        JsonMembers services = JsonMembers.of(objects, objects.keySet(), Set.of());
        Map<ServiceName, Map<Purpose, SuiteChoice>> found = new LinkedHashMap<>();
        for (String name : objects.keySet()) {
            JsonMembers service = JsonMembers.of(services.object(name), Set.of(), Set.of("suites"));
            found.put(new ServiceName(name), suites(service));
        }
        return found;
    }

    private static Map<Purpose, SuiteChoice> suites(JsonMembers members) throws JsonException {
        Map<Purpose, SuiteChoice> choices = new EnumMap<>(Purpose.class);
        if (members.has("suites")) {
            Map<String, Object> suites = members.object("suites");
            for (Map.Entry<String, Object> suite : suites.entrySet()) {
                Purpose purpose =
                        Purpose.of(suite.getKey()).orElseThrow(() -> new JsonException("a purpose is unknown"));
                choices.put(purpose, choice(purpose, suite.getValue()));
            }
        }
        return choices;
    }

    private static SuiteChoice choice(Purpose purpose, Object value) throws JsonException {
        SuiteChoice choice = value instanceof String name
                ? new SuiteChoice.Explicit(suite(name))
                : spread(JsonMembers.of(Map.of("suite", value), Set.of("suite"), Set.of())
                        .object("suite"));
        if (!purpose.suites().containsAll(choice.all())) {
            throw new JsonException("a suite is none for its purpose");
        }
        return choice;
    }

    private static SuiteChoice spread(Map<String, Object> object) throws JsonException {
        List<Suite> suites = new ArrayList<>();
        for (String name : JsonMembers.of(object, Set.of("spread"), Set.of()).texts("spread")) {
            suites.add(suite(name));
        }
        return new SuiteChoice.Spread(suites);
    }

    private static Suite suite(String name) throws JsonException {
        return Suite.of(name).orElseThrow(() -> new JsonException("a suite is unknown"));
    }

    /** {@return the trust domain} */
    public TrustDomain trustDomain() {
        return trustDomain;
    }

    /** {@return how long a keyset lasts} */
    public Duration lifetime() {
        return lifetime;
    }

    /** {@return the services, in the order of the file} */
    public List<ServiceName> services() {
        return List.copyOf(services.keySet());
    }

    /**
     * {@return of which suite the keys of a new service are, for every purpose}
     *
     * @param service a service of the file
     * @throws FleetException if the file does not name it
     */
    public Map<Purpose, Suite> suites(ServiceName service) {
        Map<Purpose, SuiteChoice> own = own(service);
        Map<Purpose, Suite> suites = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.all()) {
            SuiteChoice choice = Optional.ofNullable(own.get(purpose))
                    .or(() -> Optional.ofNullable(byDefault.get(purpose)))
                    .orElseGet(() -> new SuiteChoice.Explicit(purpose.suites().get(0)));
            suites.put(purpose, choice.suite(trustDomain, purpose, service));
        }
        return suites;
    }

    /** {@return the suites that are written at the service itself, by hand} */
    Map<Purpose, Suite> explicitSuites(ServiceName service) {
        Map<Purpose, Suite> suites = new EnumMap<>(Purpose.class);
        own(service).forEach((purpose, choice) -> choice.explicit().ifPresent(suite -> suites.put(purpose, suite)));
        return suites;
    }

    private Map<Purpose, SuiteChoice> own(ServiceName service) {
        return Optional.ofNullable(services.get(service))
                .orElseThrow(() -> new FleetException(
                        FleetRefusal.UNLISTED_SERVICE, "fleet.json does not name the service " + service));
    }
}
