package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a fleet stands, as an auditor asks: every number is counted from the manifest. Immutable and thread-safe.
 *
 * @param trustDomain the trust domain
 * @param at when it was asked
 * @param services how many services have keys
 * @param keys how many keys were ever issued to them
 * @param sharedKeys how many of these have a fingerprint that another one has, too: 0, else somebody can open what is not
 *     theirs
 * @param distinct the widest comparison of the keys themselves, if one was made
 * @param suites which services have keys of a suite: the list to patch when the suite, or a library for it, is broken
 * @param oneSuiteOnly services whose live keys are of a single suite for each purpose that knows several
 * @param epochs the epochs that are primary, the oldest first
 * @param expiring keysets that have expired, or have less than a fifth of their life left, the first to end first
 * @param prepared epochs that wait to be promoted, the oldest first
 * @since 0.1.0
 */
public record FleetReport(
        TrustDomain trustDomain,
        Instant at,
        int services,
        int keys,
        int sharedKeys,
        Optional<DistinctKeys> distinct,
        List<SuiteUse> suites,
        List<ServiceName> oneSuiteOnly,
        List<EpochInUse> epochs,
        List<Expiring> expiring,
        List<EpochInUse> prepared) {

    private static final int PARTS_OF_LIFE = 5;

    /**
     * Copies the lists.
     *
     * @param trustDomain the trust domain
     * @param at when it was asked
     * @param services how many services have keys
     * @param keys how many keys were ever issued to them
     * @param sharedKeys how many of these have a fingerprint that another one has
     * @param distinct the widest comparison of the keys themselves
     * @param suites which services have keys of a suite
     * @param oneSuiteOnly services whose live keys are of a single suite for each purpose that knows several
     * @param epochs the epochs that are primary
     * @param expiring keysets that have expired
     * @param prepared epochs that wait to be promoted
     */
    public FleetReport {
        suites = List.copyOf(suites);
        oneSuiteOnly = List.copyOf(oneSuiteOnly);
        epochs = List.copyOf(epochs);
        expiring = List.copyOf(expiring);
        prepared = List.copyOf(prepared);
    }

    /**
     * The services that have delivered keys of a suite for a purpose.
     *
     * @param purpose the purpose
     * @param suite the suite
     * @param services all that have such a key, in whatever state it is delivered
     * @param primary those of them in which new things are made with it
     */
    public record SuiteUse(Purpose purpose, Suite suite, List<ServiceName> services, List<ServiceName> primary) {

        /**
         * Copies the lists.
         *
         * @param purpose the purpose
         * @param suite the suite
         * @param services all that have such a key
         * @param primary those of them in which new things are made with it
         */
        public SuiteUse {
            services = List.copyOf(services);
            primary = List.copyOf(primary);
        }
    }

    /**
     * An epoch of a service.
     *
     * @param service the service
     * @param epoch the epoch
     * @param purposes for which it is used
     * @param since since when
     */
    public record EpochInUse(ServiceName service, int epoch, Set<Purpose> purposes, Instant since) {

        /**
         * Copies the set.
         *
         * @param service the service
         * @param epoch the epoch
         * @param purposes for which it is used
         * @param since since when
         */
        public EpochInUse {
            purposes = Set.copyOf(purposes);
        }
    }

    /**
     * A keyset that ends.
     *
     * @param service the service
     * @param expires when it ends
     * @param left how long it lasts, negative if it has expired
     */
    public record Expiring(ServiceName service, Instant expires, Duration left) {}

    /**
     * {@return how the fleet stands}
     *
     * @param manifest the manifest, verified
     * @param now the time
     */
    public static FleetReport of(Manifest manifest, Instant now) {
        List<String> fingerprints =
                all(manifest.services()).map(key -> key.entry().fingerprint()).toList();
        Map<String, Long> counts =
                fingerprints.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return new FleetReport(
                manifest.trustDomain(),
                now,
                manifest.services().size(),
                fingerprints.size(),
                (int) counts.values().stream()
                        .filter(count -> count > 1)
                        .mapToLong(Long::longValue)
                        .sum(),
                manifest.distinct(),
                suites(manifest.services()),
                oneSuiteOnly(manifest.services()),
                epochs(manifest.services(), KeyState.PRIMARY),
                expiring(manifest.services(), now),
                epochs(manifest.services(), KeyState.PREPARED));
    }

    /** {@return whether no two keys have one fingerprint} */
    public boolean provesNothingShared() {
        return sharedKeys == 0;
    }

    private static Stream<KeyRecord> all(List<ServiceRecord> services) {
        return services.stream().flatMap(service -> service.keys().stream());
    }

    private static List<SuiteUse> suites(List<ServiceRecord> services) {
        return Purpose.all().stream()
                .flatMap(purpose -> purpose.suites().stream().map(suite -> use(purpose, suite, services)))
                .filter(use -> !use.services().isEmpty())
                .toList();
    }

    private static SuiteUse use(Purpose purpose, Suite suite, List<ServiceRecord> services) {
        List<ServiceRecord> using = services.stream()
                .filter(service -> service.delivered().stream().anyMatch(key -> isOf(key, purpose, suite)))
                .toList();
        return new SuiteUse(
                purpose,
                suite,
                names(using.stream()),
                names(using.stream()
                        .filter(service -> service.primary(purpose)
                                .filter(key -> isOf(key, purpose, suite))
                                .isPresent())));
    }

    private static boolean isOf(KeyRecord key, Purpose purpose, Suite suite) {
        return key.purpose() == purpose && key.entry().suite() == suite;
    }

    private static List<ServiceName> names(Stream<ServiceRecord> services) {
        return services.map(ServiceRecord::service).toList();
    }

    private static List<ServiceName> oneSuiteOnly(List<ServiceRecord> services) {
        return names(services.stream()
                .filter(service -> service.purposes().stream()
                        .filter(purpose -> purpose.suites().size() > 1)
                        .allMatch(purpose -> liveSuites(service, purpose) == 1)));
    }

    private static long liveSuites(ServiceRecord service, Purpose purpose) {
        return service.keys().stream()
                .filter(key -> key.purpose() == purpose && key.state().isLive())
                .map(key -> key.entry().suite())
                .distinct()
                .count();
    }

    private static List<EpochInUse> epochs(List<ServiceRecord> services, KeyState state) {
        return services.stream()
                .flatMap(service -> epochs(service, state))
                .sorted(Comparator.comparing(EpochInUse::since))
                .toList();
    }

    private static Stream<EpochInUse> epochs(ServiceRecord service, KeyState state) {
        Map<Integer, List<KeyRecord>> byEpoch = service.keys().stream()
                .filter(key -> key.state() == state)
                .collect(Collectors.groupingBy(KeyRecord::epoch, TreeMap::new, Collectors.toList()));
        return byEpoch.entrySet().stream()
                .map(epoch -> new EpochInUse(
                        service.service(),
                        epoch.getKey(),
                        epoch.getValue().stream()
                                .map(KeyRecord::purpose)
                                .collect(Collectors.toCollection(TreeSet::new)),
                        epoch.getValue().stream()
                                .map(KeyRecord::since)
                                .min(Comparator.naturalOrder())
                                .orElseThrow()));
    }

    private static List<Expiring> expiring(List<ServiceRecord> services, Instant now) {
        return services.stream()
                .filter(service -> isEnding(service, now))
                .map(service ->
                        new Expiring(service.service(), service.expires(), Duration.between(now, service.expires())))
                .sorted(Comparator.comparing(Expiring::expires))
                .toList();
    }

    private static boolean isEnding(ServiceRecord service, Instant now) {
        Duration life = Duration.between(service.notBefore(), service.expires());
        return now.isAfter(service.expires().minus(life.dividedBy(PARTS_OF_LIFE)));
    }
}
