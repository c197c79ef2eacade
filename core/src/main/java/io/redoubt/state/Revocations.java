package io.redoubt.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.redoubt.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The revocations that this process has learned of; whoever asks after {@link #revoke} has returned heeds it, also for
 * tokens that were verified before.
 *
 * <p>Revocations of tokens, sessions and subjects are forgotten when no token can live that was issued before them, unless
 * the clock is set back meanwhile; those of clients and keys stand until they are lifted. There is no bound on their number: to forget one would bring a token
 * back to life. They live in this process only. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Revocations {

    private final Cache<Revocation, Revocation> passing;
    private final Cache<Account, Instant> subjects;
    private final Set<Revocation> standing = ConcurrentHashMap.newKeySet();
    private final AtomicLong sequence = new AtomicLong();

    private Revocations(Duration maxLifetime, Clock clock, Ticker ticker) {
        this.passing = remembering(ticker).expireAfterWrite(maxLifetime).build();
        this.subjects = remembering(ticker)
                .expireAfter(Expiry.<Account, Instant>writing(
                        (account, issuedBefore) -> maxLifetime.plus(untilThen(issuedBefore, clock))))
                .build();
    }

    /** Measured on monotonic time: a clock that is set forward must not make us forget. No size bound, on purpose. */
    private static Caffeine<Object, Object> remembering(Ticker ticker) {
        return Caffeine.newBuilder().ticker(ticker).executor(Runnable::run);
    }

    /** A moment may lie ahead: until then, tokens are still issued that are meant. */
    private static Duration untilThen(Instant issuedBefore, Clock clock) {
        Duration ahead = Duration.between(clock.instant(), issuedBefore);
        return ahead.isNegative() ? Duration.ZERO : ahead;
    }

    /**
     * {@return an empty memory of this process}
     *
     * @param maxLifetime longer than any accepted token can live, from its issue to its expiry with clock skew; more than
     *     zero
     * @param clock tells how far ahead a moment is
     * @throws ConfigurationException if it is not
     */
    public static Revocations inProcess(Duration maxLifetime, Clock clock) {
        return inProcess(maxLifetime, clock, Ticker.systemTicker()::read);
    }

    static Revocations inProcess(Duration maxLifetime, Clock clock, LongSupplier nanoTime) {
        if (maxLifetime.isNegative() || maxLifetime.isZero()) {
            throw new ConfigurationException(
                    "max-lifetime", "is not a positive duration", "use the longest life of a token, such as 24h");
        }
        return new Revocations(maxLifetime, clock, nanoTime::getAsLong);
    }

    /**
     * Takes note; from the return of this call on, the tokens that are meant are refused.
     *
     * @param revocation which tokens
     */
    public void revoke(Revocation revocation) {
        if (revocation instanceof Revocation.OfSubject subject) {
            subjects.asMap()
                    .merge(
                            Account.of(subject),
                            subject.issuedBefore(),
                            (one, other) -> one.isAfter(other) ? one : other);
        } else if (revocation instanceof Revocation.OfClient || revocation instanceof Revocation.OfKey) {
            standing.add(revocation);
        } else {
            passing.put(revocation, revocation);
        }
        // Last: who has read this number before the note was there sees another one the next time.
        sequence.incrementAndGet();
    }

    /**
     * Takes a revocation of a client or a key back; the others run out by themselves.
     *
     * @param client the revocation, exactly as it was made
     * @return whether it stood
     */
    public boolean lift(Revocation.OfClient client) {
        return standing.remove(client);
    }

    /**
     * Takes a revocation of a key back.
     *
     * @param key the revocation, exactly as it was made
     * @return whether it stood
     */
    public boolean lift(Revocation.OfKey key) {
        return standing.remove(key);
    }

    /**
     * {@return a number that grows with each revocation} Whoever keeps a "none" of {@link #against} has read this before
     * asking, and keeps it, too: as long as it is the same, so is the answer.
     */
    public long sequence() {
        return sequence.get();
    }

    /**
     * {@return the revocation that hits a token, if there is one}
     *
     * @param token by what it can be revoked
     */
    public Optional<Revocation> against(TokenIdentity token) {
        if (sequence.get() == 0) {
            return Optional.empty(); // the usual case
        }
        return candidates(token).filter(this::isInForce).findFirst();
    }

    private Stream<Revocation> candidates(TokenIdentity token) {
        String issuer = token.issuer();
        Stream<Revocation> one = Stream.of(
                        token.tokenId().map(id -> new Revocation.OfToken(issuer, id)),
                        token.sessionId().map(id -> new Revocation.OfSession(issuer, id)),
                        token.clientId().map(id -> new Revocation.OfClient(issuer, id)))
                .flatMap(Optional::stream);
        Stream<Revocation> several = token.keyNames().stream().map(name -> new Revocation.OfKey(issuer, name));
        Revocation subject = new Revocation.OfSubject(issuer, token.subject(), token.issuedAt());
        return Stream.of(one, several, Stream.of(subject)).flatMap(Function.identity());
    }

    private boolean isInForce(Revocation candidate) {
        if (candidate instanceof Revocation.OfSubject subject) {
            Instant issuedBefore = subjects.getIfPresent(Account.of(subject));
            return issuedBefore != null && !subject.issuedBefore().isAfter(issuedBefore);
        }
        return standing.contains(candidate) || passing.getIfPresent(candidate) != null;
    }

    /** {@return how many revocations are in force, for an operator; those that ran out may count for a while} */
    public long size() {
        return passing.estimatedSize() + subjects.estimatedSize() + standing.size();
    }

    private record Account(String issuer, String subject) {

        static Account of(Revocation.OfSubject revocation) {
            return new Account(revocation.issuer(), revocation.subject());
        }
    }
}
