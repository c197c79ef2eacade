package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.testkit.Endpoint;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many requests at once, beside an endpoint that answers when it is told to. */
class OpaqueTokensTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CONCURRENT = 16;
    private static final int WAITING = 64;

    private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T12:00:00Z"));
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final Endpoint endpoint = issuer.introspection();
    private final OpaqueTokens tokens = tokens();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        issuer.close();
        threads.shutdownNow();
    }

    @Test
    void limitsAreThoseOfTheDocumentation() {
        assertThat(CallLimits.DEFAULT).isEqualTo(new CallLimits(CONCURRENT, 31, Duration.ofSeconds(2)));
    }

    @Test
    void asksOnceForFiftyRequestsWithTheSameToken() throws Exception {
        String token = issuer.opaqueToken(issuer.token());
        endpoint.hang();

        List<Future<Verification>> answers = submit(50, token);
        awaitWaiting(50);
        endpoint.ok();

        for (Future<Verification> answer : answers) {
            assertThat(get(answer)).isInstanceOf(VerifiedToken.class);
        }
        assertThat(endpoint.requests()).isOne();
    }

    @Test
    void sharesAFailureAndAsksAgainAfterwards() throws Exception {
        String token = issuer.opaqueToken(issuer.token());
        endpoint.hang();

        List<Future<Verification>> answers = submit(10, token);
        awaitWaiting(10);
        endpoint.drop();

        for (Future<Verification> answer : answers) {
            assertThat(reason(get(answer))).isEqualTo(Reason.INTROSPECTION_UNAVAILABLE);
        }
        assertThat(endpoint.requests()).isOne();
        endpoint.ok();
        assertThat(verify(token)).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void refusesTheSeventeenthTokenAtOnce() throws Exception {
        List<String> sixteen = opaqueTokens(CONCURRENT);
        String another = issuer.opaqueToken(issuer.token());
        endpoint.hang();
        List<Future<Verification>> answers = new ArrayList<>();
        sixteen.forEach(token -> answers.addAll(submit(1, token)));
        endpoint.awaitRequests(CONCURRENT, PATIENCE);

        Verification refused = verify(another);

        assertThat(reason(refused)).isEqualTo(Reason.INTROSPECTION_UNAVAILABLE);
        assertThat(answers).noneMatch(Future::isDone);
        assertThat(endpoint.requests()).isEqualTo(CONCURRENT);
        endpoint.ok();
        for (Future<Verification> answer : answers) {
            assertThat(get(answer)).isInstanceOf(VerifiedToken.class);
        }
        assertThat(verify(another)).isInstanceOf(VerifiedToken.class);
    }

    /** One popular token beside an endpoint that hangs must not hold every thread of the service. */
    @Test
    void refusesAtOnceWhereTooManyWaitForTheSameToken() throws Exception {
        String token = issuer.opaqueToken(issuer.token());
        endpoint.hang();
        List<Future<Verification>> answers = submit(WAITING, token);
        awaitWaiting(WAITING);

        assertThat(reason(verify(token))).isEqualTo(Reason.INTROSPECTION_UNAVAILABLE);

        endpoint.ok();
        for (Future<Verification> answer : answers) {
            assertThat(get(answer)).isInstanceOf(VerifiedToken.class);
        }
        assertThat(tokens.waiting()).isZero();
    }

    @Test
    void answersRememberedTokensWhileTheEndpointHangs() throws Exception {
        String known = issuer.opaqueToken(issuer.token());
        verify(known);
        endpoint.hang();
        opaqueTokens(CONCURRENT).forEach(token -> submit(1, token));
        endpoint.awaitRequests(CONCURRENT + 1, PATIENCE);

        assertThat(verify(known)).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void endsWithItsThread() throws Exception {
        String token = issuer.opaqueToken(issuer.token());
        endpoint.hang();
        CountDownLatch interrupted = new CountDownLatch(1);
        Future<Verification> answer = threads.submit(() -> {
            Verification verification = verify(token);
            if (Thread.currentThread().isInterrupted()) {
                interrupted.countDown();
            }
            return verification;
        });
        endpoint.awaitRequests(1, PATIENCE);

        answer.cancel(true);

        assertThat(interrupted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(tokens.waiting()).isZero();
        endpoint.ok();
        assertThat(verify(token)).isInstanceOf(VerifiedToken.class);
    }

    private OpaqueTokens tokens() {
        issuer.registerClient("orders", "secret");
        Introspection introspection = Introspection.at(
                        issuer.introspectionUri().toString(),
                        ClientAuthentication.secret("orders", "secret"),
                        new SecureRandom())
                .within(new CallLimits(CONCURRENT, WAITING - 1, PATIENCE));
        TrustedIssuer trusted = TrustedIssuer.introspected(
                issuer.issuerUri(), introspection, TokenProfile.RFC9068, Set.of("orders"), Set.of());
        return OpaqueTokens.of(List.of(trusted), clock).orElseThrow();
    }

    private List<String> opaqueTokens(int count) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(issuer.opaqueToken(issuer.token()));
        }
        return all;
    }

    private List<Future<Verification>> submit(int count, String token) {
        List<Future<Verification>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(threads.submit(() -> verify(token)));
        }
        return answers;
    }

    private Verification verify(String token) {
        try {
            return tokens.verify(token, Supplier::get);
        } catch (RefusedException e) {
            return e.refusal();
        }
    }

    private void awaitWaiting(int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (tokens.waiting() < count) {
            assertThat(System.nanoTime()).as("%s requests wait", count).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static Verification get(Future<Verification> answer) throws Exception {
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static Reason reason(Verification verification) {
        return ((Refusal) verification).reason();
    }
}
