package io.redoubt.token;

import io.redoubt.token.KeySetException.Severity;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns one JWK (RFC 7517 section 4) into a key that may verify, nothing if it is meant for something else, or an
 * exception that says why it must not be used.
 */
final class JwkReader {

    /** A longer one fits no header that we read. */
    private static final int MAX_KEY_ID_CHARS = 512;

    /** Members that only a private or a symmetric key has (RFC 7518 sections 6.2.2, 6.3.2 and 6.4, RFC 8037). */
    static final Set<String> SECRETS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private final SignatureProviders providers;

    JwkReader(SignatureProviders providers) {
        this.providers = providers;
    }

    /** Reads a key that everybody may read. */
    Optional<VerificationKey> readPublic(Map<String, Object> jwk) throws KeySetException {
        if (jwk.keySet().stream().anyMatch(SECRETS::contains)) {
            throw new KeySetException(
                    "holds private or symmetric parts: it is no secret any more", Severity.COMPROMISE);
        }
        if (!JwkPurpose.isSignatures(jwk)) {
            return Optional.empty();
        }
        Optional<PublicJwk> key = PublicJwk.read(jwk);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        requireUnpublished(key.get().thumbprint());
        return ofAlgorithms(
                jwk,
                key.get().type(),
                key.get().thumbprint(),
                algorithm -> providers.check(algorithm, key.get().key()));
    }

    /** Reads a secret that the operator has configured. */
    Optional<VerificationKey> readSecret(Map<String, Object> jwk) throws KeySetException {
        if (!JwkPurpose.isSignatures(jwk)) {
            return Optional.empty();
        }
        SecretJwk secret = SecretJwk.read(jwk);
        requireUnpublished(secret.thumbprint());
        return ofAlgorithms(jwk, KeyType.OCT, secret.thumbprint(), algorithm -> new HmacCheck(secret.key()));
    }

    private static void requireUnpublished(String thumbprint) throws KeySetException {
        if (PublishedKeys.contains(thumbprint)) {
            throw new KeySetException(
                    "is an example from a specification or a web page: everybody has its secret half",
                    Severity.COMPROMISE);
        }
    }

    private static Optional<VerificationKey> ofAlgorithms(
            Map<String, Object> jwk, KeyType type, String thumbprint, CheckMaker maker) throws KeySetException {
        Map<SignatureAlgorithm, SignatureCheck> checks = new EnumMap<>(SignatureAlgorithm.class);
        try {
            for (SignatureAlgorithm algorithm : algorithms(jwk, type)) {
                checks.put(algorithm, maker.make(algorithm));
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new KeySetException("is refused by every provider of its algorithm");
        }
        return checks.isEmpty() ? Optional.empty() : Optional.of(new VerificationKey(keyId(jwk), thumbprint, checks));
    }

    /** RFC 7517 section 4.4: a key that names its algorithm is used with no other. */
    private static List<SignatureAlgorithm> algorithms(Map<String, Object> jwk, KeyType type) throws KeySetException {
        Optional<String> named = text(jwk, "alg");
        Optional<SignatureAlgorithm> own = named.flatMap(SignatureAlgorithm::named);
        return Arrays.stream(SignatureAlgorithm.values())
                .filter(algorithm -> algorithm.keyType() == type)
                .filter(algorithm -> named.isEmpty() || own.equals(Optional.of(algorithm)))
                .toList();
    }

    private static Optional<String> keyId(Map<String, Object> jwk) throws KeySetException {
        Optional<String> keyId = text(jwk, "kid");
        if (keyId.isPresent() && (keyId.get().isEmpty() || keyId.get().length() > MAX_KEY_ID_CHARS)) {
            throw new KeySetException("has a key id that is empty or longer than " + MAX_KEY_ID_CHARS + " characters");
        }
        return keyId;
    }

    private static Optional<String> text(Map<String, Object> jwk, String name) throws KeySetException {
        Object value = jwk.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw new KeySetException("is malformed");
    }

    /** Makes the check of one algorithm. */
    private interface CheckMaker {
        SignatureCheck make(SignatureAlgorithm algorithm) throws GeneralSecurityException;
    }
}
