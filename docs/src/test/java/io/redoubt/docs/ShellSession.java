package io.redoubt.docs;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One shell in which the commands of a page run one after the other, as a reader types them. */
final class ShellSession implements AutoCloseable {

    private static final String END = "\u0001";

    private final Process shell;
    private final BufferedWriter in;
    private final BufferedReader out;

    private ShellSession(Process shell) {
        this.shell = shell;
        this.in = shell.outputWriter(StandardCharsets.UTF_8);
        this.out = shell.inputReader(StandardCharsets.UTF_8);
    }

    /** @param environment what the shell finds beside what it inherits */
    static ShellSession in(Path directory, Map<String, String> environment) throws IOException {
        ProcessBuilder shell =
                new ProcessBuilder("bash").directory(directory.toFile()).redirectErrorStream(true);
        shell.environment().keySet().removeIf(name -> name.startsWith("REDOUBT_"));
        shell.environment().putAll(environment);
        return new ShellSession(shell.start());
    }

    /** {@return what the command wrote} */
    String run(String command) throws IOException {
        in.write(command + "\nprintf '" + END + "\\n'\n");
        in.flush();
        StringBuilder written = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.endsWith(END)) {
                return written.append(line, 0, line.length() - END.length())
                        .toString()
                        .strip();
            }
            written.append(line).append('\n');
        }
        throw new AssertionError("the shell ended with: " + command + "\n" + written);
    }

    /** Ends the shell and everything that was started in it. */
    @Override
    public void close() {
        List<ProcessHandle> started = shell.descendants().toList();
        shell.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        started.forEach(process -> process.onExit().join());
    }
}
