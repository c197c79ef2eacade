package io.redoubt.spring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/** Lists the routes of a router function, as far as it tells them; where it does not, more is listed than it serves. */
final class RouterEndpoints implements RouterFunctions.Visitor {

    private final List<FoundEndpoint> found = new ArrayList<>();
    private final Deque<RequestPredicate> nested = new ArrayDeque<>();

    private RouterEndpoints() {}

    static List<FoundEndpoint> of(RouterFunction<?> function) {
        RouterEndpoints visitor = new RouterEndpoints();
        function.accept(visitor);
        return visitor.found;
    }

    @Override
    public void startNested(RequestPredicate predicate) {
        nested.addLast(predicate);
    }

    @Override
    public void endNested(RequestPredicate predicate) {
        nested.removeLast();
    }

    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handlerFunction) {
        nested.addLast(predicate);
        add(ListedEndpoint.Kind.ROUTER_FUNCTION, Optional.of(handlerFunction), "a router function");
        nested.removeLast();
    }

    @Override
    public void resources(Function<ServerRequest, Optional<Resource>> lookupFunction) {
        found.add(new FoundEndpoint(
                ListedEndpoint.Kind.ROUTER_FUNCTION,
                Set.of("GET"),
                "/**",
                Optional.empty(),
                "resources of a router function"));
    }

    @Override
    public void attributes(Map<String, Object> attributes) {
        // Nothing that the filter could see for a request.
    }

    @Override
    public void unknown(RouterFunction<?> routerFunction) {
        found.add(new FoundEndpoint(
                ListedEndpoint.Kind.ROUTER_FUNCTION, Set.of(), "/**", Optional.empty(), "an unknown router function"));
    }

    private void add(ListedEndpoint.Kind kind, Optional<Object> handler, String name) {
        Conditions conditions = new Conditions();
        nested.forEach(predicate -> predicate.accept(conditions));
        found.add(new FoundEndpoint(kind, conditions.methods(), conditions.path(), handler, name));
    }

    /** Path and methods of predicates that all must hold; of alternatives and negations nothing is taken. */
    private static final class Conditions implements RequestPredicates.Visitor {

        private final StringBuilder path = new StringBuilder();
        private final List<Set<String>> methods = new ArrayList<>();
        private final Deque<Boolean> alternatives = new ArrayDeque<>();
        private final List<Boolean> wider = new ArrayList<>();

        String path() {
            return wider.isEmpty() && !path.isEmpty() ? path.toString() : path + "/**";
        }

        Set<String> methods() {
            return methods.isEmpty() ? Set.of() : methods.get(methods.size() - 1);
        }

        @Override
        public void method(Set<HttpMethod> named) {
            if (alternatives.isEmpty()) {
                methods.add(named.stream().map(HttpMethod::name).collect(Collectors.toUnmodifiableSet()));
            }
        }

        @Override
        public void path(String pattern) {
            if (alternatives.isEmpty()) {
                path.append(pattern.startsWith("/") ? pattern : "/" + pattern);
            } else {
                wider.add(true);
            }
        }

        @Override
        @SuppressWarnings("removal")
        public void pathExtension(String extension) {
            // One of the paths that are listed.
        }

        @Override
        public void header(String name, String value) {
            // No part of a rule.
        }

        @Override
        public void param(String name, String value) {
            // No part of a rule.
        }

        @Override
        public void version(String version) {
            // No part of a rule.
        }

        @Override
        public void startAnd() {
            // All must hold, as everything here.
        }

        @Override
        public void and() {
            // As before.
        }

        @Override
        public void endAnd() {
            // As before.
        }

        @Override
        public void startOr() {
            alternatives.push(true);
        }

        @Override
        public void or() {
            // Still alternatives.
        }

        @Override
        public void endOr() {
            alternatives.pop();
        }

        @Override
        public void startNegate() {
            alternatives.push(true);
        }

        @Override
        public void endNegate() {
            alternatives.pop();
        }

        @Override
        public void unknown(RequestPredicate predicate) {
            // It can only narrow what is listed.
        }
    }
}
