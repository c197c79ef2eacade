package io.redoubt.benchmarks.mask;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An event, from the logger's call to the bytes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class EncodedEvent {

    @Param("PATTERN")
    public LogEncoder encoder;

    @Param("CLEAN")
    public LogLine line;

    private final LoggerContext context = new LoggerContext();
    private Encoder<ILoggingEvent> open;

    @Setup
    public void open() {
        open = encoder.open(context);
    }

    @Benchmark
    public byte[] encode() {
        return open.encode(line.event(context));
    }
}
