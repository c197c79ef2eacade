package io.redoubt.servlet;

import io.redoubt.testkit.ClientCertificate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import javax.security.auth.Subject;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.security.AuthenticationState;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.security.UserPrincipal;
import org.eclipse.jetty.security.authentication.LoginAuthenticator.UserAuthenticationSucceeded;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty 12.1 with its Servlet 6.1 environment. */
final class JettyContainer implements Container {

    private final QueuedThreadPool threads = new QueuedThreadPool();
    private final Server server = new Server(threads);
    private final HttpConfiguration http = new HttpConfiguration();
    private final ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    private final ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    private final ErrorPageErrorHandler errorPages = new ErrorPageErrorHandler();

    JettyContainer(String contextPath) {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(65_536); // room for a token that is too long
        context.setContextPath(contextPath.isEmpty() ? "/" : contextPath);
        context.setErrorHandler(errorPages);
        server.setHandler(context);
    }

    @Override
    public void onStartup(ServletContainerInitializer initializer) {
        context.addServletContainerInitializer(initializer);
    }

    @Override
    public void addFilter(Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
    }

    @Override
    public void addServlet(String name, String pattern, Servlet servlet) {
        ServletHolder holder = new ServletHolder(name, servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, pattern);
    }

    @Override
    public void setErrorPage(String path) {
        errorPages.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, path);
    }

    @Override
    public void setErrorPage(int status, String path) {
        errorPages.addErrorPage(status, path);
    }

    @Override
    public void acceptEverySpelling() {
        http.setUriCompliance(UriCompliance.UNSAFE);
        context.getServletHandler().setDecodeAmbiguousURIs(true);
    }

    @Override
    public void acceptFieldsOf(int octets) {
        http.setRequestHeaderSize(octets);
    }

    @Override
    public void authenticateByItself(String user, String role) {
        UserIdentity identity = UserIdentity.from(new Subject(), new UserPrincipal(user, null), role);
        context.insertHandler(new Handler.Wrapper() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                AuthenticationState.setAuthenticationState(
                        request, new UserAuthenticationSucceeded("CONTAINER", identity));
                return super.handle(request, response, callback);
            }
        });
    }

    @Override
    public void refuseByItself(String path, int status) {
        context.insertHandler(new Handler.Wrapper() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (request.getHttpURI().getPath().equals(path)) {
                    Response.writeError(request, response, callback, status);
                    return true;
                }
                return super.handle(request, response, callback);
            }
        });
    }

    @Override
    public void useVirtualThreads() {
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    }

    @Override
    public void speakTls(ClientCertificate own, List<X509Certificate> ofClients) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(own.tls(ofClients.toArray(X509Certificate[]::new)));
        tls.setWantClientAuth(true);
        http.addCustomizer(new SecureRequestCustomizer(false)); // clients come to an address, not to a name
        connector.setConnectionFactories(
                List.of(new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http)));
        connector.setDefaultProtocol("SSL");
    }

    @Override
    public void start() {
        try {
            server.start();
        } catch (Exception e) { // its signature names no other
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // its signature names no other
            throw new IllegalStateException(e);
        }
        server.destroy();
    }
}
