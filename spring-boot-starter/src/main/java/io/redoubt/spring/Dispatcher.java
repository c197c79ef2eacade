package io.redoubt.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** A {@code DispatcherServlet} as far as it chooses handlers: its mappings in its order. Thread-safe. */
final class Dispatcher {

    private final Collection<String> urlMappings;
    private final SingletonSupplier<List<HandlerMapping>> mappings;
    private final SingletonSupplier<List<HandlerMapping>> listed;

    /**
     * @param urlMappings the URL patterns of the servlet
     * @param mappings finds the mappings that the servlet asks, once they are wanted
     * @param listed finds those that know the endpoints, where they stand behind the others
     */
    Dispatcher(
            Collection<String> urlMappings,
            Supplier<List<HandlerMapping>> mappings,
            Supplier<List<HandlerMapping>> listed) {
        this.urlMappings = List.copyOf(urlMappings);
        this.mappings = SingletonSupplier.of(mappings);
        this.listed = SingletonSupplier.of(listed);
    }

    /** {@return the mappings that know the endpoints} */
    List<HandlerMapping> listed() {
        return listed.obtain();
    }

    /** {@return what stands before the pattern of a handler in the path: the path of the servlet, or nothing} */
    List<String> prefixes() {
        return urlMappings.stream()
                .filter(mapping -> mapping.endsWith("/*") || mapping.equals("/"))
                .map(mapping -> mapping.substring(0, mapping.length() - (mapping.equals("/") ? 1 : 2)))
                .distinct()
                .toList();
    }

    /** {@return how the servlet would handle the request}, which is not changed */
    Optional<HandlerExecutionChain> handlerOf(HttpServletRequest request) throws Exception {
        LookupRequest lookup = new LookupRequest(request);
        List<HandlerMapping> asked = mappings.obtain();
        if (asked.stream().anyMatch(HandlerMapping::usesPathPatterns)) {
            ServletRequestPathUtils.parseAndCache(lookup);
        }
        RequestAttributes before = RequestContextHolder.getRequestAttributes();
        ServletRequestAttributes during = new ServletRequestAttributes(lookup);
        RequestContextHolder.setRequestAttributes(
                during); // as in the servlet, for handlers in the scope of the request
        try {
            for (HandlerMapping mapping : asked) {
                HandlerExecutionChain chain = mapping.getHandler(lookup);
                if (chain != null) {
                    return Optional.of(chain);
                }
            }
            return Optional.empty();
        } finally {
            during.requestCompleted();
            RequestContextHolder.setRequestAttributes(before);
        }
    }
}
