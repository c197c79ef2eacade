package io.redoubt.token;

import io.redoubt.Reason;
import io.redoubt.internal.Defect;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An access token that passed every check, but is bound to a key or certificate: it tells nothing until a request has
 * proven that it may use it.
 *
 * <p>Thread-safe. Each request proves for itself; a proof is never remembered.
 *
 * @since 0.1.0
 */
public final class BoundToken implements Verification {

    private static final Logger log = LoggerFactory.getLogger(BoundToken.class);

    private final VerifiedToken token;
    private final Confirmation confirmation;
    private final String tokenHash;
    private final ProofOfPossession proofs;

    /** @param tokenHash {@code ath}, RFC 9449 section 4.2 */
    BoundToken(VerifiedToken token, Confirmation confirmation, String tokenHash, ProofOfPossession proofs) {
        this.token = token;
        this.confirmation = confirmation;
        this.tokenHash = tokenHash;
        this.proofs = proofs;
    }

    /**
     * Has the request prove everything to which the token is bound.
     *
     * @param possession what the request shows
     * @param admission is asked before a signature is verified
     * @return the {@link VerifiedToken}, or a {@link Refusal} with the first reason against it; never an exception
     */
    public Verification prove(Possession possession, Admission admission) {
        try {
            Optional<Refusal> mismatch = mismatch(possession);
            if (mismatch.isPresent()) {
                return mismatch.get();
            }
            return confirmation.keyThumbprint().isEmpty()
                    ? token
                    : proofs.dpop()
                            .check(possession, confirmation.keyThumbprint().get(), tokenHash, token, admission);
        } catch (RuntimeException e) {
            log.error("a check of possession failed: {}", Defect.name(e));
            return Refusal.of(Reason.INTERNAL_FAILURE);
        }
    }

    /** What costs nothing comes first: the scheme, and the certificate. */
    private Optional<Refusal> mismatch(Possession possession) {
        boolean boundToKey = confirmation.keyThumbprint().isPresent();
        if (boundToKey != (possession.scheme() == AuthorizationScheme.DPOP)) {
            return Optional.of(Refusal.of(Reason.SCHEME_MISMATCH));
        }
        Optional<String> certificate = confirmation.certificateThumbprint();
        if (certificate.isEmpty() || certificate.equals(possession.certificateThumbprint())) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                possession.certificateThumbprint().isEmpty() ? Reason.CERTIFICATE_MISSING : Reason.WRONG_CERTIFICATE));
    }

    /** {@return that this is a bound token, and nothing of what it says} */
    @Override
    public String toString() {
        return "BoundToken";
    }
}
