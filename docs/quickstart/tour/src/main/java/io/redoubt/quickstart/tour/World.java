package io.redoubt.quickstart.tour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The small world: an authorization server, the orders service that trusts it, and the database and the keys of that service.
 * Closing it ends what it started and deletes data and keys.
 */
final class World implements AutoCloseable {

    private static final FileAttribute<Set<PosixFilePermission>> FOR_THIS_USER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(10);

    private final Options options;
    private final List<ServiceProcess> services = new ArrayList<>();

    /** What must be done at the end, the last one first. */
    private final Deque<Runnable> endings = new ArrayDeque<>();

    private final AtomicBoolean closing = new AtomicBoolean();

    World(Options options) {
        this.options = options;
    }

    /** {@return the server, which does not answer yet} */
    ServiceProcess startAuthorizationServer() throws IOException {
        return start(
                "authorization-server",
                "io.redoubt.quickstart.authorizationserver.AuthorizationServerApplication",
                options.authorizationServer(),
                Map.of());
    }

    synchronized Database startDatabase() throws IOException {
        Path programs = options.logs().resolveSibling("postgres"); // stay there for the next time
        if (!Files.exists(programs)) {
            Files.createDirectory(programs, FOR_THIS_USER);
        }
        Database database =
                Database.start(programs.resolve("unpacked"), privateDirectory().resolve("data"));
        endings.push(database::close);
        return database;
    }

    /** {@return an operator, who keeps his files where nobody else reads them} */
    Operator operator() throws IOException {
        return new Operator(privateDirectory());
    }

    /** {@return the command where the service runs: no root is there} */
    Command atTheService() throws IOException {
        return new Command(privateDirectory());
    }

    ServiceProcess startOrders(URI authorizationServer, Database database, Map<String, String> keys)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(keys);
        environment.put("AUTHORIZATION_SERVER", authorizationServer.toString());
        environment.put("SPRING_DATASOURCE_URL", database.url());
        environment.put("SPRING_DATASOURCE_USERNAME", Database.USER);
        ServiceProcess orders =
                start("orders", "io.redoubt.quickstart.orders.OrdersApplication", options.orders(), environment);
        orders.awaitAnswer("/hello");
        return orders;
    }

    /** {@return whether the tour was interrupted, so that what fails now fails for that reason} */
    boolean isClosing() {
        return closing.get();
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
        endChildren();
        Optional<RuntimeException> failure = Optional.empty();
        synchronized (this) {
            while (!endings.isEmpty()) {
                try {
                    endings.pop().run();
                } catch (RuntimeException e) { // the others must be done nevertheless
                    failure = Optional.of(e);
                }
            }
        }
        failure.ifPresent(e -> {
            throw e;
        });
    }

    /** Whatever is running now, a step of the start as well as a service. */
    private static void endChildren() {
        List<ProcessHandle> children = ProcessHandle.current().children().toList();
        children.forEach(ProcessHandle::destroy);
        children.forEach(child -> child.onExit()
                .completeOnTimeout(child, PATIENCE_AT_END.toSeconds(), TimeUnit.SECONDS)
                .join());
    }

    private synchronized ServiceProcess start(
            String name, String mainClass, Path classPath, Map<String, String> environment) throws IOException {
        refuseWhileClosing();
        Files.createDirectories(options.logs());
        Path log = options.logs().resolve(name + ".log");
        ServiceProcess service = ServiceProcess.start(name, mainClass, classPath, freePort(), log, environment);
        services.add(service);
        endings.push(service::close);
        return service;
    }

    /** {@return a new directory, which goes at the end} */
    private synchronized Path privateDirectory() throws IOException {
        refuseWhileClosing();
        Path directory = Files.createTempDirectory("redoubt-tour-", FOR_THIS_USER);
        endings.push(() -> delete(directory));
        return directory;
    }

    private void refuseWhileClosing() {
        if (closing.get()) {
            throw new IllegalStateException("the tour is ending");
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized List<ServiceProcess> services() {
        return List.copyOf(services);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
