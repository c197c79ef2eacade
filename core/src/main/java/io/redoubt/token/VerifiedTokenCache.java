package io.redoubt.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import io.redoubt.state.Revocations;
import io.redoubt.token.RememberedToken.Principal;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Remembers tokens that passed every check, by their seeded digests; what it cannot know of a token it leaves to the
 * caller's question. Only good tokens enter, so nobody fills it who cannot get good tokens; and where it is full, somebody
 * who gets many replaces his own.
 */
final class VerifiedTokenCache {

    private static final int LEAST_QUOTA = 64;
    private static final int QUOTA_SHARE = 50; // 2 %

    private final TokenCache limits;
    private final SecureRandom random;
    private final Ticker ticker;
    private final TokenDigester digester;
    private final Cache<TokenDigest, RememberedToken> tokens;
    private final Map<Principal, Set<TokenDigest>> byPrincipal = new ConcurrentHashMap<>();
    private final int quota;

    /** @param policy everything that a remembered token has passed, as text */
    VerifiedTokenCache(TokenCache limits, SecureRandom random, Ticker ticker, String policy) {
        this.limits = limits;
        this.random = random;
        this.ticker = ticker;
        this.digester = TokenDigester.seeded(random, policy);
        this.quota = Math.max(LEAST_QUOTA, limits.size() / QUOTA_SHARE);
        this.tokens = Caffeine.newBuilder()
                .maximumSize(limits.size())
                .expireAfterWrite(limits.maxAge())
                .ticker(ticker)
                .executor(Runnable::run)
                .removalListener(this::forgotten)
                .build();
    }

    /** {@return an empty cache with the same limits, for another policy} */
    VerifiedTokenCache emptied(String policy) {
        return new VerifiedTokenCache(limits, random, ticker, policy);
    }

    TokenDigest digest(String token) {
        return digester.digest(token);
    }

    /**
     * {@return the token, if it is remembered and still good}
     *
     * <p>What is not good any more is forgotten, and the full check says why.
     */
    Optional<Verification> recall(TokenDigest digest, long nowMillis, Revocations revocations) {
        RememberedToken remembered = tokens.getIfPresent(digest);
        if (remembered == null) {
            return Optional.empty();
        }
        if (remembered.isGood(nowMillis, revocations)) {
            return remembered.answer();
        }
        tokens.asMap().remove(digest, remembered);
        return Optional.empty();
    }

    void remember(TokenDigest digest, RememberedToken token) {
        if (tokens.estimatedSize() >= limits.size()) {
            oldestOverQuota(token.principal()).ifPresent(tokens::invalidate);
        }
        tokens.put(digest, token);
        byPrincipal.compute(token.principal(), (principal, known) -> with(digest, known));
        if (tokens.getIfPresent(digest) == null) {
            forgotten(digest, token, RemovalCause.EXPLICIT); // it was evicted before it was counted
        }
    }

    long size() {
        tokens.cleanUp();
        return tokens.estimatedSize();
    }

    private Optional<TokenDigest> oldestOverQuota(Principal principal) {
        AtomicReference<@Nullable TokenDigest> oldest = new AtomicReference<>();
        byPrincipal.computeIfPresent(principal, (same, digests) -> {
            if (digests.size() >= quota) {
                oldest.set(digests.iterator().next());
            }
            return digests;
        });
        return Optional.ofNullable(oldest.get());
    }

    private static Set<TokenDigest> with(TokenDigest digest, @Nullable Set<TokenDigest> known) {
        Set<TokenDigest> digests = known == null ? new LinkedHashSet<>() : known;
        digests.add(digest);
        return digests;
    }

    private void forgotten(@Nullable TokenDigest digest, @Nullable RememberedToken token, RemovalCause cause) {
        if (digest != null && token != null && cause != RemovalCause.REPLACED) {
            byPrincipal.computeIfPresent(token.principal(), (principal, digests) -> {
                digests.remove(digest);
                return digests.isEmpty() ? null : digests;
            });
        }
    }
}
