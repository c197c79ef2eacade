package io.redoubt.benchmarks.requests;

import io.redoubt.benchmarks.token.TokenMint;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One running service, in a process of its own, which ends with this one at the latest. */
final class Server implements AutoCloseable {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    private static final int LONGEST_END_SECONDS = 20;

    private final Service service;
    private final Process process;
    private final URI uri;
    private final HttpClient client = HttpClient.newHttpClient();

    private Server(Service service, Process process, URI uri) {
        this.service = service;
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts a service with the JDK of this process, and waits until it serves.
     *
     * @param service which
     * @param mint whose tokens it trusts
     * @param launcher what puts a command on its processor; may be empty
     * @param log what the service says in its distress
     */
    static Server start(Service service, TokenMint mint, List<String> launcher, Path log) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.of(
                        launcher,
                        List.of(java, "-Xms512m", "-Xmx512m", "-cp"),
                        List.of(service.classPath(System.getProperty("java.class.path"))),
                        List.of(HelloServer.class.getName(), "--server.address=127.0.0.1", "--server.port=0"),
                        List.of("--spring.main.banner-mode=off"),
                        service.arguments(mint))
                .flatMap(List::stream)
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectError(Redirect.to(log.toFile()))
                .start();
        try {
            int port = portOf(process);
            return new Server(service, process, URI.create("http://127.0.0.1:" + port + HelloServer.PATH));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw new IllegalStateException(service + " does not start; see " + log, e);
        }
    }

    /** It says so, or its output ends with it. */
    private static int portOf(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(HelloServer.READY)) {
                return Integer.parseInt(line.substring(HelloServer.READY.length()));
            }
        }
        throw new IOException("it ended");
    }

    Service service() {
        return service;
    }

    URI uri() {
        return uri;
    }

    /**
     * Makes sure that the service is what it claims to be: who lets everybody in is fast.
     *
     * @param good a token that it must accept
     * @param forged a token that it must not accept if it guards at all
     */
    void require(String good, String forged) throws IOException, InterruptedException {
        requireStatus(200, Optional.of(good));
        int otherwise = service.guards() ? 401 : 200;
        requireStatus(otherwise, Optional.of(forged));
        requireStatus(otherwise, Optional.empty());
    }

    /** Shows the service each of these tokens once; every one must pass. */
    void introduce(List<String> tokens) throws IOException, InterruptedException {
        for (String token : tokens) {
            requireStatus(200, Optional.of(token));
        }
    }

    private void requireStatus(int expected, Optional<String> token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(LONGEST_ANSWER);
        token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
        int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
        if (status != expected) {
            throw new IllegalStateException("%s answers %d instead of %d".formatted(service, status, expected));
        }
    }

    /** Ends the process, and no other. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
