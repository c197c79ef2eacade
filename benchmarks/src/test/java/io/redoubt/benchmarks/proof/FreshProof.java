package io.redoubt.benchmarks.proof;

import io.redoubt.access.Decision;
import io.redoubt.benchmarks.token.Algorithm;
import io.redoubt.testkit.DpopKey;
import io.redoubt.testkit.DpopProof;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/**
 * Requests with a bound token that is known, each with a proof that is new. A proof passes once, so a slice is not so and so
 * long, but as many requests as proofs were made for it.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FreshProof {

    private static final int PROOFS = 500;

    /** A client with its token, and the proofs of one slice, of a key of its own, for Spring takes 1,000 at most. */
    @State(Scope.Benchmark)
    public static class Client {

        @Param("ES256")
        public Algorithm algorithm;

        private Orders orders;
        private DpopKey key;
        private String token;
        private List<String> proofs;

        @Setup
        public void open() {
            orders = new Orders();
        }

        @Setup(Level.Iteration)
        public void mint() {
            key = DpopKey.create(algorithm.joseName(), Clock.systemUTC());
            token = orders.mint().boundTo(key);
            proofs = IntStream.range(0, PROOFS).mapToObj(number -> freshProof()).toList();
        }

        private String freshProof() {
            DpopProof proof = key.proof(Orders.METHOD, Orders.URL);
            return proof.accessToken(token).sign();
        }

        @TearDown
        public void close() {
            orders.close();
        }
    }

    /** The floor: everything but the signature is done before it counts. */
    @State(Scope.Benchmark)
    public static class Floor {

        private BareVerify verify;
        private List<BareVerify.Signed> signed;

        @Setup(Level.Iteration)
        public void prepare(Client client) {
            verify = new BareVerify(client.algorithm, client.key);
            signed = client.proofs.stream().map(verify::prepare).toList();
        }
    }

    /** Redoubt, which knows the token. */
    @State(Scope.Benchmark)
    public static class Redoubt {

        @Setup(Level.Iteration)
        public void learn(Client client) {
            String proof = client.freshProof();
            requireAllowed(client, proof);
            if (get(client, proof) instanceof Decision.Allowed) {
                throw new IllegalStateException("a proof passes twice");
            }
        }
    }

    /** Spring Security, for which the token is free. */
    @State(Scope.Benchmark)
    public static class Spring {

        private SpringProof check;

        @Setup(Level.Iteration)
        public void prepare(Client client) {
            check = new SpringProof(client.token);
            String proof = client.freshProof();
            check.check(proof);
            if (passes(proof)) {
                throw new IllegalStateException("a proof passes twice");
            }
        }

        private boolean passes(String proof) {
            try {
                check.check(proof);
                return true;
            } catch (RuntimeException refused) {
                return false;
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(PROOFS)
    public void floor(Floor floor) throws GeneralSecurityException {
        for (BareVerify.Signed proof : floor.signed) {
            if (!floor.verify.verifies(proof)) {
                throw new IllegalStateException("a good proof is refused");
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(PROOFS)
    public void redoubt(Client client, Redoubt redoubt) {
        for (String proof : client.proofs) {
            requireAllowed(client, proof);
        }
    }

    @Benchmark
    @OperationsPerInvocation(PROOFS)
    public void spring(Client client, Spring spring) {
        for (String proof : client.proofs) {
            spring.check.check(proof);
        }
    }

    private static void requireAllowed(Client client, String proof) {
        if (!(get(client, proof) instanceof Decision.Allowed)) {
            throw new IllegalStateException("a good proof is refused");
        }
    }

    private static Decision get(Client client, String proof) {
        return client.orders.get("DPoP", client.token, List.of(proof));
    }
}
