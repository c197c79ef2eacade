package io.redoubt.benchmarks.field;

import io.redoubt.benchmarks.key.KeysetOnDisk;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldType;
import io.redoubt.key.KeysetException;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Suite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One value of 64 characters in a text column. The floor is the JDK's AES-GCM and its base64. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SealedText {

    private static final long ROW = 1_000_000;
    private static final String TEXT = "x".repeat(64);

    /** A column as it is often written. */
    @State(Scope.Benchmark)
    public static class Floor {

        private JceCipher cipher;
        private String sealed = "";

        @Setup
        public void create() throws GeneralSecurityException {
            cipher = JceCipher.keepingItsEngine();
            sealed = seal(TEXT);
        }

        private String seal(String text) throws GeneralSecurityException {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(cipher.seal(ROW, text.getBytes(StandardCharsets.UTF_8)));
        }

        private String open() throws GeneralSecurityException {
            return new String(cipher.open(ROW, Base64.getUrlDecoder().decode(sealed)), StandardCharsets.UTF_8);
        }
    }

    /** A column of Redoubt's. */
    @State(Scope.Benchmark)
    public static class Redoubt {

        private ServiceKeyset keys;
        private FieldCipher cipher;
        private String sealed = "";
        private long row = ROW;

        @Setup
        public void open() throws IOException, KeysetException {
            keys = KeysetOnDisk.sealingWith(Suite.A256GCM);
            cipher = FieldCipher.of(keys, event -> {});
            sealed = cipher.sealText(RedoubtCipher.place(row), FieldType.TEXT, TEXT);
        }

        @TearDown
        public void close() {
            keys.close();
        }
    }

    @Benchmark
    public String floorSeal(Floor column) throws GeneralSecurityException {
        return column.seal(TEXT);
    }

    @Benchmark
    public String floorOpen(Floor column) throws GeneralSecurityException {
        return column.open();
    }

    @Benchmark
    public String redoubtSeal(Redoubt column) {
        return column.cipher.sealText(RedoubtCipher.place(column.row), FieldType.TEXT, TEXT);
    }

    @Benchmark
    public String redoubtOpen(Redoubt column) {
        return column.cipher.openText(RedoubtCipher.place(column.row), FieldType.TEXT, column.sealed);
    }
}
