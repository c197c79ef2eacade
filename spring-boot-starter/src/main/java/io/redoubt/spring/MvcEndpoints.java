package io.redoubt.spring;

import io.redoubt.spring.ListedEndpoint.Kind;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Finds every endpoint of one application context: what Spring MVC maps, and the other servlets. */
final class MvcEndpoints {

    private static final String ACTUATOR = "org.springframework.boot.webmvc.actuate.";
    private static final String ERROR_PAGE = "org.springframework.boot.webmvc.error.";
    private static final String ERROR_PAGES = "org.springframework.boot.webmvc.autoconfigure.error.";
    private static final String WELCOME_PAGE = "org.springframework.boot.webmvc.autoconfigure.Welcome";

    private final Dispatchers dispatchers;

    MvcEndpoints(Dispatchers dispatchers) {
        this.dispatchers = dispatchers;
    }

    /** {@return all endpoints at this moment} */
    List<FoundEndpoint> find() {
        List<FoundEndpoint> found = new ArrayList<>();
        for (Dispatcher dispatcher : dispatchers.all()) {
            for (HandlerMapping mapping : dispatcher.listed()) {
                List<FoundEndpoint> mapped = of(mapping);
                dispatcher.prefixes().forEach(prefix -> mapped.forEach(it -> found.add(it.below(prefix))));
            }
        }
        found.addAll(servlets());
        return found;
    }

    private List<FoundEndpoint> of(HandlerMapping mapping) {
        if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
            return methods.getHandlerMethods().entrySet().stream()
                    .flatMap(entry -> of(entry.getKey(), entry.getValue()))
                    .toList();
        }
        if (mapping instanceof RouterFunctionMapping routes) {
            return routes.getRouterFunction() == null ? List.of() : RouterEndpoints.of(routes.getRouterFunction());
        }
        if (mapping instanceof AbstractUrlHandlerMapping urls) {
            return of(urls);
        }
        String name = ClassUtils.getUserClass(mapping).getName();
        return name.startsWith(WELCOME_PAGE)
                ? List.of(new FoundEndpoint(Kind.STATIC_RESOURCES, Set.of("GET"), "/", Optional.empty(), name))
                : List.of(new FoundEndpoint(Kind.OTHER_MAPPING, Set.of(), "/**", Optional.empty(), name));
    }

    private static Stream<FoundEndpoint> of(RequestMappingInfo info, HandlerMethod handler) {
        Set<String> methods = info.getMethodsCondition().getMethods().stream()
                .map(Enum::name)
                .collect(Collectors.toUnmodifiableSet());
        String type = handler.getBeanType().getName();
        Kind kind = type.startsWith(ACTUATOR)
                ? Kind.ACTUATOR
                : type.startsWith(ERROR_PAGE) || type.startsWith(ERROR_PAGES) ? Kind.ERROR_PAGE : Kind.HANDLER;
        String name =
                kind == Kind.ACTUATOR ? "the actuator" : HandlerCode.of(handler).name();
        return info.getPatternValues().stream()
                .map(pattern -> new FoundEndpoint(kind, methods, pattern, Optional.of(handler), name));
    }

    private List<FoundEndpoint> of(AbstractUrlHandlerMapping urls) {
        List<FoundEndpoint> found = new ArrayList<>();
        urls.getHandlerMap().forEach((pattern, handler) -> found.add(of(urls, pattern, handler)));
        Object root = urls.getRootHandler();
        if (root != null) {
            found.add(of(urls, "/", root));
        }
        return found;
    }

    private FoundEndpoint of(AbstractUrlHandlerMapping urls, String pattern, Object handlerOrName) {
        ApplicationContext context = dispatchers.context();
        Object handler = handlerOrName instanceof String name ? context.getBean(name) : handlerOrName;
        boolean resources = handler instanceof ResourceHttpRequestHandler
                || urls.getClass().getName().startsWith(WELCOME_PAGE);
        return resources
                ? new FoundEndpoint(Kind.STATIC_RESOURCES, Set.of("GET"), pattern, Optional.empty(), "static resources")
                : new FoundEndpoint(
                        Kind.HANDLER,
                        Set.of(),
                        pattern,
                        Optional.of(handler),
                        HandlerCode.of(handler).name());
    }

    private List<FoundEndpoint> servlets() {
        ServletContext container =
                dispatchers.context() instanceof WebApplicationContext web ? web.getServletContext() : null;
        if (container == null) {
            return List.of();
        }
        List<FoundEndpoint> found = new ArrayList<>();
        container.getServletRegistrations().forEach((name, registration) -> {
            if (!dispatchers.isOne(name)) {
                registration
                        .getMappings()
                        .forEach(mapping -> found.add(new FoundEndpoint(
                                Kind.SERVLET, Set.of(), pattern(mapping), Optional.empty(), "servlet " + name)));
            }
        });
        return found;
    }

    /** Servlet 6.1 section 12.2. */
    private static String pattern(String mapping) {
        if (mapping.equals("/") || mapping.endsWith("/*")) {
            return mapping.substring(0, mapping.lastIndexOf('/')) + "/**";
        }
        return mapping.isEmpty() ? "/" : mapping;
    }
}
