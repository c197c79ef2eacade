package io.redoubt.token;

import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Verifies tokens that only their issuer can read, by asking it: not again while the answer is remembered, once for all
 * requests that carry the same token at the same time, and no more often at once than the limits allow. Thread-safe.
 */
final class OpaqueTokens {

    /** Several times longer than any that was seen; a longer text is not worth a call. */
    static final int MAX_CHARS = 4096;

    private static final int DOTS_OF_A_JWS = 2; // RFC 7515 section 7.1

    private static final Refusal BUSY = new Refusal(
            Reason.INTROSPECTION_UNAVAILABLE, "too many requests wait for the introspection endpoint already");
    private static final Refusal NO_ANSWER = new Refusal(
            Reason.INTROSPECTION_UNAVAILABLE, "waiting for the introspection endpoint ended without an answer");

    private final IntrospectionEndpoint endpoint;
    private final IntrospectionResponses responses;
    private final IntrospectionMemory memory;
    private final CallLimits limits;
    private final Clock clock;
    private final TokenDigester digester;
    private final Semaphore calls;
    private final Semaphore followers;
    private final Map<TokenDigest, CompletableFuture<Verification>> underWay = new ConcurrentHashMap<>();

    private OpaqueTokens(TrustedIssuer issuer, Introspection introspection, Clock clock) {
        this.endpoint = new IntrospectionEndpoint(issuer.issuer(), introspection);
        this.responses = new IntrospectionResponses(issuer, introspection);
        this.memory = new IntrospectionMemory(introspection.cacheTtl());
        this.limits = introspection.limits();
        this.clock = clock;
        this.digester = TokenDigester.seeded(introspection.random(), issuer.policy());
        this.calls = new Semaphore(limits.concurrent());
        this.followers = new Semaphore(limits.following());
    }

    /**
     * {@return the opaque tokens of the one issuer that is introspected, if there is one}
     *
     * @throws ConfigurationException if there are several: an opaque token does not say whose it is, and must not be shown
     *     to somebody else
     */
    static Optional<OpaqueTokens> of(List<TrustedIssuer> issuers, Clock clock) {
        List<TrustedIssuer> introspected =
                issuers.stream().filter(it -> it.introspection().isPresent()).toList();
        if (introspected.size() > 1) {
            throw new ConfigurationException(
                    "issuers",
                    "name more than one that is asked by introspection, and an opaque token does not say whose it is",
                    "keep the introspection of one of them");
        }
        return introspected.stream()
                .findFirst()
                .map(it -> new OpaqueTokens(it, it.introspection().orElseThrow(), clock));
    }

    /** {@return whether the text is an RFC 6750 section 2.1 b64token that no parser could take for a JWS or a JWE} */
    static boolean isOpaque(String token) {
        // Fewer dots than a JWS has, not other ones: where a parser drops empty parts, as some servers' do, a JWS with
        // dots
        // behind it is the JWS again, and we would have it judged without its key and under a thousand names.
        return dots(token) < DOTS_OF_A_JWS && token.length() <= MAX_CHARS && isB64Token(token);
    }

    private static int dots(String token) {
        int dots = 0;
        for (int at = token.indexOf('.'); at >= 0; at = token.indexOf('.', at + 1)) {
            dots++;
        }
        return dots;
    }

    private static boolean isB64Token(String token) {
        int end = token.length();
        while (end > 0 && token.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (!isB64TokenCharacter(token.charAt(i))) {
                return false;
            }
        }
        return end > 0;
    }

    private static boolean isB64TokenCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~+/".indexOf(c) >= 0;
    }

    /**
     * {@return the token, verified}
     *
     * @param token an {@linkplain #isOpaque opaque} one
     * @param admission is asked before a call is made
     * @throws RefusedException with the first reason against it, or because there is no answer about it now
     */
    VerifiedToken verify(String token, Admission admission) throws RefusedException {
        TokenDigest digest = digester.digest(token);
        Verification answer = memory.find(digest, clock.instant()).orElseGet(() -> shared(digest, token, admission));
        if (answer instanceof Refusal refusal) {
            throw new RefusedException(refusal.reason(), refusal.detail());
        }
        return (VerifiedToken) answer;
    }

    private Verification shared(TokenDigest digest, String token, Admission admission) {
        CompletableFuture<Verification> own = new CompletableFuture<>();
        CompletableFuture<Verification> earlier = underWay.putIfAbsent(digest, own);
        return earlier == null ? lead(digest, own, token, admission) : follow(earlier);
    }

    /** {@return how many requests wait for an answer now, those that call included} */
    int waiting() {
        return underWay.size() + limits.following() - followers.availablePermits();
    }

    /** Those who wait for another's call are limited too: all that carry one popular token would hold every thread. */
    private Verification follow(CompletableFuture<Verification> call) {
        if (!followers.tryAcquire()) {
            return BUSY;
        }
        try {
            return call.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NO_ANSWER;
        } catch (TimeoutException | ExecutionException e) {
            return NO_ANSWER;
        } finally {
            followers.release();
        }
    }

    private Verification lead(
            TokenDigest digest, CompletableFuture<Verification> call, String token, Admission admission) {
        Verification answer = Refusal.of(Reason.INTERNAL_FAILURE);
        try {
            // The call before this one may have ended after this request looked.
            answer =
                    memory.find(digest, clock.instant()).orElseGet(() -> admission.admitCall(() -> ask(digest, token)));
            return answer;
        } finally {
            underWay.remove(digest, call);
            call.complete(answer);
        }
    }

    private Verification ask(TokenDigest digest, String token) {
        if (!calls.tryAcquire()) {
            return BUSY;
        }
        try {
            Instant asked = clock.instant();
            Verification answer = responses.judge(endpoint.ask(token, asked), token, clock.instant());
            memory.remember(digest, answer, asked);
            return answer;
        } catch (RefusedException e) {
            memory.remember(digest, e.refusal(), clock.instant());
            return e.refusal();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NO_ANSWER;
        } finally {
            calls.release();
        }
    }
}
