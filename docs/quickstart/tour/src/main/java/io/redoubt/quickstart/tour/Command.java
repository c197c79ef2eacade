package io.redoubt.quickstart.tour;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command {@code redoubt}, as its operator runs it: a process of its own, in the directory with the operator's files. */
final class Command {

    private final Path directory;

    Command(Path directory) {
        this.directory = directory;
    }

    /** {@return the answer to these arguments} */
    String run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(arguments), "");
    }

    /** {@return the answer to these arguments, with a password that is typed} */
    String runWithPassword(String password, List<String> arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--password-fd", "0")); // there may be nobody at a terminal to be asked
        return run(all, password);
    }

    /** {@return the answer to these arguments of a command that is to end with this code} */
    String answerOf(int exitCode, List<String> arguments) throws IOException, InterruptedException {
        return run(exitCode, arguments, "");
    }

    private String run(List<String> arguments, String input) throws IOException, InterruptedException {
        return run(0, arguments, input);
    }

    private String run(int exitCode, List<String> arguments, String input) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.redoubt.cli.Redoubt"));
        line.addAll(arguments);
        Path errors = directory.resolve("errors");
        Process process = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectError(errors.toFile())
                .start();
        try (var typed = process.outputWriter(StandardCharsets.UTF_8)) {
            typed.write(input);
        }
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != exitCode) {
            throw new IllegalStateException("redoubt " + arguments.get(0) + " " + arguments.get(1) + " ended with "
                    + code + ": " + Files.readString(errors) + answer);
        }
        return answer;
    }
}
