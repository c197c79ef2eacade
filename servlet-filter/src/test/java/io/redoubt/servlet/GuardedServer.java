package io.redoubt.servlet;

import io.redoubt.access.RequestGuard;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A Tomcat on a free port of 127.0.0.1 with the filter in front of a few handlers; it notes which were reached. */
final class GuardedServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();
    private final Context context;
    private final List<String> reached = new CopyOnWriteArrayList<>();

    private GuardedServer(String contextPath) {
        tomcat.setBaseDir(temporaryFolder().toString());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxHttpRequestHeaderSize", "65536"); // room for a token that is too long
        tomcat.setConnector(connector);
        context = tomcat.addContext(contextPath, null);
    }

    /** {@return a running server at the root} */
    static GuardedServer start(RequestGuard guard, Map<String, Handler> handlers) {
        return start(guard, handlers, server -> {});
    }

    /** {@return a running server at the root, set up in its own way} */
    static GuardedServer start(RequestGuard guard, Map<String, Handler> handlers, Consumer<GuardedServer> setUp) {
        return start("", guard, handlers, setUp);
    }

    /** {@return a running server below a context path} */
    static GuardedServer startAt(String contextPath, RequestGuard guard, Map<String, Handler> handlers) {
        return start(contextPath, guard, handlers, server -> {});
    }

    private static GuardedServer start(
            String contextPath, RequestGuard guard, Map<String, Handler> handlers, Consumer<GuardedServer> setUp) {
        GuardedServer server = new GuardedServer(contextPath);
        server.addFilter(guard);
        handlers.forEach(server::addHandler);
        setUp.accept(server);
        try {
            server.tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
        return server;
    }

    private void addFilter(RequestGuard guard) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("redoubt");
        definition.setFilter(new RedoubtFilter(guard));
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("redoubt");
        mapping.addURLPattern("/*");
        for (DispatcherType dispatch : DispatcherType.values()) {
            mapping.setDispatcher(dispatch.name());
        }
        context.addFilterMap(mapping);
    }

    private void addHandler(String pattern, Handler handler) {
        Handler noting = (request, response) -> {
            reached.add(pattern);
            handler.handle(request, response);
        };
        Wrapper servlet = Tomcat.addServlet(context, pattern, new HandlerServlet(noting));
        servlet.setAsyncSupported(true);
        context.addServletMappingDecoded(pattern, pattern);
    }

    /** Shows this page for every error that has no page of its own. */
    void setErrorPage(String path) {
        ErrorPage page = new ErrorPage();
        page.setLocation(path);
        context.addErrorPage(page);
    }

    /** Shows this page for one status. */
    void setErrorPage(int status, String path) {
        ErrorPage page = new ErrorPage();
        page.setErrorCode(status);
        page.setLocation(path);
        context.addErrorPage(page);
    }

    /** Accepts every spelling that Tomcat can be told to accept, so that only the filter is left to refuse it. */
    void acceptEverySpelling() {
        connector.setProperty("relaxedPathChars", "\"<>[\\]^`{|}");
        connector.setProperty("encodedSolidusHandling", "decode");
        connector.setProperty("encodedReverseSolidusHandling", "decode");
        connector.setProperty("allowBackslash", "true");
        context.setAllowMultipleLeadingForwardSlashInPath(true);
    }

    /** Accepts fields of this size, so that the filter and not Tomcat refuses a token that is too long. */
    void acceptFieldsOf(int octets) {
        connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(octets));
    }

    /** Knows a user of its own on every request, as a container does whose session or certificate names one. */
    void authenticateByItself(String user, String role) {
        context.getPipeline().addValve(new ValveBase(true) {
            @Override
            public void invoke(Request request, Response response) throws IOException, ServletException {
                request.setUserPrincipal(new GenericPrincipal(user, List.of(role)));
                request.setAuthType("CONTAINER");
                getNext().invoke(request, response);
            }
        });
    }

    /** Answers requests for a path with this status, before any filter sees them. */
    void refuseByItself(String path, int status) {
        context.getPipeline().addValve(new ValveBase(true) {
            @Override
            public void invoke(Request request, Response response) throws IOException, ServletException {
                if (request.getRequestURI().equals(path)) {
                    response.sendError(status);
                } else {
                    getNext().invoke(request, response);
                }
            }
        });
    }

    int port() {
        return connector.getLocalPort();
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
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("redoubt-tomcat");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
