package io.redoubt.token;

import io.redoubt.state.ReplayGuard;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which proofs of possession are taken here; a token that is bound in any other way is refused, for nobody could prove
 * that it is his.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ProofOfPossession {

    private final Set<SenderConstraint> methods;
    private final Optional<DpopCheck> dpop;

    private ProofOfPossession(Set<SenderConstraint> methods, Optional<DpopCheck> dpop) {
        this.methods = Collections.unmodifiableSet(methods);
        this.dpop = dpop;
    }

    /** {@return no proof at all: every bound token is refused} */
    public static ProofOfPossession none() {
        return new ProofOfPossession(EnumSet.noneOf(SenderConstraint.class), Optional.empty());
    }

    /** {@return these, and the client's certificate (RFC 8705)} */
    public ProofOfPossession byCertificate() {
        return new ProofOfPossession(with(SenderConstraint.MTLS), dpop);
    }

    /**
     * {@return these, and a DPoP proof (RFC 9449) that is at most 90 seconds old, of a client whose clock is at most 30 seconds
     * off}
     *
     * <p>A nonce is asked for only where it cannot be known otherwise whether a proof was used before, as after a restart.
     *
     * @param replays remembers the proofs that were used
     * @param nonces makes the nonces
     * @param clock by which proofs age
     */
    public ProofOfPossession byKey(ReplayGuard replays, DpopNonces nonces, Clock clock) {
        return with(new DpopCheck(replays, nonces, DpopCheck.NonceDemand.WHEN_IN_DOUBT, clock));
    }

    /**
     * {@return these, and a DPoP proof that also holds a nonce of this service (RFC 9449 section 9), at most two minutes old: no
     * proof can be made in advance}
     *
     * @param replays remembers the proofs that were used
     * @param nonces makes the nonces
     * @param clock by which proofs age
     */
    public ProofOfPossession byKeyAndNonce(ReplayGuard replays, DpopNonces nonces, Clock clock) {
        return with(new DpopCheck(replays, nonces, DpopCheck.NonceDemand.ALWAYS, clock));
    }

    private ProofOfPossession with(DpopCheck check) {
        return new ProofOfPossession(with(SenderConstraint.DPOP), Optional.of(check));
    }

    private Set<SenderConstraint> with(SenderConstraint method) {
        Set<SenderConstraint> extended = EnumSet.of(method);
        extended.addAll(methods);
        return extended;
    }

    /** {@return the kinds of proof that are taken} */
    public Set<SenderConstraint> methods() {
        return methods;
    }

    /** {@return the names of the algorithms with which a proof may be signed, as {@code algs} of a challenge lists them} */
    public List<String> algorithms() {
        return Arrays.stream(SignatureAlgorithm.values())
                .filter(algorithm -> algorithm.keyType() != KeyType.OCT)
                .map(SignatureAlgorithm::algorithmName)
                .toList();
    }

    /** {@return the nonce that the next proof is to hold, if each must hold one: it goes with every success} */
    public Optional<String> nonceForNext() {
        return dpop.filter(DpopCheck::demandsNonces).map(DpopCheck::nonce);
    }

    /** {@return a nonce for a client whose proof lacked one, if proofs are taken at all} */
    public Optional<String> nonceForRetry() {
        return dpop.map(DpopCheck::nonce);
    }

    /** {@return whether everything to which the token is bound can be proven here} */
    boolean takes(Confirmation confirmation) {
        return methods.containsAll(confirmation.methods());
    }

    DpopCheck dpop() {
        return dpop.orElseThrow();
    }
}
