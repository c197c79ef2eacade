package io.redoubt.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on a free port of 127.0.0.1; paths match exactly, every other path is 404. */
final class LoopbackServer {

    private final HttpServer server;
    private final ExecutorService threads;

    private LoopbackServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static LoopbackServer bind() {
        try {
            InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
            HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
            return new LoopbackServer(server, Executors.newCachedThreadPool(LoopbackServer::daemon));
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on 127.0.0.1", e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    void serve(Map<String, Endpoint> endpoints) {
        server.createContext("/", exchange -> answer(endpoints, exchange));
        server.setExecutor(threads);
        server.start();
    }

    void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(Map<String, Endpoint> endpoints, HttpExchange exchange) throws IOException {
        Endpoint endpoint = endpoints.get(exchange.getRequestURI().getPath());
        if (endpoint != null) {
            endpoint.answer(exchange);
            return;
        }
        exchange.sendResponseHeaders(404, -1);
        exchange.close();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "redoubt-test-issuer");
        thread.setDaemon(true);
        return thread;
    }
}
