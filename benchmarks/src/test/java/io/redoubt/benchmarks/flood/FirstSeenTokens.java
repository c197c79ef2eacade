package io.redoubt.benchmarks.flood;

import io.redoubt.access.Decision;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Requests with good tokens that are new to the service, from one address, while a forger at another address has as many
 * requests under way as a container has threads. Each sender pauses for a millisecond after an answer, which is what the
 * network would cost him.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class FirstSeenTokens {

    private static final int FORGERS = 200;
    private static final int TOKENS = 512;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** A service to which each token is new, however often it comes. */
    @State(Scope.Benchmark)
    public static class Traffic {

        private final GuardedService service = GuardedService.forgetful();
        private List<String> good;
        private List<String> forged;

        @Setup
        public void mint() {
            good = service.mint().good(TOKENS);
            forged = service.mint().forged(TOKENS);
        }

        @TearDown
        public void close() {
            service.close();
        }
    }

    /** Which token comes next. */
    @State(Scope.Thread)
    public static class Turn {

        private int turn;

        Decision send(Traffic traffic, List<String> tokens, String remoteAddress) {
            turn = (turn + 1) & (TOKENS - 1);
            Decision decision = traffic.service.get(tokens.get(turn), remoteAddress);
            LockSupport.parkNanos(PAUSE_NANOS);
            return decision;
        }
    }

    /** What became of the good tokens. JMH reads the fields. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Outcome {

        public long passed;
        public long refused;
    }

    @Benchmark
    @Group("besideForger")
    public Decision good(Traffic traffic, Turn turn, Outcome outcome) {
        Decision decision = turn.send(traffic, traffic.good, Peers.GOOD);
        if (decision instanceof Decision.Allowed) {
            outcome.passed++;
        } else {
            outcome.refused++;
        }
        return decision;
    }

    @Benchmark
    @Group("besideForger")
    @GroupThreads(FORGERS)
    public Decision forge(Traffic traffic, Turn turn) {
        return turn.send(traffic, traffic.forged, Peers.FORGER);
    }
}
