package io.redoubt.token;

import com.nimbusds.jose.JOSEException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;

/**
 * One public key and the algorithms that it may verify; says whether a signature is its own.
 *
 * <p>Immutable and thread-safe.
 */
final class VerificationKey {

    private final Optional<String> keyId;
    private final Set<SignatureAlgorithm> algorithms;
    private final SignatureCheck check;

    VerificationKey(Optional<String> keyId, Set<SignatureAlgorithm> algorithms, SignatureCheck check) {
        this.keyId = keyId;
        this.algorithms = Set.copyOf(algorithms);
        this.check = check;
    }

    Optional<String> keyId() {
        return keyId;
    }

    boolean fits(SignatureAlgorithm algorithm) {
        return algorithms.contains(algorithm);
    }

    /** {@return whether the signature is that of this key; what cannot be judged is not} */
    boolean verifies(SignatureAlgorithm algorithm, CompactJws jws) {
        if (!fits(algorithm)) {
            return false;
        }
        try {
            return check.verifies(algorithm, jws);
        } catch (GeneralSecurityException | JOSEException e) {
            // A provider throws where the signature's form is wrong: for the caller that is the same "no".
            return false;
        }
    }

    /** Verifies with one key. */
    interface SignatureCheck {
        boolean verifies(SignatureAlgorithm algorithm, CompactJws jws) throws GeneralSecurityException, JOSEException;
    }
}
