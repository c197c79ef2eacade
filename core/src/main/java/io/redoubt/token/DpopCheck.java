package io.redoubt.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.redoubt.Reason;
import io.redoubt.state.ReplayGuard;
import io.redoubt.state.SingleUse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Checks a DPoP proof against the token and the request that it came with (RFC 9449 section 4.3): first what costs little,
 * then the signature, and the memory of used proofs last, so that nobody can burn a proof or fill that memory without
 * having the key.
 *
 * <p>Thread-safe.
 */
final class DpopCheck {

    /** How old a proof may be by an exact clock. */
    private static final Duration WINDOW = Duration.ofSeconds(60);

    /** How far the client's clock may be off. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    /** Keys to which good tokens are bound, ready to verify a proof; one that is not among them is read again. */
    private static final int READY_KEYS = 1000;

    private final ReplayGuard replays;
    private final DpopNonces nonces;
    private final NonceDemand demand;
    private final Clock clock;
    private final Cache<String, VerificationKey> ready = Caffeine.newBuilder()
            .maximumSize(READY_KEYS)
            .executor(Runnable::run)
            .build();

    DpopCheck(ReplayGuard replays, DpopNonces nonces, NonceDemand demand, Clock clock) {
        this.replays = replays;
        this.nonces = nonces;
        this.demand = demand;
        this.clock = clock;
    }

    /** {@return how many keys need not be read again} */
    long readyKeys() {
        ready.cleanUp();
        return ready.estimatedSize();
    }

    boolean demandsNonces() {
        return demand == NonceDemand.ALWAYS;
    }

    String nonce() {
        return nonces.current();
    }

    /**
     * {@return the token, or why the proof is not one for it}
     *
     * @param possession the proof and the request
     * @param keyThumbprint the key to which the token is bound
     * @param tokenHash {@code ath} of the token
     */
    Verification check(
            Possession possession, String keyThumbprint, String tokenHash, VerifiedToken token, Admission admission) {
        try {
            DpopProof proof = DpopProof.read(possession.proofs());
            require(proof.key().thumbprint().equals(keyThumbprint), Reason.PROOF_WRONG_KEY);
            require(proof.tokenHash().equals(tokenHash), Reason.PROOF_WRONG_TOKEN);
            require(proof.method().equals(possession.method()), Reason.PROOF_WRONG_METHOD);
            String claimed = proof.uri();
            require(possession.uri().filter(uri -> HttpUri.isSame(claimed, uri)).isPresent(), Reason.PROOF_WRONG_URL);
            SingleUse use = use(proof, clock.instant());
            Verification signed = admission.admit(() -> checkSignature(proof, token));
            return signed instanceof VerifiedToken ? checkFirst(use, token) : signed;
        } catch (RefusedException e) {
            return e.refusal();
        }
    }

    /**
     * RFC 9449 section 4.3 checks 10 and 11.
     *
     * @throws RefusedException if the proof is not of this time
     */
    private SingleUse use(DpopProof proof, Instant now) throws RefusedException {
        Instant issuedAt = proof.issuedAt();
        Instant until = issuedAt.plus(WINDOW).plus(SKEW);
        Instant notBefore = proof.notBefore().orElse(issuedAt);
        require(now.isBefore(until), Reason.PROOF_OUTDATED);
        require(!issuedAt.isAfter(now.plus(SKEW)) && !notBefore.isAfter(now.plus(SKEW)), Reason.PROOF_OUTDATED);
        Optional<Instant> expiresAt = proof.expiresAt();
        require(expiresAt.isEmpty() || now.isBefore(expiresAt.get().plus(SKEW)), Reason.PROOF_OUTDATED);

        Optional<Instant> nonceKnownSince = proof.nonce().flatMap(nonces::knownSince);
        require(nonceKnownSince.isPresent() || !demandsNonces(), Reason.NONCE_NEEDED);
        Instant earliest = issuedAt.minus(SKEW);
        Instant freshSince =
                nonceKnownSince.filter(since -> since.isAfter(earliest)).orElse(earliest);
        return new SingleUse(SingleUse.Scope.DPOP_PROOF, proof.key().thumbprint(), proof.id(), freshSince, until);
    }

    /** RFC 9449 section 4.3 check 6. */
    private Verification checkSignature(DpopProof proof, VerifiedToken token) {
        try {
            String thumbprint = proof.key().thumbprint();
            VerificationKey known = ready.getIfPresent(thumbprint);
            VerificationKey key = known == null || !known.fits(proof.key().algorithm())
                    ? proof.key().toVerificationKey()
                    : known;
            // Before the signature is judged: to read a key can cost more than to verify with it, whoever has chosen
            // it.
            ready.put(thumbprint, key);
            require(proof.isSignedBy(key), Reason.PROOF_BAD_SIGNATURE);
            return token;
        } catch (RefusedException e) {
            return e.refusal();
        }
    }

    /** RFC 9449 section 11.1. */
    private Verification checkFirst(SingleUse use, VerifiedToken token) {
        return switch (replays.firstUse(use)) {
            case FIRST -> token;
            case REPLAYED -> Refusal.of(Reason.PROOF_REPLAYED);
            case FORGOTTEN ->
                new Refusal(
                        Reason.NONCE_NEEDED,
                        "the memory of used DPoP proofs is younger than this proof may be; with a nonce it is known to be new");
            case OVER_QUOTA -> Refusal.of(Reason.TOO_MANY_PROOFS);
            case FULL -> Refusal.of(Reason.REPLAY_MEMORY_FULL);
            case UNAVAILABLE -> Refusal.of(Reason.STATE_UNAVAILABLE);
        };
    }

    private static void require(boolean holds, Reason otherwise) throws RefusedException {
        if (!holds) {
            throw new RefusedException(otherwise);
        }
    }

    /** When a proof must hold a nonce. */
    enum NonceDemand {
        ALWAYS,
        /** Only where it cannot be known otherwise that the proof is new. */
        WHEN_IN_DOUBT
    }
}
