package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.ServiceName;
import io.redoubt.access.Callers.Request;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.token.JwkSource;
import io.redoubt.token.Refusal;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenCache;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.TrustedIssuer;
import io.redoubt.token.Verification;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real tokens and real signatures, one permit, and time that stands still: nothing depends on the machine's speed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FloodTest {

    private static final String FORGER = "198.51.100.66";
    private static final String ALICE = "192.0.2.1";
    private static final String PROXY = "10.0.0.1";

    private static final Decision OVERLOADED =
            new Decision.Denied(Reason.OVERLOADED, List.of(), Optional.empty(), Optional.of(Duration.ofSeconds(5)));
    private static final Verification FORGED = Refusal.of(Reason.BAD_SIGNATURE);
    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .open("/open")
            .rule("/orders", Requirement.authenticated())
            .build();

    private final TestIssuer issuer = TestIssuer.start();
    private final TestIssuer forger = TestIssuer.start();
    private final List<SecurityEvent> events = new CopyOnWriteArrayList<>();
    private ExecutorService threads;

    @BeforeEach
    void begin() {
        events.clear();
        threads = Executors.newCachedThreadPool();
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @AfterAll
    void stop() {
        issuer.close();
        forger.close();
    }

    static List<Arguments> senders() {
        return List.of(
                sender("200 through a proxy that tells for whom", 200, i -> "2001:db8:0:" + i + "::1"),
                sender("200 through a proxy that does not", 200, i -> PROXY),
                sender("64 from one client", 64, i -> ALICE));
    }

    private static Arguments sender(String name, int tokens, IntFunction<String> address) {
        return Arguments.of(Named.of(name, tokens), address);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("senders")
    void acceptsFirstSeenTokensAtOnce(int tokens, IntFunction<String> address) throws Exception {
        RequestGuard guard = guard(budget(new VirtualTime()));
        CountDownLatch together = new CountDownLatch(tokens);
        List<Future<Decision>> decisions = new ArrayList<>();
        for (int i = 0; i < tokens; i++) {
            RequestFacts facts = facts("/orders", address.apply(i), good());
            decisions.add(threads.submit(() -> {
                together.countDown();
                together.await();
                return guard.check(facts);
            }));
        }

        for (Future<Decision> decision : decisions) {
            assertThat(decision.get(1, TimeUnit.MINUTES)).isInstanceOf(Decision.Allowed.class);
        }
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    @Tag("attack-197")
    void acceptsFirstSeenTokensOfOthersBesideAFlood(Situation situation) throws Exception {
        VirtualTime time = new VirtualTime();
        VerificationBudget budget = budget(time);
        RequestGuard guard = guard(budget);
        if (situation == Situation.FORGERIES_ABOUT) {
            for (int i = 0; i < RecentForgeries.MANY; i++) {
                budget.at(FORGER).admit(() -> FORGED);
            }
        }
        List<Future<Decision>> forged;
        List<Future<Decision>> good;
        int room = situation.mostWaiting(Line.NEWCOMERS);
        try (Callers first = new Callers(budget, time)) {
            Request holdsThePermit = first.send(FORGER);
            forged = ask(guard, 300, () -> facts("/orders", FORGER, forged()));
            Callers.await(() -> budget.waiting() == room && answered(forged) == 300 - room);
            good = ask(guard, 20, () -> facts("/orders", ALICE, good()));
            Callers.await(() -> budget.waiting() == room + 20);
            holdsThePermit.finish(FORGED);
        }

        assertThat(answers(good)).hasOnlyElementsOfType(Decision.Allowed.class);
        List<Decision> refused = answers(forged);
        assertThat(refused).extracting("reason").containsOnly(Reason.OVERLOADED, Reason.BAD_SIGNATURE);
        assertThat(refused)
                .filteredOn("reason", Reason.OVERLOADED)
                .hasSize(300 - room)
                .containsOnly(OVERLOADED);
        assertThat(events)
                .extracting(SecurityEvent::code)
                .containsExactlyInAnyOrderElementsOf(refused.stream()
                        .map(it -> ((Decision.Denied) it).reason().code())
                        .toList());
    }

    @Test
    void neverAsksForRoomWhereNothingIsToBeChecked() {
        VerificationBudget full = new VerificationBudget(1, TrustedProxies.none(), new VirtualTime(), nanos -> {
            throw new IllegalStateException("has to wait");
        });
        RequestGuard guard = guard(full);
        String known = good();
        assertThat(guard.check(facts("/orders", ALICE, known))).isInstanceOf(Decision.Allowed.class);

        full.at(FORGER).admit(() -> {
            assertThat(guard.check(facts("/orders", ALICE, known))).isInstanceOf(Decision.Allowed.class);
            assertThat(guard.check(facts("/open", ALICE, good()))).isInstanceOf(Decision.Open.class);
            assertThat(reason(guard.check(facts("/orders", ALICE)))).isEqualTo(Reason.NO_CREDENTIALS);
            assertThat(reason(guard.check(facts("//orders", ALICE, good())))).isEqualTo(Reason.AMBIGUOUS_PATH);
            assertThat(reason(guard.check(facts("/orders", ALICE, "x".repeat(9000)))))
                    .isEqualTo(Reason.TOKEN_TOO_LONG);
            assertThat(reason(guard.check(facts("/orders", ALICE, good())))).isEqualTo(Reason.INTERNAL_FAILURE);
            return FORGED;
        });
    }

    private List<Future<Decision>> ask(RequestGuard guard, int times, Supplier<RequestFacts> facts) {
        return IntStream.range(0, times)
                .mapToObj(i -> facts.get())
                .map(it -> threads.submit(() -> guard.check(it)))
                .toList();
    }

    private static long answered(List<Future<Decision>> decisions) {
        return decisions.stream().filter(Future::isDone).count();
    }

    private static List<Decision> answers(List<Future<Decision>> decisions) throws Exception {
        List<Decision> answers = new ArrayList<>();
        for (Future<Decision> decision : decisions) {
            answers.add(decision.get(1, TimeUnit.MINUTES));
        }
        return answers;
    }

    private static Reason reason(Decision decision) {
        return ((Decision.Denied) decision).reason();
    }

    private static RequestFacts facts(String path, String address, String... tokens) {
        return ARequest.of("GET", path)
                .field(
                        "Authorization",
                        Arrays.stream(tokens).map(token -> "Bearer " + token).toArray(String[]::new))
                .from(address)
                .facts();
    }

    /** {@return a token that nobody has seen} */
    private String good() {
        return issuer.token().sign();
    }

    private String forged() {
        return forger.token()
                .claim("iss", issuer.issuerUri())
                .header("kid", issuer.keyId("ES256"))
                .sign();
    }

    private static VerificationBudget budget(VirtualTime time) {
        return new VerificationBudget(1, TrustedProxies.at(List.of(PROXY)), time, time);
    }

    private RequestGuard guard(VerificationBudget budget) {
        TrustedIssuer trusted = TrustedIssuer.of(
                issuer.issuerUri(),
                JwkSource.fixed(issuer.jwkSet()),
                TokenProfile.RFC9068,
                Set.of("orders"),
                Set.of(SignatureAlgorithm.ES256));
        TokenVerifier verifier = TokenVerifier.trusting(List.of(trusted), Clock.systemUTC())
                .remembering(TokenCache.DEFAULT, new SecureRandom());
        return new RequestGuard(new ServiceName("orders"), POLICY, verifier, budget, events::add);
    }
}
