package io.redoubt.access;

import java.util.List;

/**
 * What the server knows of a request, as it came: nothing is decoded, picked or repaired before the guard sees it.
 *
 * @param method the method, as the server will route it
 * @param rawPath the whole path as the client spelled it, percent-encoding and all, without the query
 * @param contextPath the part of it that chose the application; empty if that is alone on its server
 * @param routedPath the rest, decoded: the path by which the server chooses who handles the request, and rules decide
 * @param authorization every value of every {@code Authorization} field, in order
 * @param remoteAddress the IP address of the client as the server knows it, which is the connection's, or what a trusted
 *     proxy told; empty if there is none
 * @since 0.1.0
 */
public record RequestFacts(
        String method,
        String rawPath,
        String contextPath,
        String routedPath,
        List<String> authorization,
        String remoteAddress) {

    /**
     * Keeps the facts unchangeable.
     *
     * @param method the method
     * @param rawPath the path as the client spelled it
     * @param contextPath the part of it that chose the application
     * @param routedPath the rest as the server routes it
     * @param authorization every value of every {@code Authorization} field
     * @param remoteAddress the IP address of the client
     */
    public RequestFacts {
        authorization = List.copyOf(authorization);
    }

    /** {@return the number of credentials; all else is text from outside} */
    @Override
    public String toString() {
        return "RequestFacts[" + authorization.size() + " authorization values]";
    }
}
