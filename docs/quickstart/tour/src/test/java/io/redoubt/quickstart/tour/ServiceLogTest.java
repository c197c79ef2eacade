package io.redoubt.quickstart.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceLogTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);
    private static final String START = "2026-03-01T12:00:00.000Z  WARN 7 --- [orders] [exec-1] io.redoubt.audit   : ";

    @TempDir
    private Path directory;

    private Path file;
    private ServiceLog log;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("orders.log"), "");
        log = new ServiceLog(file);
    }

    @Test
    void findsTheRefusalOfTheRequestAndNoEarlierOne() throws IOException {
        append(START + "access denied: code=token.expired status=401\n");
        long position = log.position();
        append("some other line\n" + START + "access denied: code=token.bad-signature status=401\n");

        assertThat(log.refusalAfter(position, Duration.ZERO))
                .hasValue("access denied: code=token.bad-signature status=401");
    }

    @Test
    void findsAStoredValueThatWasRefused() throws IOException {
        append(START + "value refused: code=field.tampered entity=order field=email\n");

        assertThat(log.refusalAfter(0, Duration.ZERO))
                .hasValue("value refused: code=field.tampered entity=order field=email");
    }

    @Test
    void findsNothingWhereNothingWasRefused() throws IOException {
        append("2026-03-01T12:00:00.000Z  WARN 7 --- [orders] [main] example.Other : access denied: code=x\n");

        assertThat(log.refusalAfter(0, Duration.ZERO)).isEmpty();
    }

    @Test
    void waitsUntilTheLineIsWhole() throws IOException {
        append(START + "access denied: code=tok");
        var found = CompletableFuture.supplyAsync(() -> log.refusalAfter(0, LONG_ENOUGH));

        append("en.expired\n");

        assertThat(found)
                .succeedsWithin(LONG_ENOUGH)
                .satisfies(refusal -> assertThat(refusal).hasValue("access denied: code=token.expired"));
    }

    @Test
    void findsWhatIsInForce() throws IOException {
        append("""
                2026-03-01T12:00:00.000Z  INFO 7 --- [orders] [main] io.redoubt    : redoubt: field order.email in orders.email
                2026-03-01T12:00:00.000Z  INFO 7 --- [orders] [main] io.redoubt    : redoubt: service orders; rules 1
                2026-03-01T12:00:00.000Z  INFO 7 --- [orders] [main] io.redoubt    : redoubt: GET /hello: open
                """);

        assertThat(log.inForce()).containsExactly("field order.email in orders.email", "service orders; rules 1");
    }

    @Test
    void showsTheLastLinesOnly() throws IOException {
        append(IntStream.rangeClosed(1, 40).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")));

        assertThat(log.lastLines()).hasSize(25).startsWith("line 16").endsWith("line 40");
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
