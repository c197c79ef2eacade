package io.redoubt.benchmarks.token;

import io.redoubt.benchmarks.NativeProvider;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A token that was never seen before, from its text to the library's answer.
 *
 * <p>The same token comes again and again, for nobody here remembers it; for the library that would, 1,024 tokens take
 * turns.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FirstSight {

    /** The library, which all threads share. */
    @State(Scope.Benchmark)
    public static class Service {

        private static final int TOKENS_FOR_A_MEMORY = 1024;

        @Param("RS256")
        public Algorithm algorithm;

        @Param("REDOUBT")
        public Library library;

        @Param("NONE")
        public NativeProvider provider;

        private final AtomicInteger callers = new AtomicInteger();
        private TokenMint mint;
        private TokenCheck check;
        private List<String> tokens;

        @Setup
        public void open() throws Exception {
            NativeProvider.requireOnClassPath(provider);
            mint = TokenMint.of(algorithm);
            check = library.open(mint);
            EntranceExam.require(library, mint, check);
            tokens = mint.good(library == Library.REDOUBT_REMEMBERING ? TOKENS_FOR_A_MEMORY : 1);
        }

        @TearDown
        public void close() {
            check.close();
            mint.close();
        }
    }

    /** One thread's turn among the tokens. */
    @State(Scope.Thread)
    public static class Caller {

        private TokenCheck check;
        private String[] tokens;
        private int turn;

        @Setup
        public void call(Service service) throws Exception {
            // The floor's engine serves one thread.
            check = service.library == Library.FLOOR ? service.library.open(service.mint) : service.check;
            tokens = service.tokens.toArray(String[]::new);
            turn = service.callers.getAndIncrement() * tokens.length / 2;
        }

        Object checkNext() throws Exception {
            turn = (turn + 1) & (tokens.length - 1);
            return check.check(tokens[turn]);
        }
    }

    @Benchmark
    public Object check(Caller caller) throws Exception {
        return caller.checkNext();
    }
}
