package io.redoubt.benchmarks.field;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A thousand entities in one transaction, written in batches and read by one query; told per entity. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StoredEntities {

    private static final int COUNT = 1000;

    /** A table, on a server of its own. */
    @State(Scope.Benchmark)
    public abstract static class Table {

        @Param("PLAIN")
        public Mapping mapping;

        private EmbeddedPostgres server;
        private Warehouse warehouse;

        @Setup
        public void open() throws Exception {
            server = Warehouse.server();
            warehouse = Warehouse.open(mapping, server);
            warehouse.write(rows());
        }

        @TearDown
        public void close() throws IOException {
            warehouse.close();
            server.close();
        }

        /** {@return how many there are before it is measured} */
        abstract int rows();

        final Warehouse warehouse() {
            return warehouse;
        }
    }

    /** One without rows. */
    @State(Scope.Benchmark)
    public static class Empty extends Table {

        @Override
        int rows() {
            return 0;
        }

        @TearDown(Level.Invocation)
        public void empty() {
            warehouse().empty();
        }
    }

    /** One with a thousand rows. */
    @State(Scope.Benchmark)
    public static class Filled extends Table {

        @Override
        int rows() {
            return COUNT;
        }
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void write(Empty table) {
        table.warehouse().write(COUNT);
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int read(Filled table) {
        return table.warehouse().read();
    }
}
