package io.redoubt.servlet;

import io.redoubt.access.RequestGuard;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A container of this execution's product, with the filter in front of a few handlers; it notes which were reached. */
final class GuardedServer implements AutoCloseable {

    private final List<String> reached = new CopyOnWriteArrayList<>();
    private final Container container;

    private GuardedServer(Container container) {
        this.container = container;
    }

    /** {@return a running server at the root} */
    static GuardedServer start(RequestGuard guard, Map<String, Handler> handlers) {
        return start(guard, handlers, container -> {});
    }

    /** {@return a running server at the root, set up in its own way} */
    static GuardedServer start(RequestGuard guard, Map<String, Handler> handlers, Consumer<Container> setUp) {
        return start("", guard, handlers, setUp);
    }

    /** {@return a running server below a context path} */
    static GuardedServer startAt(String contextPath, RequestGuard guard, Map<String, Handler> handlers) {
        return start(contextPath, guard, handlers, container -> {});
    }

    private static GuardedServer start(
            String contextPath, RequestGuard guard, Map<String, Handler> handlers, Consumer<Container> setUp) {
        return start(contextPath, new RedoubtFilter(guard), handlers, setUp);
    }

    /** {@return a running server at the root, behind this filter} */
    static GuardedServer startBehind(RedoubtFilter filter, Map<String, Handler> handlers) {
        return start("", filter, handlers, container -> {});
    }

    private static GuardedServer start(
            String contextPath, RedoubtFilter filter, Map<String, Handler> handlers, Consumer<Container> setUp) {
        Container container = Product.current().newContainer(contextPath);
        GuardedServer server = new GuardedServer(container);
        container.addFilter(filter);
        handlers.forEach(server::addHandler);
        setUp.accept(container);
        container.start();
        return server;
    }

    private void addHandler(String pattern, Handler handler) {
        container.addServlet(nameOf(pattern), pattern, new HandlerServlet((request, response) -> {
            reached.add(pattern);
            handler.handle(request, response);
        }));
    }

    /** {@return the name of the servlet with this pattern} */
    static String nameOf(String pattern) {
        return "handler of " + pattern;
    }

    int port() {
        return container.port();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** {@return the patterns of the handlers that were reached since the last call to {@link #forget}, in order} */
    List<String> reached() {
        return reached;
    }

    void forget() {
        reached.clear();
    }

    @Override
    public void close() {
        container.close();
    }
}
