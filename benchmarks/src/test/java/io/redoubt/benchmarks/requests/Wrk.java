package io.redoubt.benchmarks.requests;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The load generator {@code wrk}: one thread, 32 connections, each of which sends its next request when it has its answer.
 *
 * @param launcher what puts a command on its processor
 * @param script tells wrk which token comes next, and writes what became of the requests as {@link #RESULT}
 */
record Wrk(List<String> launcher, Path script) {

    private static final int CONNECTIONS = 32;
    private static final int LONGEST_END_SECONDS = 30;

    /** Answered requests, microseconds, and requests without a good answer. */
    private static final Pattern RESULT = Pattern.compile("^result (\\d+) (\\d+) (\\d+)$", Pattern.MULTILINE);

    /**
     * {@return how many requests a second were answered well}
     *
     * @param uri where they go
     * @param tokens a file with a token in each line; they take turns
     * @param length how long
     * @throws IllegalStateException if one was not answered well: a refusal is cheaper than an answer
     */
    double measure(URI uri, Path tokens, Duration length) throws IOException, InterruptedException {
        List<String> command = Stream.of(
                        launcher,
                        List.of("wrk", "-t1", "-c" + CONNECTIONS, "-d" + length.toSeconds() + "s"),
                        List.of("-s", script.toString(), uri.toString(), "--", tokens.toString()))
                .flatMap(List::stream)
                .toList();
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        try {
            if (!process.waitFor(length.toSeconds() + LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("wrk does not end");
            }
            return perSecond(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    static double perSecond(String output) {
        Matcher result = RESULT.matcher(output);
        if (!result.find()) {
            throw new IllegalStateException("wrk told no result");
        }
        long bad = Long.parseLong(result.group(3));
        if (bad > 0) {
            throw new IllegalStateException(bad + " requests were not answered well");
        }
        return Long.parseLong(result.group(1)) * 1e6 / Long.parseLong(result.group(2));
    }
}
