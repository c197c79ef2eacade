package io.redoubt.token;

import io.redoubt.internal.Defect;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who verifies signatures here. Amazon Corretto Crypto Provider or Conscrypt is taken, in this order and for each algorithm
 * by itself, where it is on the class path and has proven that it knows a good signature from a bad one; otherwise JCA
 * chooses. No provider is registered: what the rest of the application uses does not change.
 *
 * <p>Immutable and thread-safe.
 */
final class SignatureProviders {

    private static final Logger log = LoggerFactory.getLogger(SignatureProviders.class);

    private final Map<SignatureAlgorithm, JcaEngine> proven;

    private SignatureProviders(Map<SignatureAlgorithm, JcaEngine> proven) {
        this.proven = proven;
    }

    /** {@return those on our own class path, looked for once} */
    static SignatureProviders here() {
        return Here.FOUND;
    }

    /** {@return JCA's own choice for everything} */
    static SignatureProviders ofJca() {
        return new SignatureProviders(Map.of());
    }

    /** {@return the first of these that has proven itself, for each algorithm} */
    static SignatureProviders preferring(List<Provider> candidates) {
        Map<SignatureAlgorithm, JcaEngine> proven = new EnumMap<>(SignatureAlgorithm.class);
        for (Provider candidate : candidates) {
            Map<SignatureAlgorithm, JcaEngine> engines = provenEngines(candidate);
            if (engines.isEmpty()) {
                log.warn(
                        "{} is on the class path, but verifies nothing here: JCA's own provider does",
                        candidate.getName());
            }
            engines.forEach(proven::putIfAbsent);
        }
        return new SignatureProviders(proven);
    }

    private static Map<SignatureAlgorithm, JcaEngine> provenEngines(Provider candidate) {
        Map<SignatureAlgorithm, JcaEngine> engines = new EnumMap<>(SignatureAlgorithm.class);
        for (KnownAnswer answer : KnownAnswer.values()) {
            JcaEngine.named(answer.algorithm(), Optional.of(candidate)).stream()
                    .filter(engine -> isProvenBy(answer, engine))
                    .findFirst()
                    .ifPresent(engine -> engines.put(answer.algorithm(), engine));
        }
        return engines;
    }

    /** {@return the providers that can be loaded} */
    static List<Provider> found(ClassLoader classPath) {
        List<Provider> found = new ArrayList<>();
        load(
                        "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider",
                        classPath,
                        type -> type.getField("INSTANCE").get(null))
                .ifPresent(found::add);
        load(
                        "org.conscrypt.Conscrypt",
                        classPath,
                        type -> type.getMethod("newProvider").invoke(null))
                .ifPresent(found::add);
        return found;
    }

    /**
     * {@return how to verify with this key}
     *
     * @throws GeneralSecurityException if nobody here can
     */
    SignatureCheck check(SignatureAlgorithm algorithm, PublicKey key) throws GeneralSecurityException {
        JcaEngine engine = proven.get(algorithm);
        if (engine != null) {
            try {
                return new JcaSignatureCheck(engine, key);
            } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
                // A provider may be stricter about keys than JCA's own, which then decides.
                log.warn("{} does not take a key for {}; JCA's own provider does its work", engine.name(), algorithm);
            }
        }
        return new JcaSignatureCheck(ownOf(algorithm), key);
    }

    /** {@return the name of who verifies with this algorithm} */
    String nameFor(SignatureAlgorithm algorithm) throws NoSuchAlgorithmException {
        JcaEngine engine = proven.get(algorithm);
        return (engine == null ? ownOf(algorithm) : engine).providerName();
    }

    private static JcaEngine ownOf(SignatureAlgorithm algorithm) throws NoSuchAlgorithmException {
        return JcaEngine.named(algorithm, Optional.empty()).stream()
                .filter(JcaEngine::exists)
                .findFirst()
                .orElseThrow(() -> new NoSuchAlgorithmException("no provider for " + algorithm));
    }

    private static boolean isProvenBy(KnownAnswer answer, JcaEngine engine) {
        try {
            return answer.isGivenBy(engine);
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            return false;
        }
    }

    private static Optional<Provider> load(String className, ClassLoader classPath, Access access) {
        try {
            return Optional.of((Provider) access.to(Class.forName(className, true, classPath)));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // It is there, and does not work on this machine: the operator counts on it.
            log.warn("{} cannot be used ({}); the next provider verifies", className, Defect.name(e));
            return Optional.empty();
        }
    }

    /** How a library hands out its provider. */
    private interface Access {
        Object to(Class<?> type) throws ReflectiveOperationException;
    }

    /** Loaded when the first key is read, and not before. */
    private static final class Here {
        private static final SignatureProviders FOUND = preferring(found(SignatureProviders.class.getClassLoader()));
    }
}
