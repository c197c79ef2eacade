package io.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the command is run in a test: with a directory of its own, its own time, and nobody who types but the test. */
final class Desk {

    static final String PASSWORD = "a test password";
    static final Instant MORNING = Instant.parse("2026-11-22T08:00:00Z");

    private static final JsonLimits LIMITS = new JsonLimits(1024 * 1024, 8, 10_000);

    private final Path directory;
    private final Deque<String> typed = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<char[]> handedOver = new ArrayList<>();
    private Instant now = MORNING;
    private byte[] input = new byte[0];
    private boolean terminal;

    private Desk(Path directory) {
        this.directory = directory;
    }

    static Desk in(Path directory) {
        Desk desk = new Desk(directory);
        desk.secret("password", PASSWORD + "\n");
        return desk;
    }

    void services(String... services) {
        String members = String.join(
                ", ", Stream.of(services).map(name -> "\"" + name + "\": {}").toList());
        write("fleet/fleet.json", """
                {"v": 1, "trustDomain": "shop.example", "lifetimeDays": 90, "services": {%s}}
                """.formatted(members));
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    void answer(String... lines) {
        typed.addAll(List.of(lines));
    }

    void pipe(String text) {
        input = text.getBytes(StandardCharsets.UTF_8);
    }

    void sitAtATerminal() {
        terminal = true;
    }

    List<String> asked() {
        return asked;
    }

    Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    Path keyset(String service) {
        return path("fleet/keysets/" + service + "/keyset.json");
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(path(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file that only its owner can read. */
    Path secret(String name, String text) {
        try {
            return Files.setPosixFilePermissions(write(name, text), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command exactly as it is typed. */
    Run type(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal seat = new Terminal(
                new ByteArrayInputStream(input),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                question -> {
                    asked.add(question);
                    Optional<char[]> line = Optional.ofNullable(typed.poll()).map(String::toCharArray);
                    line.ifPresent(handedOver::add);
                    return line;
                },
                terminal,
                terminal,
                clock(),
                new SecureRandom());
        int exitCode = Redoubt.run(seat, args);
        Run run = new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        assertThat(run.out() + run.err()).doesNotContain(PASSWORD).doesNotContain("\tat ");
        assertThat(handedOver)
                .as("what was typed")
                .allSatisfy(chars -> assertThat(chars).containsOnly('\0'));
        return run;
    }

    /** Runs a command with the fleet, the root and the password of this desk, as far as it knows of them. */
    Run run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        boolean needsRoot = Stream.of("init", "issue", "rotate", "promote", "retire", "revoke", "remove", "restore")
                .anyMatch(all::contains);
        boolean needsFleet = needsRoot
                || Stream.of("fleet", "blast-radius", "inspect", "audit").anyMatch(all::contains);
        if (needsFleet && !all.contains("--fleet")) {
            all.addAll(List.of("--fleet", path("fleet").toString()));
        }
        if (needsRoot && !all.contains("--root")) {
            all.addAll(List.of("--root", "file:" + path("root.p12")));
        }
        if (needsRoot && !all.contains("--password-file")) {
            all.addAll(List.of("--password-file", path("password").toString()));
        }
        return type(all.toArray(String[]::new));
    }

    Run runGood(String... args) {
        Run run = run(args);
        assertThat(run.err()).as(String.join(" ", args)).isEmpty();
        assertThat(run.exitCode()).as(String.join(" ", args)).isEqualTo(Redoubt.GOOD);
        return run;
    }

    /**
     * What came of a command.
     *
     * @param exitCode with what it ended
     * @param out what it answered
     * @param err what it complained of
     */
    record Run(int exitCode, String out, String err) {

        /** {@return the answer, which is one JSON document in one line} */
        Map<String, Object> json() {
            assertThat(out.lines()).hasSize(1);
            try {
                return StrictJson.object(out.strip().getBytes(StandardCharsets.UTF_8), LIMITS);
            } catch (JsonException e) {
                throw new AssertionError("no JSON: " + out, e);
            }
        }

        Run refusedWith(String code) {
            assertThat(exitCode).isEqualTo(Redoubt.REFUSED);
            assertThat(err).startsWith("redoubt: " + code + ": ").contains("; ");
            assertThat(err.lines()).hasSize(1);
            return this;
        }

        Run misusedWith(String text) {
            assertThat(exitCode).isEqualTo(Redoubt.USAGE);
            assertThat(err).contains(text).contains("--help'");
            assertThat(out).isEmpty();
            return this;
        }
    }
}
