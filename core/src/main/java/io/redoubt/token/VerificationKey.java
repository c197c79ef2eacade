package io.redoubt.token;

import com.nimbusds.jose.JOSEException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One public key, as an issuer publishes it now, and the algorithms that it may verify; says whether a signature is its
 * own, and whether the issuer still publishes it.
 *
 * <p>The object is the key's slot: it lives as long as each fetched set holds the same key under the same id for the same
 * algorithms, and once retired it stays so. Whoever remembers what a key verified remembers this object and asks
 * {@link #isLive}. Thread-safe.
 */
final class VerificationKey {

    private final Optional<String> keyId;
    private final String thumbprint;
    private final Set<SignatureAlgorithm> algorithms;
    private final SignatureCheck check;
    private final AtomicBoolean live = new AtomicBoolean(true);

    /** @param thumbprint RFC 7638 with SHA-256, in base64url: the same for every spelling of the key */
    VerificationKey(
            Optional<String> keyId, String thumbprint, Set<SignatureAlgorithm> algorithms, SignatureCheck check) {
        this.keyId = keyId;
        this.thumbprint = thumbprint;
        this.algorithms = Set.copyOf(algorithms);
        this.check = check;
    }

    Optional<String> keyId() {
        return keyId;
    }

    /** {@return the key's RFC 7638 thumbprint with SHA-256, in base64url} */
    String thumbprint() {
        return thumbprint;
    }

    /** {@return whether the issuer still publishes this key; what it verified is good only while it does} */
    boolean isLive() {
        return live.get();
    }

    /** Says that the issuer does not publish this key any more, for ever. */
    void retire() {
        live.set(false);
    }

    /** {@return whether both are the same key for the same use, so that one may stand for the other} */
    boolean sharesSlotWith(VerificationKey other) {
        return keyId.equals(other.keyId) && thumbprint.equals(other.thumbprint) && algorithms.equals(other.algorithms);
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
