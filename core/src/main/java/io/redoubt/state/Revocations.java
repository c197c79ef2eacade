package io.redoubt.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.redoubt.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The revocations that this process has learned of; whoever asks after {@link #revoke} has returned heeds it, also for
 * tokens that were verified before.
 *
 * <p>Revocations of tokens, sessions and subjects are forgotten when no token can live that was issued before them, unless
 * the clock is set back meanwhile; those of clients and keys stand until they are lifted. There is no bound on their
 * number: to forget one would bring a token back to life. They live in this process only, unless a
 * {@link RevocationReplica} shares them with a fleet. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Revocations {

    private final Duration maxLifetime;
    private final Clock clock;
    private final RevocationNames names;
    private final Optional<Freshness> freshness;
    private final Cache<String, RevocationEntry> passing;
    private final Map<String, RevocationEntry> standing = new ConcurrentHashMap<>();
    private final Map<List<StateName>, RevocationEntry> unpublished = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();

    private Revocations(
            Duration maxLifetime, Clock clock, Ticker ticker, RevocationNames names, Optional<Freshness> freshness) {
        if (maxLifetime.isNegative() || maxLifetime.isZero()) {
            throw new ConfigurationException(
                    "max-lifetime", "is not a positive duration", "use the longest life of a token, such as 24h");
        }
        this.maxLifetime = maxLifetime;
        this.clock = clock;
        this.names = names;
        this.freshness = freshness;
        // Measured on monotonic time: a clock that is set forward must not make us forget. No size bound, on purpose.
        this.passing = Caffeine.newBuilder()
                .ticker(ticker)
                .executor(Runnable::run)
                .expireAfter(Expiry.<String, RevocationEntry>writing((name, entry) -> left(entry)))
                .build();
    }

    /** A moment may lie ahead: until then, tokens are still issued that are meant. */
    private Duration left(RevocationEntry entry) {
        Instant last = entry.issuedBefore()
                .filter(before -> before.isAfter(entry.revokedAt()))
                .orElse(entry.revokedAt());
        return Duration.between(clock.instant(), last).plus(maxLifetime);
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
        return new Revocations(maxLifetime, clock, nanoTime::getAsLong, RevocationNames.IN_PROCESS, Optional.empty());
    }

    static Revocations replicated(
            Duration maxLifetime, Clock clock, LongSupplier nanoTime, RevocationNames names, Freshness freshness) {
        return new Revocations(maxLifetime, clock, nanoTime::getAsLong, names, Optional.of(freshness));
    }

    /**
     * Takes note; from the return of this call on, the tokens that are meant are refused. Other instances learn of it a
     * moment later, or when the store is back.
     *
     * @param revocation which tokens
     */
    public void revoke(Revocation revocation) {
        RevocationNames.Meaning meaning = RevocationNames.Meaning.of(revocation);
        Optional<Instant> issuedBefore = revocation instanceof Revocation.OfSubject subject
                ? Optional.of(subject.issuedBefore())
                : Optional.empty();
        RevocationEntry entry = new RevocationEntry(
                meaning.stands() ? RevocationEntry.Kind.STANDING : RevocationEntry.Kind.PASSING,
                names.given(meaning),
                clock.instant(),
                issuedBefore);
        publish(entry); // first, so that an older line that is heard just now does not undo it
        note(entry);
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
        return liftMeant(client);
    }

    /**
     * Takes a revocation of a key back.
     *
     * @param key the revocation, exactly as it was made
     * @return whether it stood
     */
    public boolean lift(Revocation.OfKey key) {
        return liftMeant(key);
    }

    private boolean liftMeant(Revocation revocation) {
        RevocationEntry lift = new RevocationEntry(
                RevocationEntry.Kind.LIFTED,
                names.given(RevocationNames.Meaning.of(revocation)),
                clock.instant(),
                Optional.empty());
        boolean stood = note(lift);
        if (stood) {
            publish(lift);
        }
        return stood;
    }

    private void publish(RevocationEntry entry) {
        if (freshness.isPresent()) {
            unpublished.merge(entry.names(), entry, RevocationEntry::widenedBy);
        }
    }

    /** {@return whether it changed anything} */
    private boolean note(RevocationEntry entry) {
        boolean changed = false;
        for (StateName name : entry.names()) {
            changed |= note(name.digest(), entry);
        }
        return changed;
    }

    private boolean note(String digest, RevocationEntry entry) {
        return switch (entry.kind()) {
            case LIFTED -> standing.remove(digest) != null;
            case STANDING -> !entry.equals(standing.put(digest, entry));
            case PASSING -> {
                RevocationEntry before = passing.getIfPresent(digest);
                RevocationEntry after = passing.asMap().merge(digest, entry, RevocationEntry::widenedBy);
                yield !after.equals(before);
            }
        };
    }

    /** Takes note of a line of the log. */
    void hear(RevocationEntry entry) {
        boolean passes = entry.kind() == RevocationEntry.Kind.PASSING;
        if (passes ? hasRunOut(entry) : unpublished.containsKey(entry.names())) {
            return; // what was said here meanwhile comes later in the log, and prevails
        }
        unpublished.remove(entry.names(), entry);
        if (note(entry)) {
            sequence.incrementAndGet();
        }
    }

    /** Has the tokens asked again that were not revoked by a name under the keys there were. */
    void keysChanged() {
        if (size() > 0) {
            sequence.incrementAndGet();
        }
    }

    /** {@return whether a line means no token any more that can live} */
    boolean isOver(RevocationEntry entry) {
        return entry.kind() == RevocationEntry.Kind.PASSING && hasRunOut(entry);
    }

    private boolean hasRunOut(RevocationEntry entry) {
        Duration left = left(entry);
        return left.isNegative() || left.isZero();
    }

    /** {@return some of the lines that the log does not have yet, or may not have} */
    List<RevocationEntry> unpublished(int most) {
        unpublished.values().removeIf(this::isOver);
        return unpublished.values().stream().limit(most).toList();
    }

    void published(List<RevocationEntry> entries) {
        entries.forEach(entry -> unpublished.remove(entry.names(), entry));
    }

    /** Has everything published that stands here, and not in the log. */
    void publishBeyond(Map<List<StateName>, RevocationEntry> log) {
        Stream.concat(passing.asMap().values().stream(), standing.values().stream())
                .filter(entry -> !entry.equals(log.get(entry.names())))
                .forEach(entry -> unpublished.putIfAbsent(entry.names(), entry));
    }

    /**
     * {@return whether what the fleet revoked is known here; always, where there is no fleet} Otherwise nobody can say that a
     * token was not revoked.
     */
    public boolean areCurrent() {
        return freshness.isEmpty() || freshness.get().suffices();
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
        RevocationNames.Meaning meaning = RevocationNames.Meaning.of(candidate);
        return names.sought(meaning).stream()
                .anyMatch(name -> meaning.stands()
                        ? standing.containsKey(name.digest())
                        : isInForce(candidate, passing.getIfPresent(name.digest())));
    }

    private static boolean isInForce(Revocation candidate, @Nullable RevocationEntry entry) {
        return entry != null
                && (!(candidate instanceof Revocation.OfSubject subject) || entry.means(subject.issuedBefore()));
    }

    /**
     * {@return how many revocations are in force, for an operator; those that ran out may count for a while, and those with names under several keys once
     * for each}
     */
    public long size() {
        return passing.estimatedSize() + standing.size();
    }
}
