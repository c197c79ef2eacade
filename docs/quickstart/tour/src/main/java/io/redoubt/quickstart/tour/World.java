package io.redoubt.quickstart.tour;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The small world: an authorization server and the orders service that trusts it. Closing it ends what it started. */
final class World implements AutoCloseable {

    private final Options options;
    private final List<ServiceProcess> started = new ArrayList<>();
    private final AtomicBoolean closing = new AtomicBoolean();

    World(Options options) {
        this.options = options;
    }

    ServiceProcess startAuthorizationServer() throws IOException, InterruptedException {
        ServiceProcess server = start(
                "authorization-server",
                "io.redoubt.quickstart.authorizationserver.AuthorizationServerApplication",
                options.authorizationServer(),
                Map.of());
        server.awaitAnswer("/.well-known/openid-configuration");
        return server;
    }

    ServiceProcess startOrders(URI authorizationServer) throws IOException, InterruptedException {
        ServiceProcess orders = start(
                "orders",
                "io.redoubt.quickstart.orders.OrdersApplication",
                options.orders(),
                Map.of("AUTHORIZATION_SERVER", authorizationServer.toString()));
        orders.awaitAnswer("/hello");
        return orders;
    }

    /** {@return the service that ended by itself, or nothing if the world is being closed} */
    Optional<ServiceProcess> awaitEndOfOne() {
        CompletableFuture<?>[] ends =
                services().stream().map(ServiceProcess::whenEnded).toArray(CompletableFuture<?>[]::new);
        ServiceProcess ended = (ServiceProcess) CompletableFuture.anyOf(ends).join();
        return closing.get() ? Optional.empty() : Optional.of(ended);
    }

    @Override
    public void close() {
        closing.set(true);
        services().forEach(ServiceProcess::close);
    }

    private synchronized ServiceProcess start(
            String name, String mainClass, Path classPath, Map<String, String> environment) throws IOException {
        if (closing.get()) {
            throw new IllegalStateException("the tour is ending");
        }
        Files.createDirectories(options.logs());
        Path log = options.logs().resolve(name + ".log");
        ServiceProcess service = ServiceProcess.start(name, mainClass, classPath, freePort(), log, environment);
        started.add(service);
        return service;
    }

    private synchronized List<ServiceProcess> services() {
        return List.copyOf(started);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
