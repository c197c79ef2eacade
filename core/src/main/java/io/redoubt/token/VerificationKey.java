package io.redoubt.token;

import io.redoubt.internal.Defect;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One key, as an issuer publishes it now, and the algorithms that it may verify; says whether a signature is its
 * own, and whether the issuer still publishes it.
 *
 * <p>The object is the key's slot: it lives as long as each fetched set holds the same key under the same id for the same
 * algorithms, and once retired it stays so. Whoever remembers what a key verified remembers this object and asks
 * {@link #isLive}. Thread-safe.
 */
final class VerificationKey {

    private static final Logger log = LoggerFactory.getLogger(VerificationKey.class);

    private final Optional<String> keyId;
    private final String thumbprint;
    private final Map<SignatureAlgorithm, SignatureCheck> checks;
    private final AtomicBoolean failed = new AtomicBoolean();
    private final AtomicBoolean live = new AtomicBoolean(true);

    /** @param thumbprint RFC 7638 with SHA-256, in base64url: the same for every spelling of the key */
    VerificationKey(Optional<String> keyId, String thumbprint, Map<SignatureAlgorithm, SignatureCheck> checks) {
        this.keyId = keyId;
        this.thumbprint = thumbprint;
        this.checks = new EnumMap<>(checks);
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
        return keyId.equals(other.keyId)
                && thumbprint.equals(other.thumbprint)
                && checks.keySet().equals(other.checks.keySet());
    }

    boolean fits(SignatureAlgorithm algorithm) {
        return checks.containsKey(algorithm);
    }

    /** {@return whether the signature is that of this key; what cannot be judged is not} */
    boolean verifies(SignatureAlgorithm algorithm, CompactJws jws) {
        SignatureCheck check = checks.get(algorithm);
        if (check == null) {
            return false;
        }
        try {
            return check.verifies(jws.signingInput(), jws.signature());
        } catch (GeneralSecurityException e) {
            // A provider throws where the signature's form is wrong: for the caller that is the same "no".
            return false;
        } catch (RuntimeException e) {
            // Not meant to happen; if it does, every token may be refused for it, and somebody must be told, once.
            if (failed.compareAndSet(false, true)) {
                log.error("a signature by {} could not be judged: {}", algorithm, Defect.name(e));
            }
            return false;
        }
    }
}
