package io.redoubt.spring;

import java.util.Optional;
import java.util.Set;

/**
 * One endpoint, as Spring MVC or the container tells it.
 *
 * @param kind what it is
 * @param methods its methods; empty for all
 * @param path its path pattern in Spring's or the container's syntax, below what stands before all of its kind
 * @param handler the handler, where it may carry annotations
 * @param name the code that answers, for messages
 */
record FoundEndpoint(
        ListedEndpoint.Kind kind, Set<String> methods, String path, Optional<Object> handler, String name) {

    FoundEndpoint below(String prefix) {
        return new FoundEndpoint(kind, methods, prefix + (path.startsWith("/") ? path : "/" + path), handler, name);
    }
}
