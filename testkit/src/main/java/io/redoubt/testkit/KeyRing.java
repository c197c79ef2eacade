package io.redoubt.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys of one issuer: those that sign, one per algorithm and made when first needed, and what the JWK set says of
 * them. Thread-safe.
 *
 * <p>Key ids are counted ({@code es256-1}, {@code es256-2}) and so the same in every issuer: nothing may rely on a key
 * id to tell two issuers apart.
 */
final class KeyRing {

    /** How the JWK set differs from the one a careful authorization server publishes. */
    enum Quirk {
        WITHOUT_ALG,
        PRIVATE_PARTS
    }

    private final Map<SigningAlgorithm, SigningKey> signing = new EnumMap<>(SigningAlgorithm.class);
    private final List<SigningKey> retired = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    private final Map<SigningAlgorithm, AtomicInteger> counters = new EnumMap<>(SigningAlgorithm.class);

    /** {@return the key that signs with this algorithm; the first call makes and publishes it} */
    synchronized SigningKey signingKey(SigningAlgorithm algorithm) {
        return signing.computeIfAbsent(algorithm, this::newKey);
    }

    synchronized SigningKey add(SigningAlgorithm algorithm) {
        SigningKey added = newKey(algorithm);
        SigningKey before = signing.put(algorithm, added);
        if (before != null) {
            retired.add(before);
        }
        return added;
    }

    synchronized void rotate() {
        retired.clear();
        signing.replaceAll((algorithm, old) -> newKey(algorithm));
    }

    synchronized void rotateKeepingOld() {
        retired.addAll(signing.values());
        signing.replaceAll((algorithm, old) -> newKey(algorithm));
    }

    synchronized void publish(Quirk quirk) {
        quirks.add(quirk);
    }

    synchronized void publishAlso(String jwkJson) {
        foreign.add(jwkJson);
    }

    synchronized String jwkSet() {
        Stream<String> own =
                Stream.concat(signing.values().stream(), retired.stream()).map(this::published);
        return Stream.concat(own, foreign.stream()).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private String published(SigningKey key) {
        Map<String, Object> jwk = quirks.contains(Quirk.PRIVATE_PARTS)
                ? key.jwk().toJSONObject()
                : key.jwk().toPublicJWK().toJSONObject();
        if (quirks.contains(Quirk.WITHOUT_ALG)) {
            jwk.remove("alg");
            jwk.remove("use");
        }
        return JSONObjectUtils.toJSONString(jwk);
    }

    private SigningKey newKey(SigningAlgorithm algorithm) {
        int count = counters.computeIfAbsent(algorithm, first -> new AtomicInteger())
                .incrementAndGet();
        return new SigningKey(algorithm.jwsName().toLowerCase(Locale.ROOT) + "-" + count, algorithm);
    }
}
