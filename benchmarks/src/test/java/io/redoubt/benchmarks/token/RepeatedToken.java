package io.redoubt.benchmarks.token;

import io.redoubt.benchmarks.NativeProvider;
import io.redoubt.token.TokenCache;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.Verification;
import io.redoubt.token.VerifiedToken;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
 * A token that passed before and comes again, as a fresh String of the same characters, which is how a container hands it
 * over. The peers remember nothing: what a repeated token costs them is what it costs at first sight.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RepeatedToken {

    /** The tokens in circulation, as bytes on the wire; they come in an order that no prefetcher guesses. */
    @State(Scope.Benchmark)
    public static class Tokens {

        @Param("1")
        public int distinct;

        @Param("NONE")
        public NativeProvider provider;

        private TokenMint mint;
        private byte[][] wire = {};

        @Setup
        public void mint() {
            NativeProvider.requireOnClassPath(provider);
            mint = TokenMint.of(Algorithm.RS256);
        }

        void circulate(List<String> tokens) {
            wire = tokens.stream()
                    .map(token -> token.getBytes(StandardCharsets.ISO_8859_1))
                    .toArray(byte[][]::new);
        }

        @TearDown
        public void close() {
            mint.close();
        }
    }

    /** The floor's map, of tokens that only look like tokens: nothing here reads them. */
    @State(Scope.Benchmark)
    public static class Known {

        private final Map<DigestMap.Digest, String> byDigest = new ConcurrentHashMap<>();

        @Setup
        public void learn(Tokens tokens) {
            List<String> lookalikes = tokens.mint.forged(tokens.distinct);
            DigestMap digests = DigestMap.over(byDigest);
            lookalikes.forEach(token -> byDigest.put(digests.digest(token), "found"));
            tokens.circulate(lookalikes);
        }
    }

    /** The floor, for one thread. */
    @State(Scope.Thread)
    public static class Floor {

        private DigestMap map;

        @Setup
        public void share(Known known) {
            map = DigestMap.over(known.byDigest);
        }
    }

    /** Redoubt, which has seen every token in circulation. */
    @State(Scope.Benchmark)
    public static class Redoubt {

        private TokenVerifier verifier;

        @Setup
        public void learn(Tokens tokens) {
            verifier = RedoubtCheck.verifier(tokens.mint).remembering(TokenCache.DEFAULT, new SecureRandom());
            List<String> good = tokens.mint.good(tokens.distinct);
            good.forEach(verifier::verify);
            good.forEach(this::requireRemembered);
            tokens.circulate(good);
        }

        @TearDown
        public void stillRemembered(Tokens tokens) {
            for (byte[] token : tokens.wire) {
                requireRemembered(new String(token, StandardCharsets.ISO_8859_1));
            }
        }

        /** What is remembered is not asked for admission. */
        private void requireRemembered(String token) {
            Verification verification = verifier.verify(token, check -> {
                throw new IllegalStateException("not remembered");
            });
            if (!(verification instanceof VerifiedToken)) {
                throw new IllegalStateException("a token in circulation is not remembered: " + verification);
            }
        }
    }

    /** Which token comes next, for one thread. */
    @State(Scope.Thread)
    public static class Traffic {

        private static final int STRIDE = 6151; // prime, so every token has its turn

        private int turn;

        String next(Tokens tokens) {
            turn = (turn + STRIDE) % tokens.wire.length;
            return new String(tokens.wire[turn], StandardCharsets.ISO_8859_1);
        }
    }

    @Benchmark
    public Object floor(Tokens tokens, Traffic traffic, Floor floor) {
        return floor.map.recall(traffic.next(tokens));
    }

    @Benchmark
    public Object redoubt(Tokens tokens, Traffic traffic, Redoubt redoubt) {
        return redoubt.verifier.verify(traffic.next(tokens));
    }
}
