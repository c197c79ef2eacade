package io.redoubt.token;

import com.github.benmanes.caffeine.cache.Ticker;
import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import io.redoubt.internal.Defect;
import io.redoubt.internal.Sha256;
import io.redoubt.state.Revocations;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers whether an access token is good here: signed by a trusted issuer, meant for this service, of the right kind
 * and in its time (RFC 7519, RFC 8725, RFC 9068).
 *
 * <p>Verifying a JWT never touches the network. An opaque token is asked about where it came from (RFC 7662), if one of
 * the issuers is introspected. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class TokenVerifier {

    private static final Logger log = LoggerFactory.getLogger(TokenVerifier.class);
    private static final Refusal STATE_UNAVAILABLE = Refusal.of(Reason.STATE_UNAVAILABLE);

    private final JwtCheck jwts;
    private final Optional<OpaqueTokens> opaque;
    private final Clock clock;
    private final Revocations revocations;
    private final ProofOfPossession proofs;
    private final Optional<VerifiedTokenCache> cache;

    private TokenVerifier(
            JwtCheck jwts,
            Optional<OpaqueTokens> opaque,
            Clock clock,
            Revocations revocations,
            ProofOfPossession proofs,
            Optional<VerifiedTokenCache> cache) {
        this.jwts = jwts;
        this.opaque = opaque;
        this.clock = clock;
        this.revocations = revocations;
        this.proofs = proofs;
        this.cache = cache;
    }

    /**
     * Trusts these issuers and no other; remote keys are fetched in the background from now on. Each token is verified
     * from its first character each time, none is revoked, and those that are bound to their sender are refused, unless
     * {@link #remembering}, {@link #heeding} and {@link #proving} say otherwise.
     *
     * @param issuers at least one; no two with the same {@code iss}, and at most one that is introspected. Of several, none is
     *     believed more about logins than its {@link AuthenticationTrust} says
     * @param clock by which tokens expire
     * @return the verifier
     * @throws ConfigurationException if there is no issuer, one is there twice, or two are introspected
     */
    public static TokenVerifier trusting(List<TrustedIssuer> issuers, Clock clock) {
        if (issuers.isEmpty()) {
            throw new ConfigurationException(
                    "issuers", "are missing", "name at least one issuer whose tokens are accepted");
        }
        if (issuers.stream().map(TrustedIssuer::issuer).distinct().count() != issuers.size()) {
            throw new ConfigurationException(
                    "issuers", "name the same issuer twice", "give each issuer one entry, with several audiences");
        }
        // What one issuer says of a login, another may say of a weaker one.
        List<TrustedIssuer> believed = issuers.size() == 1
                ? issuers
                : issuers.stream()
                        .map(issuer ->
                                issuer.vouchingFor(issuer.authentication().onlyAsSaid()))
                        .toList();
        Optional<OpaqueTokens> opaque = OpaqueTokens.of(believed, clock);
        issuers.forEach(issuer -> issuer.keys().start());
        Revocations none = Revocations.inProcess(Duration.ofDays(1), clock);
        return new TokenVerifier(
                JwtCheck.trusting(believed), opaque, clock, none, ProofOfPossession.none(), Optional.empty());
    }

    /**
     * {@return the same verifier, which refuses what is revoked, from the very next token on}
     *
     * @param heeded the revocations
     */
    public TokenVerifier heeding(Revocations heeded) {
        return new TokenVerifier(jwts, opaque, clock, heeded, proofs, emptied());
    }

    /**
     * {@return the same verifier, which takes these proofs of possession; a token that is bound in another way is refused, and
     * without any, every bound token}
     *
     * @param taken the proofs
     */
    public TokenVerifier proving(ProofOfPossession taken) {
        return new TokenVerifier(jwts, opaque, clock, revocations, taken, emptied());
    }

    private Optional<VerifiedTokenCache> emptied() {
        return cache.map(known -> known.emptied(jwts.policy()));
    }

    /** {@return the issuers that are trusted, in order} */
    public List<String> issuers() {
        return jwts.issuers();
    }

    /** {@return the moment by the clock by which tokens expire} */
    public Instant now() {
        return clock.instant();
    }

    /** {@return which proofs of possession are taken} */
    public ProofOfPossession proofs() {
        return proofs;
    }

    /**
     * {@return the same verifier, which remembers tokens that passed every check}
     *
     * <p>A token that comes back is looked up by a seeded SHA-256 of its text, the text itself is kept nowhere. Its time,
     * its key and the revocations are asked again each time, and a token that fails there is verified from its first
     * character, so the answer is the one that the full check would give.
     *
     * @param limits how many tokens, and how long
     * @param random makes the seed
     */
    public TokenVerifier remembering(TokenCache limits, SecureRandom random) {
        return remembering(limits, random, Ticker.systemTicker()::read);
    }

    TokenVerifier remembering(TokenCache limits, SecureRandom random, LongSupplier nanoTime) {
        return new TokenVerifier(
                jwts,
                opaque,
                clock,
                revocations,
                proofs,
                Optional.of(new VerifiedTokenCache(limits, random, nanoTime::getAsLong, jwts.policy())));
    }

    /**
     * Checks a token from its first character to its last claim.
     *
     * @param token what the caller sent, without {@code Bearer}
     * @return a {@link VerifiedToken}, a {@link BoundToken}, or a {@link Refusal} with the first reason against it; never
     *     an exception
     */
    public Verification verify(String token) {
        return verify(token, Supplier::get);
    }

    /**
     * Checks a token from its first character to its last claim, if there is room for that.
     *
     * @param token what the caller sent, without {@code Bearer}
     * @param admission is asked before the work is done, or, for an opaque token, before its issuer is called
     * @return a {@link VerifiedToken}, a {@link BoundToken}, or a {@link Refusal} with the first reason against it; never
     *     an exception
     */
    public Verification verify(String token, Admission admission) {
        if (token.length() > CompactJws.MAX_CHARS) {
            return Refusal.of(Reason.TOKEN_TOO_LONG); // before the digest, which reads all of it
        }
        try {
            // By its form alone, so that no token is ever tried in both ways.
            if (opaque.isPresent() && OpaqueTokens.isOpaque(token)) {
                return answer(() -> checkOpaque(token, opaque.get(), admission));
            }
            if (cache.isEmpty()) {
                return admission.admit(() -> answer(() -> check(token)));
            }
            return remembered(token, cache.get(), admission);
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private Verification remembered(String token, VerifiedTokenCache tokens, Admission admission) {
        TokenDigest digest = tokens.digest(token);
        Optional<Verification> known = tokens.recall(digest, clock.millis(), revocations);
        return known.isPresent()
                ? current(known.get())
                : admission.admit(() -> answer(() -> checkAndRemember(token, digest, tokens)));
    }

    /** It stays remembered while nobody can know what was revoked: that ends, and then not every token is new at once. */
    private Verification current(Verification known) {
        return revocations.areCurrent() ? known : STATE_UNAVAILABLE;
    }

    private Verification checkAndRemember(String token, TokenDigest digest, VerifiedTokenCache tokens)
            throws RefusedException {
        // Somebody may have brought the same token while this request waited: a crowd costs one signature.
        Optional<Verification> known = tokens.recall(digest, clock.millis(), revocations);
        if (known.isPresent() && revocations.areCurrent()) {
            return known.get();
        }
        JwtCheck.Passed passed = jwts.check(token, clock.millis());
        Verification answer = proven(passed.token(), token);
        RememberedToken unrevoked = RememberedToken.unrevoked(passed, answer, revocations);
        if (passed.header().keyId().isPresent()) {
            // Without a key id, a second key that fits makes a token ambiguous, and the first key would not know of it.
            tokens.remember(digest, unrevoked);
        }
        return answer;
    }

    private Verification check(String token) throws RefusedException {
        JwtCheck.Passed passed = jwts.check(token, clock.millis());
        Verification answer = proven(passed.token(), token);
        RememberedToken.unrevoked(passed, answer, revocations);
        return answer;
    }

    private Verification checkOpaque(String token, OpaqueTokens tokens, Admission admission) throws RefusedException {
        VerifiedToken verified = tokens.verify(token, admission);
        RememberedToken.requireUnrevoked(verified, revocations);
        return proven(verified, token);
    }

    /** RFC 7800 section 3.1: a bound token tells nothing before its sender has proven that it is his. */
    private Verification proven(VerifiedToken verified, String token) throws RefusedException {
        Optional<Confirmation> confirmation = verified.confirmation();
        if (confirmation.isEmpty()) {
            return verified;
        }
        if (!proofs.takes(confirmation.get())) {
            throw new RefusedException(Reason.CONFIRMATION_REFUSED);
        }
        return new BoundToken(verified, confirmation.get(), Sha256.base64url(token), proofs);
    }

    private static Verification answer(Check check) {
        try {
            return check.run();
        } catch (RefusedException e) {
            return e.refusal();
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private static Refusal failed(RuntimeException e) {
        log.error("a check failed: {}", Defect.name(e));
        return Refusal.of(Reason.INTERNAL_FAILURE);
    }

    /** A check that ends with an answer or with the reason against it. */
    private interface Check {
        Verification run() throws RefusedException;
    }
}
