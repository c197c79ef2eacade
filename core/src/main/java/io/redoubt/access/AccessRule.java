package io.redoubt.access;

import java.util.Set;

/**
 * One rule: what it covers and what it asks.
 *
 * @param path which paths
 * @param methods which methods; empty covers all
 * @param requirement what the token must grant
 */
record AccessRule(PathPattern path, Set<String> methods, Requirement requirement) {

    boolean covers(String method, String requestPath) {
        // RFC 9110 section 9.3.2: HEAD is GET without the content.
        String judged = method.equals("HEAD") ? "GET" : method;
        return (methods.isEmpty() || methods.contains(judged)) && path.matches(requestPath);
    }

    boolean coversAllOf(AccessRule other) {
        boolean allMethods = methods.isEmpty() || (!other.methods.isEmpty() && methods.containsAll(other.methods));
        return allMethods && path.covers(other.path);
    }
}
