package io.redoubt.benchmarks.mask;

import io.redoubt.masking.Masker;
import io.redoubt.masking.MaskingRules;
import io.redoubt.masking.Profile;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The engine alone. The floor reads each byte once. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class MaskedText {

    @Param("LINE")
    public Text text;

    private final Masker masker = Masker.of(MaskingRules.of(Profile.DEFAULT));
    private byte[] bytes;

    @Setup
    public void write() {
        bytes = text.bytes();
    }

    @Benchmark
    public int read() {
        int sum = 0;
        for (byte b : bytes) {
            sum += b;
        }
        return sum;
    }

    @Benchmark
    public byte[] mask() {
        return masker.mask(bytes);
    }
}
