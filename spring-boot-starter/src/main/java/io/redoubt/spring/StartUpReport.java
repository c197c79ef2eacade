package io.redoubt.spring;

import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenCache;
import io.redoubt.token.TrustedIssuer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Says in one line what is in force, before the first request can come. It waits a moment for the keys, so that an
 * application that starts beside a healthy issuer never answers 503; an issuer that is down does not stop the start.
 */
final class StartUpReport implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger("io.redoubt");
    private static final Duration WAIT_FOR_KEYS = Duration.ofSeconds(3);

    private final RedoubtSettings settings;
    private final Optional<OpenKeyset> keyset;
    private final Supplier<String> fields;

    StartUpReport(RedoubtSettings settings, Optional<OpenKeyset> keyset, Supplier<String> fields) {
        this.settings = settings;
        this.keyset = keyset;
        this.fields = fields;
    }

    @Override
    public void afterSingletonsInstantiated() {
        awaitKeys();
        log.info(
                "redoubt: service {}; {}; requests: {}; bound tokens: {}; remembered tokens: {}; signatures by {}; state: {}{}{}",
                settings.service(),
                settings.issuers().entrySet().stream()
                        .map(StartUpReport::issuer)
                        .collect(Collectors.joining("; ")),
                requests(),
                settings.senderConstraint().describe(),
                settings.tokenCache().map(StartUpReport::cache).orElse("none"),
                String.join(", ", providers()),
                settings.state().describe(),
                keyset.map(open -> "; keys: " + open.describe()).orElse(""),
                fields.get());
    }

    private void awaitKeys() {
        long deadline = System.nanoTime() + WAIT_FOR_KEYS.toNanos();
        try {
            for (TrustedIssuer issuer : settings.issuers().values()) {
                issuer.keys().awaitKeys(Duration.ofNanos(deadline - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String issuer(Map.Entry<String, TrustedIssuer> entry) {
        TrustedIssuer issuer = entry.getValue();
        return "issuer " + entry.getKey() + " = " + issuer.issuer()
                + " (profile " + issuer.profile()
                + anyOf("audience", issuer.audiences())
                + anyOf("clients", issuer.clients())
                + (issuer.algorithms().isEmpty() ? ", no JWTs" : keys(issuer))
                + issuer.introspection()
                        .map(it -> ", opaque tokens by introspection as client " + it.clientId())
                        .orElse("")
                + ")";
    }

    private static String keys(TrustedIssuer issuer) {
        int keys = issuer.keys().usableKeys();
        return ", algorithms " + names(issuer.algorithms()) + ", "
                + (keys == 0 ? "no keys yet: 503 until they arrive" : "keys " + keys);
    }

    private static String anyOf(String setting, Set<String> values) {
        return values.isEmpty() ? "" : ", " + setting + " " + String.join(" or ", new TreeSet<>(values));
    }

    private static String names(Collection<SignatureAlgorithm> algorithms) {
        return algorithms.stream()
                .sorted()
                .map(SignatureAlgorithm::algorithmName)
                .collect(Collectors.joining(" "));
    }

    private static String cache(TokenCache cache) {
        return "up to " + cache.size() + " for " + cache.maxAge().toSeconds() + " s";
    }

    private String requests() {
        if (settings.enforcedBy() == EnforcedBy.SPRING_SECURITY) {
            return "decided by Spring Security";
        }
        int open = settings.policy().openRoutes();
        int rules = settings.policy().rules();
        return open + rules == 0
                ? "denied but for annotated handlers, for there is no rule and no open route"
                : "denied but for rules: " + rules + ", open routes: " + open;
    }

    private Set<String> providers() {
        Set<String> providers = new LinkedHashSet<>();
        for (TrustedIssuer issuer : settings.issuers().values()) {
            for (SignatureAlgorithm algorithm : new TreeSet<>(issuer.algorithms())) {
                providers.add(provider(algorithm));
            }
        }
        return providers;
    }

    private static String provider(SignatureAlgorithm algorithm) {
        try {
            return algorithm.provider();
        } catch (NoSuchAlgorithmException e) {
            return "nobody for " + algorithm.algorithmName();
        }
    }
}
