package io.redoubt.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** All that is written to standard output while this is open, as an operator reads it; Boot logs to there. */
final class CapturedOutput implements AutoCloseable {

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private CapturedOutput() {
        System.setOut(new PrintStream(written, true, UTF_8));
    }

    static CapturedOutput begin() {
        return new CapturedOutput();
    }

    String text() {
        return written.toString(UTF_8);
    }

    @Override
    public void close() {
        System.setOut(before);
        before.print(text());
    }
}
