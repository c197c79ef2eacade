package io.redoubt.quickstart.tour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service's own log, read while the service writes it. */
final class ServiceLog {

    /** A whole line of the logger {@code io.redoubt.audit}, as Spring Boot writes it to the console. */
    private static final Pattern REFUSAL =
            Pattern.compile("\\bio\\.redoubt\\.audit\\s*: ((?:access denied|value refused): .*)\\R");

    /** What Redoubt says at start-up: what is in force for requests, and for each encrypted field. */
    private static final Pattern IN_FORCE = Pattern.compile("\\bio\\.redoubt\\s+: redoubt: ((?:service|field) .*)\\R");

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final int LAST_LINES = 25;

    private final Path file;

    ServiceLog(Path file) {
        this.file = file;
    }

    /** {@return where the log is, as seen from the working directory if it is inside} */
    Path shortName() {
        Path here = Path.of("").toAbsolutePath();
        Path there = file.toAbsolutePath().normalize();
        return there.startsWith(here) ? here.relativize(there) : there;
    }

    /** {@return how much has been written, in bytes: what a request causes stands behind it} */
    long position() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the first refusal behind a position, waiting for it if it is not there yet} */
    Optional<String> refusalAfter(long position, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            Matcher refusal = REFUSAL.matcher(textAfter(position));
            if (refusal.find()) {
                return Optional.of(refusal.group(1));
            }
            if (System.nanoTime() >= deadline) {
                return Optional.empty();
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Waits until the service has written this behind a position. */
    void await(String text, long position, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!textAfter(position).contains(text)) {
            if (System.nanoTime() >= deadline) {
                throw new ServiceFailedException("the service never said: " + text, lastLines());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** {@return what is in force, as the service said at start-up, in as many lines; none if it has not said it} */
    List<String> inForce() {
        return IN_FORCE.matcher(textAfter(0))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    List<String> lastLines() {
        List<String> lines = textAfter(0).lines().toList();
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }

    private String textAfter(long position) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(position);
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
