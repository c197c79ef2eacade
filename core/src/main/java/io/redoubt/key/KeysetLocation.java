package io.redoubt.key;

import io.redoubt.ConfigurationException;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.EnvelopeKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a service finds its keyset, and what it believes of it. Immutable and thread-safe.
 *
 * @param trustDomain the trust domain of this service
 * @param service the name of this service
 * @param file the keyset file, perhaps a symbolic link within its mount
 * @param provisionerKeys whose signature counts: public keys as 'redoubt keys init' prints them; at least one, and kept
 *     elsewhere than the file
 * @param permissions what happens when everybody can read the file
 * @param recipientKey the file of this service's own recipient key, if keysets are wrapped for it
 * @param minGeneration no generation below this is accepted; 1 or more
 * @param stateDirectory where the highest generation is remembered over restarts, if it is
 * @since 0.1.0
 */
public record KeysetLocation(
        TrustDomain trustDomain,
        ServiceName service,
        Path file,
        List<String> provisionerKeys,
        FilePermissions permissions,
        Optional<Path> recipientKey,
        long minGeneration,
        Optional<Path> stateDirectory) {

    private static final String PROVISIONER_KEYS = "keys.provisioner-keys";

    /**
     * Accepts what a keyset can be looked for with.
     *
     * @param trustDomain the trust domain of this service
     * @param service the name of this service
     * @param file the keyset file
     * @param provisionerKeys whose signature counts
     * @param permissions what happens when everybody can read the file
     * @param recipientKey the file of this service's own recipient key
     * @param minGeneration no generation below this is accepted
     * @param stateDirectory where the highest generation is remembered over restarts
     * @throws ConfigurationException with every provisioner key that is none, if there is no such key at all, or if the lowest
     *     generation is none
     */
    public KeysetLocation {
        provisionerKeys = List.copyOf(provisionerKeys);
        List<ConfigurationException.Problem> problems = problems(provisionerKeys);
        if (trustDomain.equals(DevelopmentKeyset.TRUST_DOMAIN)) {
            problems.add(new ConfigurationException.Problem(
                    "trust-domain",
                    "is that of development keys, which is never issued",
                    "write the one of your fleet"));
        }
        if (minGeneration < 1 || minGeneration > KeysetHeader.MAX_GENERATION) {
            problems.add(new ConfigurationException.Problem(
                    "keys.min-generation", "is no generation", "write a number from 1 to 2^32 - 1"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /**
     * {@return the place of a keyset that is not wrapped, of any generation, readable by this service alone; no generation is
     * remembered over restarts}
     *
     * @param trustDomain the trust domain of this service
     * @param service the name of this service
     * @param file the keyset file
     * @param provisionerKeys whose signature counts
     * @throws ConfigurationException with every provisioner key that is none, or if there is no such key at all
     */
    public static KeysetLocation of(
            TrustDomain trustDomain, ServiceName service, Path file, List<String> provisionerKeys) {
        return new KeysetLocation(
                trustDomain,
                service,
                file,
                provisionerKeys,
                FilePermissions.ENFORCE,
                Optional.empty(),
                1,
                Optional.empty());
    }

    /**
     * {@return this, for a keyset that may be wrapped}
     *
     * @param key the file of this service's own recipient key
     */
    public KeysetLocation withRecipientKey(Path key) {
        return new KeysetLocation(
                trustDomain,
                service,
                file,
                provisionerKeys,
                permissions,
                Optional.of(key),
                minGeneration,
                stateDirectory);
    }

    private static List<ConfigurationException.Problem> problems(List<String> provisionerKeys) {
        List<ConfigurationException.Problem> problems = new ArrayList<>();
        if (provisionerKeys.isEmpty()) {
            problems.add(new ConfigurationException.Problem(
                    PROVISIONER_KEYS,
                    "is empty: nobody's keysets could be believed",
                    "write the key that 'redoubt keys init' printed"));
        }
        for (int i = 0; i < provisionerKeys.size(); i++) {
            if (parse(provisionerKeys.get(i)).isEmpty()) {
                problems.add(new ConfigurationException.Problem(
                        PROVISIONER_KEYS + "[" + i + "]",
                        "is no P-256 public key in base64",
                        "write the key as 'redoubt keys init' printed it, one line of 124 characters"));
            }
        }
        return problems;
    }

    /** {@return the provisioner keys by name, the RFC 7638 thumbprint that a signature carries as its {@code kid}} */
    Map<String, EnvelopeKey> provisioners() {
        Map<String, EnvelopeKey> keys = new LinkedHashMap<>();
        for (String text : provisionerKeys) {
            EnvelopeKey key = parse(text).orElseThrow();
            keys.put(key.id(), key);
        }
        return keys;
    }

    /** {@return the names of the provisioner keys: RFC 7638 thumbprints, as each keyset names its signer} */
    public List<String> provisionerKeyIds() {
        return List.copyOf(provisioners().keySet());
    }

    private static Optional<EnvelopeKey> parse(String text) {
        return EnvelopeKey.parse(text).filter(key -> key.algorithm().equals("ES256"));
    }
}
