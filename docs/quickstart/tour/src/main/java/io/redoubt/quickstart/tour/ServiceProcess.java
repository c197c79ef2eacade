package io.redoubt.quickstart.tour;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One service of the small world: a process of its own, on a loopback port, with its output in a log file. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(90);
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final String name;
    private final int port;
    private final Process process;
    private final ServiceLog log;

    private ServiceProcess(String name, int port, Process process, ServiceLog log) {
        this.name = name;
        this.port = port;
        this.process = process;
        this.log = log;
    }

    /** Starts a Spring Boot application with the Java that runs the tour. */
    static ServiceProcess start(
            String name, String mainClass, Path classPathFile, int port, Path log, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // the services live for a minute: start quickly
                "-cp",
                Files.readString(classPathFile).strip(),
                mainClass,
                "--server.port=" + port,
                "--spring.main.banner-mode=off");
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        return new ServiceProcess(name, port, builder.start(), new ServiceLog(log));
    }

    String name() {
        return name;
    }

    URI uri() {
        return URI.create("http://localhost:" + port);
    }

    ServiceLog log() {
        return log;
    }

    /**
     * Waits until the service answers.
     *
     * @throws ServiceFailedException if it ends or stays silent instead
     */
    void awaitAnswer(String path) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_AT_START.toNanos();
        while (!Http.answers(uri().resolve(path))) {
            if (!process.isAlive()) {
                throw new ServiceFailedException(name + " ended while it started", log.lastLines());
            }
            if (System.nanoTime() > deadline) {
                throw new ServiceFailedException(
                        name + " gave no answer within " + PATIENCE_AT_START.toSeconds() + " s", log.lastLines());
            }
            process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    CompletableFuture<ServiceProcess> whenEnded() {
        return process.onExit().thenApply(ended -> this);
    }

    /** Ends exactly this process: asks it to stop, and insists when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_AT_END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
