package io.redoubt.benchmarks.proof;

import io.redoubt.access.Decision;
import io.redoubt.token.Verification;
import io.redoubt.token.VerifiedToken;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Requests with a bearer token that is known: what the verifier of tokens costs alone, and the guard with it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KnownToken {

    /** A service that knows one token. */
    @State(Scope.Benchmark)
    public static class Service {

        private Orders orders;
        private String token;
        private List<String> authorization;

        @Setup
        public void learn() {
            orders = new Orders();
            token = orders.mint().good();
            authorization = List.of("Bearer " + token);
            if (!(get() instanceof Decision.Allowed) || !(verify() instanceof VerifiedToken)) {
                throw new IllegalStateException("the good token is refused");
            }
        }

        Decision get() {
            return orders.get(authorization, List.of());
        }

        Verification verify() {
            return orders.verifier().verify(token);
        }

        @TearDown
        public void close() {
            orders.close();
        }
    }

    @Benchmark
    public Verification verifier(Service service) {
        return service.verify();
    }

    @Benchmark
    public Decision guard(Service service) {
        return service.get();
    }
}
