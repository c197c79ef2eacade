package io.redoubt.spring.redis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** A real Redis that can be killed, frozen, and restarted with its data or without. */
public final class RedisProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

    private final File executable;
    private final Path folder;
    private final int port;
    private final List<String> settings;
    private final AtomicReference<Process> process = new AtomicReference<>();

    private RedisProcess(List<String> settings) {
        try {
            this.executable = ExecutableProvider.newJarResourceProvider().get();
            this.folder = Files.createTempDirectory("redoubt-redis");
            this.port = freePort();
            this.settings = settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return one that keeps what it was told} */
    public static RedisProcess start() {
        return start("--appendonly", "yes", "--appendfsync", "always");
    }

    /** {@return one with these settings} */
    static RedisProcess start(String... settings) {
        RedisProcess redis = new RedisProcess(List.of(settings));
        redis.restart();
        return redis;
    }

    public int port() {
        return port;
    }

    /** Without a chance to say goodbye. */
    public void kill() {
        Process running = process.get();
        running.destroyForcibly();
        await(running);
    }

    /** With what it wrote to its file. */
    public void restart() {
        List<String> command = new ArrayList<>(List.of(
                executable.getAbsolutePath(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                folder.toString()));
        command.addAll(settings);
        try {
            process.set(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer();
    }

    public void restartEmpty() {
        deleteFiles();
        restart();
    }

    /** It keeps its connections and answers nobody. */
    void freeze() {
        signal("-STOP");
    }

    void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            await(new ProcessBuilder("kill", signal, Long.toString(process.get().pid())).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("a process does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("redis does not start");
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write(PING);
            InputStream in = socket.getInputStream();
            return in.read() == '+';
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void deleteFiles() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        deleteFiles();
        folder.toFile().deleteOnExit();
    }
}
