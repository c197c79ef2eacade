package io.redoubt.access;

import java.util.Collections;
import java.util.Set;

/**
 * One rule: for what it decides, and what it asks.
 *
 * @param path which paths
 * @param methods which methods; empty means all
 * @param requirement what the token must grant
 */
record AccessRule(PathPattern path, Set<String> methods, Requirement requirement) {

    boolean matches(String method, String requestPath) {
        // RFC 9110 section 9.3.2: HEAD is GET without the content.
        String judged = method.equals("HEAD") ? "GET" : method;
        return (methods.isEmpty() || methods.contains(judged)) && path.matches(requestPath);
    }

    /**
     * {@return whether this rule, asked first, takes from a later one what its writer must have meant it to decide: all
     * of it, or some methods of a narrower path}
     */
    boolean hides(AccessRule later) {
        boolean allMethods = methods.isEmpty() || (!later.methods.isEmpty() && methods.containsAll(later.methods));
        boolean someMethods =
                methods.isEmpty() || later.methods.isEmpty() || !Collections.disjoint(methods, later.methods);
        boolean narrower = !later.path.covers(path);
        return path.covers(later.path) && (allMethods || (narrower && someMethods));
    }
}
