package io.redoubt.token;

import io.redoubt.Reason;
import io.redoubt.state.Revocation;
import io.redoubt.state.Revocations;
import io.redoubt.state.TokenIdentity;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A token that passed every check, with what must be asked again each time that it comes back. */
final class RememberedToken {

    private final VerifiedToken token;
    private final Optional<Verification> answer;
    private final VerificationKey key;
    private final TokenIdentity identity;
    private final AtomicLong revocationSequence;

    private RememberedToken(
            VerifiedToken token,
            Verification answer,
            VerificationKey key,
            TokenIdentity identity,
            long revocationSequence) {
        this.token = token;
        this.answer = Optional.of(answer); // made once: a hit allocates nothing
        this.key = key;
        this.identity = identity;
        this.revocationSequence = new AtomicLong(revocationSequence);
    }

    /**
     * {@return a token that nobody has revoked}
     *
     * @param passed what was checked
     * @param answer what callers are told of it: the token, or that its sender has something to prove
     * @param revocations who has revoked what
     * @throws RefusedException if somebody has, or nobody can know
     */
    static RememberedToken unrevoked(JwtCheck.Passed passed, Verification answer, Revocations revocations)
            throws RefusedException {
        long sequence = revocations.sequence(); // before asking: what is revoked meanwhile has a higher number
        TokenIdentity identity = identity(passed.token(), keyNames(passed.key()));
        requireUnrevoked(identity, revocations);
        return new RememberedToken(passed.token(), answer, passed.key(), identity, sequence);
    }

    /**
     * Asks after an opaque token, each time that it comes.
     *
     * @throws RefusedException if somebody has revoked it, or nobody can know
     */
    static void requireUnrevoked(VerifiedToken opaque, Revocations revocations) throws RefusedException {
        requireUnrevoked(identity(opaque, Set.of()), revocations);
    }

    private static void requireUnrevoked(TokenIdentity identity, Revocations revocations) throws RefusedException {
        Optional<Revocation> revocation = revocations.against(identity);
        if (revocation.isPresent()) {
            throw new RefusedException(Reason.REVOKED, "the token was revoked, by " + revocation.get());
        }
        if (!revocations.areCurrent()) {
            throw new RefusedException(Reason.STATE_UNAVAILABLE);
        }
    }

    /** {@return what callers are told, never empty} */
    Optional<Verification> answer() {
        return answer;
    }

    /** {@return whose quota the token counts against} */
    Principal principal() {
        return new Principal(token.issuer(), token.subject());
    }

    /** {@return whether a full check would still accept the token} */
    boolean isGood(long nowMillis, Revocations revocations) {
        return token.times().refusalAt(nowMillis).isEmpty() && key.isLive() && isNotRevoked(revocations);
    }

    private boolean isNotRevoked(Revocations revocations) {
        long sequence = revocations.sequence();
        if (sequence == revocationSequence.get()) {
            return true;
        }
        boolean revoked = revocations.against(identity).isPresent();
        if (!revoked) {
            revocationSequence.set(sequence);
        }
        return !revoked;
    }

    private static Set<String> keyNames(VerificationKey key) {
        Optional<String> keyId = key.keyId();
        return keyId.isPresent() && !keyId.get().equals(key.thumbprint())
                ? Set.of(keyId.get(), key.thumbprint())
                : Set.of(key.thumbprint());
    }

    private static TokenIdentity identity(VerifiedToken token, Set<String> keyNames) {
        return new TokenIdentity(
                token.issuer(),
                token.tokenId(),
                token.sessionId(),
                token.subject(),
                token.clientId(),
                keyNames,
                token.issuedAt());
    }

    /** Issuer and subject. */
    record Principal(String issuer, String subject) {}
}
