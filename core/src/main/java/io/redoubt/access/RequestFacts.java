package io.redoubt.access;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the server knows of a request, as it came: nothing is decoded, picked or repaired before the guard sees it.
 *
 * @param method the method, as the server will route it
 * @param rawPath the whole path as the client spelled it, percent-encoding and all, without the query
 * @param query the query as the client spelled it, without its question mark; empty if there is none
 * @param contextPath the part of the path that chose the application; empty if that is alone on its server
 * @param routedPath the rest, decoded: the path by which the server chooses who handles the request, and rules decide
 * @param headers the header fields
 * @param certificates the chain with which the other end of the connection authenticated itself by TLS, its own certificate
 *     first; empty if it did not
 * @param remoteAddress the IP address of the client as the server knows it, which is the connection's, or what a trusted
 *     proxy told; empty if there is none
 * @since 0.1.0
 */
public record RequestFacts(
        String method,
        String rawPath,
        String query,
        String contextPath,
        String routedPath,
        HeaderFields headers,
        List<X509Certificate> certificates,
        String remoteAddress) {

    /**
     * Keeps the facts unchangeable.
     *
     * @param method the method
     * @param rawPath the path as the client spelled it
     * @param query the query as the client spelled it
     * @param contextPath the part of it that chose the application
     * @param routedPath the rest as the server routes it
     * @param headers the header fields
     * @param certificates the chain of the other end of the connection
     * @param remoteAddress the IP address of the client
     */
    public RequestFacts {
        certificates = List.copyOf(certificates);
    }

    /** {@return that there are facts; they are text from outside} */
    @Override
    public String toString() {
        return "RequestFacts";
    }
}
