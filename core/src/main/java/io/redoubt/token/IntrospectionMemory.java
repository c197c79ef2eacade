package io.redoubt.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers answers about opaque tokens for a while: good ones until the token ends, bad ones shortly, failures never.
 * Each in a memory of its own, so that a flood of bad tokens pushes out no good one. Thread-safe.
 */
final class IntrospectionMemory {

    private static final int MAX_ANSWERS = 10_000;
    private static final Duration BAD_TTL = Duration.ofSeconds(10);

    private final Duration goodTtl;
    private final Cache<TokenDigest, Answer> good;
    private final Cache<TokenDigest, Answer> bad;

    IntrospectionMemory(Duration goodTtl) {
        this.goodTtl = goodTtl;
        this.good = memory(goodTtl);
        this.bad = memory(BAD_TTL);
    }

    /** By its own monotonic time, beside the clock by which answers end: a clock that is set back keeps none alive. */
    private static Cache<TokenDigest, Answer> memory(Duration ttl) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_ANSWERS)
                .expireAfterWrite(ttl)
                .executor(Runnable::run)
                .build();
    }

    Optional<Verification> find(TokenDigest digest, Instant now) {
        return holding(good, digest, now).or(() -> holding(bad, digest, now));
    }

    private static Optional<Verification> holding(Cache<TokenDigest, Answer> memory, TokenDigest digest, Instant now) {
        return Optional.ofNullable(memory.getIfPresent(digest))
                .filter(answer -> answer.holdsAt(now))
                .map(Answer::verification);
    }

    void remember(TokenDigest digest, Verification verification, Instant asked) {
        if (verification instanceof VerifiedToken verified) {
            Instant latest = asked.plus(goodTtl);
            Instant end = verified.expiresAt();
            good.put(digest, new Answer(verified, asked, end.isBefore(latest) ? end : latest));
        } else if (verification instanceof Refusal refusal && refusal.reason().status() == 401) {
            good.invalidate(digest);
            bad.put(digest, new Answer(refusal, asked, asked.plus(BAD_TTL)));
        }
    }

    /**
     * @param from when it was asked for: before that, a clock that was set back makes it an answer from the future
     * @param until from when on it must be asked for again
     */
    private record Answer(Verification verification, Instant from, Instant until) {

        boolean holdsAt(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }
}
