package io.redoubt.servlet;

import io.redoubt.testkit.ClientCertificate;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A servlet container on a free port of 127.0.0.1, with one application: all that the tests must say differently to each
 * product. It is set up first, then started, then closed.
 */
interface Container extends AutoCloseable {

    /** Runs this when the application starts, before its filters and servlets are. */
    void onStartup(ServletContainerInitializer initializer);

    /** Puts the filter in front of everything, for every dispatch, with async support. */
    void addFilter(Filter filter);

    /** Adds a servlet with async support. */
    void addServlet(String name, String pattern, Servlet servlet);

    /** Shows this page for every error that has no page of its own. */
    void setErrorPage(String path);

    /** Shows this page for one status. */
    void setErrorPage(int status, String path);

    /** Accepts every spelling that the product can be told to accept, so that only the filter is left to refuse it. */
    void acceptEverySpelling();

    /** Accepts fields of this size, so that the filter and not the product refuses a token that is too long. */
    void acceptFieldsOf(int octets);

    /** Knows a user of its own on every request, as a container does whose session or certificate names one. */
    void authenticateByItself(String user, String role);

    /** Answers requests for a path with this status, before any filter sees them. */
    void refuseByItself(String path, int status);

    /** Serves each request on a virtual thread; needs JDK 21. */
    void useVirtualThreads();

    /** Speaks TLS only, with this certificate, and takes these of clients that show one. */
    void speakTls(ClientCertificate own, List<X509Certificate> ofClients);

    void start();

    int port();

    @Override
    void close();
}
