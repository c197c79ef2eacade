package io.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> credentials = new CopyOnWriteArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private HttpServer instance;

    @BeforeEach
    void start() throws IOException {
        instance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        instance.setExecutor(threads);
        answer("/good", 200, "a statement".getBytes(StandardCharsets.UTF_8));
        answer("/moved", 302, new byte[0]);
        answer("/closed", 401, new byte[0]);
        answer("/longest", 200, new byte[1024 * 1024]);
        answer("/long", 200, new byte[1024 * 1024 + 1]);
        instance.createContext("/silent", exchange -> {
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        instance.start();
    }

    @AfterEach
    void stop() {
        done.countDown();
        instance.stop(0);
        threads.shutdownNow();
    }

    private void answer(String path, int status, byte[] body) {
        instance.createContext(path, exchange -> {
            credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders().set("Location", "/good");
            send(exchange, status, body);
        });
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + instance.getAddress().getPort() + path;
    }

    private static byte[] read(String source) throws InterruptedException {
        return Statements.of(Optional.empty(), PATIENCE).read(source);
    }

    @Test
    void asksAnInstanceWithoutCredentials() throws InterruptedException {
        assertThat(read(url("/good"))).asString().isEqualTo("a statement");
        assertThat(credentials).containsExactly("null");
    }

    @Test
    void sendsTheBearerTokenThatItWasGiven() throws InterruptedException {
        Statements.of(Optional.of("test.token"), PATIENCE).read(url("/good"));

        assertThat(credentials).containsExactly("Bearer test.token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two tokens", "line\nX-Header: x", "é", ""})
    void refusesBearerTokenOfAnotherForm(String token) {
        assertThatThrownBy(() -> Statements.of(Optional.of(token), PATIENCE))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("bearer-token.file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/moved", "/closed", "/nothing"})
    void refusesEveryStatusButGoodAndFollowsNothing(String path) {
        assertThatThrownBy(() -> read(url(path))).hasMessageContaining("answered with status");
        assertThat(credentials).hasSizeLessThan(2);
    }

    @Test
    void readsAMebibyteAndNotAByteMore() throws InterruptedException {
        assertThat(read(url("/longest"))).hasSize(1024 * 1024);
        assertThatThrownBy(() -> read(url("/long"))).hasMessageContaining("longer than 1 MiB");
    }

    @Test
    void waitsForNobodyForEver() {
        Statements statements = Statements.of(Optional.empty(), Duration.ofMillis(200));

        assertThatThrownBy(() -> statements.read(url("/silent"))).hasMessageContaining("did not answer within");
    }

    @Test
    void saysThatNobodyIsThere() {
        instance.stop(0);

        assertThatThrownBy(() -> read(url("/good"))).hasMessageContaining("cannot be reached (ConnectException)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://instance.example/x",
                "http://127.0.0.2/x",
                "http://localhost.example/x",
                "http://10.0.0.1/x",
                "https://user@instance.example/x",
                "https://instance.example/x#part",
                "https:///x",
                "http://[::1/x"
            })
    void refusesUrlThatIsNotSafeWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> read(url))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("use https")
                .hasMessageNotContaining("example");
    }

    @Test
    void readsFiles(@TempDir Path directory) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("statement"), "a statement");

        assertThat(read(file.toString())).asString().isEqualTo("a statement");
    }

    @Test
    void refusesFileThatIsNotThereOrTooLong(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("long"), new byte[1024 * 1024 + 1]);

        assertThatThrownBy(() -> read(file.toString())).hasMessageContaining("longer than 1 MiB");
        assertThatThrownBy(() -> read("nowhere/nothing")).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> read("a\0b")).hasMessageContaining("neither a URL nor the name of a file");
    }
}
