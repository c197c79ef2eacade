package io.redoubt.benchmarks.flood;

import io.redoubt.access.Decision;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Requests with a token that is known, beside somebody who keeps another processor busy: a forger of ES256 tokens, or a
 * harmless sender whose work never reaches the guard.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KnownTokens {

    private static final int FORGED = 1024;
    private static final int HARMLESS_WORK = 10_000;

    /** The service, and what is sent to it. */
    @State(Scope.Benchmark)
    public static class Traffic {

        private final GuardedService service = GuardedService.remembering();
        private final String known = service.mint().good();
        private final List<String> forged = service.mint().forged(FORGED);

        @Setup
        public void rightAnswers() {
            if (!(service.get(known, Peers.GOOD) instanceof Decision.Allowed)) {
                throw new IllegalStateException("the good token is refused");
            }
            if (!(service.get(forged.get(0), Peers.FORGER) instanceof Decision.Denied)) {
                throw new IllegalStateException("a forged token is accepted");
            }
        }

        @TearDown
        public void close() {
            service.close();
        }
    }

    /** Which forged token comes next. */
    @State(Scope.Thread)
    public static class Turn {

        private int turn;

        String next(Traffic traffic) {
            turn = (turn + 1) & (FORGED - 1);
            return traffic.forged.get(turn);
        }
    }

    @Benchmark
    @Group("besideForger")
    public Decision knownBesideForger(Traffic traffic) {
        return traffic.service.get(traffic.known, Peers.GOOD);
    }

    @Benchmark
    @Group("besideForger")
    public Decision forge(Traffic traffic, Turn turn) {
        return traffic.service.get(turn.next(traffic), Peers.FORGER);
    }

    @Benchmark
    @Group("besideHarmless")
    public Decision knownBesideHarmless(Traffic traffic) {
        return traffic.service.get(traffic.known, Peers.GOOD);
    }

    @Benchmark
    @Group("besideHarmless")
    public void busy() {
        Blackhole.consumeCPU(HARMLESS_WORK);
    }
}
