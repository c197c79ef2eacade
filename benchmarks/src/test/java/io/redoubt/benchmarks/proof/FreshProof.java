package io.redoubt.benchmarks.proof;

import io.redoubt.access.Decision;
import io.redoubt.benchmarks.token.Algorithm;
import io.redoubt.benchmarks.token.TokenMint;
import io.redoubt.testkit.DpopKey;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Requests with a bound token that is known, each with a proof that is new. A proof passes once, so a slice is not so and so
 * long, but as many requests as it has proofs. All are made before the first slice: what that allocates does not count.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FreshProof {

    private static final int PROOFS = 500;

    /** A client, which in each slice has another key, another token, and proofs of its own. */
    @State(Scope.Benchmark)
    public static class Client {

        @Param("ES256")
        public Algorithm algorithm;

        private final Orders orders = new Orders();
        private List<Slice> slices = List.of();
        private int turn = -1;

        @Setup
        public void mint(BenchmarkParams plan) {
            int count = plan.getWarmup().getCount() + plan.getMeasurement().getCount();
            slices = Stream.generate(() -> Slice.mint(algorithm, orders.mint()))
                    .limit(count)
                    .toList();
        }

        @Setup(Level.Iteration)
        public void next() {
            turn++;
        }

        Slice slice() {
            return slices.get(turn);
        }

        void request(Slice slice, String proof) {
            if (!(orders.get(slice.authorization(), List.of(proof)) instanceof Decision.Allowed)) {
                throw new IllegalStateException("a good proof is refused");
            }
        }

        @TearDown
        public void close() {
            orders.close();
        }
    }

    /**
     * What a client has in one slice.
     *
     * @param key its key
     * @param token bound to the key
     * @param authorization the token as it is sent
     * @param proofs of the key, for the token
     */
    record Slice(DpopKey key, String token, List<String> authorization, List<String> proofs) {

        static Slice mint(Algorithm algorithm, TokenMint mint) {
            DpopKey key = DpopKey.create(algorithm.joseName(), Clock.systemUTC());
            String token = mint.boundTo(key);
            return new Slice(
                    key,
                    token,
                    List.of("DPoP " + token),
                    Stream.generate(() -> fresh(key, token)).limit(PROOFS).toList());
        }

        String anotherProof() {
            return fresh(key, token);
        }

        private static String fresh(DpopKey key, String token) {
            return key.proof(Orders.METHOD, Orders.URL).accessToken(token).sign();
        }
    }

    /** The floor. */
    @State(Scope.Benchmark)
    public static class Floor {

        private List<BareVerify> checks = List.of();

        @Setup
        public void prepare(Client client) {
            checks = client.slices.stream()
                    .map(slice -> new BareVerify(client.algorithm, slice.key(), slice.proofs()))
                    .toList();
        }
    }

    /** Redoubt, which knows the tokens. */
    @State(Scope.Benchmark)
    public static class Redoubt {

        @Setup
        public void learn(Client client) {
            client.slices.forEach(slice -> requireOnce(slice.anotherProof(), proof -> client.request(slice, proof)));
        }
    }

    /** Spring Security, for which the tokens are free; it takes 1,000 proofs each. */
    @State(Scope.Benchmark)
    public static class Spring {

        private List<SpringProof> checks = List.of();

        @Setup
        public void prepare(Client client) {
            checks = client.slices.stream()
                    .map(slice -> {
                        SpringProof check = new SpringProof(slice.token());
                        requireOnce(slice.anotherProof(), check::check);
                        return check;
                    })
                    .toList();
        }
    }

    /** Who does not remember proofs is fast. */
    private static void requireOnce(String proof, Consumer<String> check) {
        check.accept(proof);
        try {
            check.accept(proof);
        } catch (RuntimeException refused) {
            return;
        }
        throw new IllegalStateException("a proof passes twice");
    }

    @Benchmark
    @OperationsPerInvocation(PROOFS)
    public void floor(Client client, Floor floor) throws GeneralSecurityException {
        floor.checks.get(client.turn).verifyAll();
    }

    @Benchmark
    @OperationsPerInvocation(PROOFS)
    public void redoubt(Client client, Redoubt redoubt) {
        Slice slice = client.slice();
        for (String proof : slice.proofs()) {
            client.request(slice, proof);
        }
    }

    @Benchmark
    @OperationsPerInvocation(PROOFS)
    public void spring(Client client, Spring spring) {
        SpringProof check = spring.checks.get(client.turn);
        for (String proof : client.slice().proofs()) {
            check.check(proof);
        }
    }
}
