package io.redoubt.benchmarks.field;

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

/** One value of a binary column, sealed and opened. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SealedValue {

    /** The column and who seals it. */
    @State(Scope.Benchmark)
    public static class Column {

        @Param("FLOOR")
        public FieldLibrary library;

        @Param("16")
        public int size;

        private ValueCipher cipher;
        private byte[] value;
        private byte[] sealed;
        private long row = SealingExam.ROW;

        @Setup
        public void open() throws Exception {
            cipher = library.open();
            value = SealingExam.value(size);
            sealed = SealingExam.require(library, cipher, size);
        }

        @TearDown
        public void close() {
            cipher.close();
        }
    }

    @Benchmark
    public byte[] seal(Column column) throws Exception {
        return column.cipher.seal(column.row, column.value);
    }

    @Benchmark
    public byte[] open(Column column) throws Exception {
        return column.cipher.open(column.row, column.sealed);
    }
}
