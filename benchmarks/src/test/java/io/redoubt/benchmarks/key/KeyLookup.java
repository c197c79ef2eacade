package io.redoubt.benchmarks.key;

import io.redoubt.MacKey;
import io.redoubt.MacKeys;
import io.redoubt.key.FieldName;
import io.redoubt.key.KeysetException;
import io.redoubt.key.OpeningKey;
import io.redoubt.key.Purpose;
import io.redoubt.key.SealingKey;
import io.redoubt.key.ServiceKeyset;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The way from the keyset to a key that is ready for use. The floor is one look into a map by the field's name. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyLookup {

    /** A service that uses its keys. */
    @State(Scope.Benchmark)
    public static class Service {

        private final FieldName email = new FieldName("customer", "email");
        private final Map<FieldName, SealingKey> map = new ConcurrentHashMap<>();
        private ServiceKeyset keyset;
        private MacKeys codes;

        @Setup
        public void open() throws IOException, KeysetException {
            keyset = KeysetOnDisk.clear();
            codes = keyset.macs(Purpose.STATE_KEY);
            map.put(email, keyset.sealing(Purpose.FIELD, email));
        }

        @TearDown
        public void close() {
            keyset.close();
        }
    }

    @Benchmark
    public SealingKey map(Service service) {
        return Objects.requireNonNull(service.map.get(service.email));
    }

    @Benchmark
    public SealingKey sealing(Service service) {
        return service.keyset.sealing(Purpose.FIELD, service.email);
    }

    @Benchmark
    public OpeningKey opening(Service service) {
        return service.keyset.opening(Purpose.FIELD, service.email, 1);
    }

    @Benchmark
    public MacKey code(Service service) {
        return service.codes.live().get(0);
    }
}
