package io.redoubt.benchmarks.field;

import io.redoubt.benchmarks.key.KeysetOnDisk;
import io.redoubt.field.BlindIndex;
import io.redoubt.field.FieldType;
import io.redoubt.field.Normaliser;
import io.redoubt.key.IndexName;
import io.redoubt.key.KeysetException;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Suite;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The code under which a value is found. The floor is one HMAC-SHA-512 over as many bytes, by the JDK alone. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IndexCode {

    private static final String VALUE = "ada@example.com";

    /** A key of the JDK. */
    @State(Scope.Benchmark)
    public static class Bare {

        private Mac mac;
        /** Label, tenant and value with their lengths. */
        private final byte[] message = new byte[50];

        @Setup
        public void create() throws GeneralSecurityException {
            mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(new byte[64], "HmacSHA512"));
        }
    }

    /** An index of Redoubt's. */
    @State(Scope.Benchmark)
    public static class Index {

        private ServiceKeyset keys;
        private BlindIndex<String> exact;
        private BlindIndex<String> email;

        @Setup
        public void open() throws IOException, KeysetException {
            keys = KeysetOnDisk.sealingWith(Suite.A256GCM);
            exact = index(Normaliser.EXACT_1);
            email = index(Normaliser.EMAIL_1);
        }

        private BlindIndex<String> index(Normaliser normaliser) {
            return BlindIndex.of(keys, new IndexName(RedoubtCipher.EMAIL, "eq", normaliser.id(), 128), FieldType.TEXT);
        }

        @TearDown
        public void close() {
            keys.close();
        }
    }

    @Benchmark
    public byte[] hmac(Bare bare) {
        return bare.mac.doFinal(bare.message);
    }

    @Benchmark
    public byte[] exact(Index index) {
        return index.exact.code(Optional.of(RedoubtCipher.TENANT), VALUE);
    }

    @Benchmark
    public byte[] email(Index index) {
        return index.email.code(Optional.of(RedoubtCipher.TENANT), VALUE);
    }
}
