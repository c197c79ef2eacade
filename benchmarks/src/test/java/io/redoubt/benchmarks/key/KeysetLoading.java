package io.redoubt.benchmarks.key;

import io.redoubt.key.KeysetException;
import io.redoubt.key.ServiceKeyset;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A keyset of sixteen keys from its file through every check, self-tests included, as at a start and at each change. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeysetLoading {

    /** With keys as they are. */
    @State(Scope.Benchmark)
    public static class Clear {

        private ServiceKeyset keyset;

        @Setup
        public void open() throws IOException, KeysetException {
            keyset = KeysetOnDisk.clear();
        }

        @TearDown
        public void close() {
            keyset.close();
        }
    }

    /** With keys for a recipient. */
    @State(Scope.Benchmark)
    public static class Wrapped {

        private ServiceKeyset keyset;

        @Setup
        public void open() throws IOException, KeysetException {
            keyset = KeysetOnDisk.wrapped();
        }

        @TearDown
        public void close() {
            keyset.close();
        }
    }

    @Benchmark
    public boolean clear(Clear service) {
        return loaded(service.keyset);
    }

    @Benchmark
    public boolean wrapped(Wrapped service) {
        return loaded(service.keyset);
    }

    private static boolean loaded(ServiceKeyset keyset) {
        keyset.reload();
        if (keyset.status().refused().isPresent()) {
            throw new IllegalStateException("the good keyset is refused");
        }
        return true;
    }
}
