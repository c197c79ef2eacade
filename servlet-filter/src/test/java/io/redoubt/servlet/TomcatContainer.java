package io.redoubt.servlet;

import io.redoubt.testkit.ClientCertificate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Compiled against Tomcat 11, and run on 10.1 as well. */
final class TomcatContainer implements Container {

    private static final String KEY_STORE_PASSWORD = "of-a-store-in-memory";

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();
    private final Context context;

    TomcatContainer(String contextPath) {
        tomcat.setBaseDir(temporaryFolder().toString());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxHttpRequestHeaderSize", "65536"); // room for a token that is too long
        tomcat.setConnector(connector);
        context = tomcat.addContext(contextPath, null);
    }

    @Override
    public void onStartup(ServletContainerInitializer initializer) {
        context.addServletContainerInitializer(initializer, Set.of());
    }

    @Override
    public void addFilter(Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("redoubt");
        definition.setFilter(filter);
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

    @Override
    public void addServlet(String name, String pattern, Servlet servlet) {
        Tomcat.addServlet(context, name, servlet).setAsyncSupported(true);
        context.addServletMappingDecoded(pattern, name);
    }

    @Override
    public void setErrorPage(String path) {
        ErrorPage page = new ErrorPage();
        page.setLocation(path);
        context.addErrorPage(page);
    }

    @Override
    public void setErrorPage(int status, String path) {
        ErrorPage page = new ErrorPage();
        page.setErrorCode(status);
        page.setLocation(path);
        context.addErrorPage(page);
    }

    @Override
    public void acceptEverySpelling() {
        connector.setProperty("relaxedPathChars", "\"<>[\\]^`{|}");
        connector.setEncodedSolidusHandling("decode");
        connector.setEncodedReverseSolidusHandling("decode");
        connector.setAllowBackslash(true);
        context.setAllowMultipleLeadingForwardSlashInPath(true);
    }

    @Override
    public void acceptFieldsOf(int octets) {
        connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(octets));
    }

    @Override
    public void authenticateByItself(String user, String role) {
        context.getPipeline().addValve(new ValveBase(true) {
            @Override
            public void invoke(Request request, Response response) throws IOException, ServletException {
                request.setUserPrincipal(new GenericPrincipal(user, List.of(role)));
                request.setAuthType("CONTAINER");
                getNext().invoke(request, response);
            }
        });
    }

    @Override
    public void refuseByItself(String path, int status) {
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

    @Override
    public void useVirtualThreads() {
        connector.setProperty("useVirtualThreads", "true");
    }

    @Override
    public void speakTls(ClientCertificate own, List<X509Certificate> ofClients) {
        SSLHostConfig host = new SSLHostConfig();
        host.setTrustStore(ClientCertificate.trustStore(ofClients.toArray(X509Certificate[]::new)));
        host.setCertificateVerification("optional");
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(own.keyStore(KEY_STORE_PASSWORD.toCharArray()));
        certificate.setCertificateKeystorePassword(KEY_STORE_PASSWORD);
        host.addCertificate(certificate);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(host);
    }

    @Override
    public void start() {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
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
