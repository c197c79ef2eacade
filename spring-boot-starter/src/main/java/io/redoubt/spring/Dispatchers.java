package io.redoubt.spring;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;

/** Every {@code DispatcherServlet} of one application context, by the name of the servlet. Thread-safe. */
final class Dispatchers {

    private final ApplicationContext context;
    private final SingletonSupplier<Map<String, Dispatcher>> byName;

    private Dispatchers(ApplicationContext context, boolean detectsAll) {
        this.context = context;
        this.byName = SingletonSupplier.of(() -> find(context, detectsAll));
    }

    /** {@return those of an application} */
    static Dispatchers of(ApplicationContext context) {
        return new Dispatchers(context, true);
    }

    /** {@return the one of the management context, which asks one bean that asks all others of that context} */
    static Dispatchers ofManagement(ApplicationContext context) {
        return new Dispatchers(context, false);
    }

    ApplicationContext context() {
        return context;
    }

    Collection<Dispatcher> all() {
        return byName.obtain().values();
    }

    boolean isOne(String servletName) {
        return byName.obtain().containsKey(servletName);
    }

    /** {@return the servlet to which the request goes, if it is one of these} */
    Optional<Dispatcher> of(HttpServletRequest request) {
        return Optional.ofNullable(byName.obtain().get(mapping(request).getServletName()));
    }

    private static HttpServletMapping mapping(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.INCLUDE
                        && request.getAttribute(RequestDispatcher.INCLUDE_MAPPING)
                                instanceof HttpServletMapping included
                ? included
                : request.getHttpServletMapping();
    }

    private static Map<String, Dispatcher> find(ApplicationContext context, boolean detectsAll) {
        Map<String, Dispatcher> found = new LinkedHashMap<>();
        List<DispatcherServlet> registered = new ArrayList<>();
        for (ServletRegistrationBean<?> registration :
                context.getBeansOfType(ServletRegistrationBean.class).values()) {
            if (registration.getServlet() instanceof DispatcherServlet servlet) {
                registered.add(servlet);
                found.put(
                        registration.getServletName(), dispatcher(servlet, registration.getUrlMappings(), detectsAll));
            }
        }
        context.getBeansOfType(DispatcherServlet.class).forEach((name, servlet) -> {
            if (!registered.contains(servlet)) { // Boot registers it under the name of the bean
                found.put(name, dispatcher(servlet, List.of("/"), detectsAll));
            }
        });
        return found;
    }

    private static Dispatcher dispatcher(DispatcherServlet servlet, Collection<String> urls, boolean detectsAll) {
        return detectsAll
                ? new Dispatcher(urls, () -> detected(contextOf(servlet)), () -> detected(contextOf(servlet)))
                : new Dispatcher(
                        urls, () -> List.of(theOne(contextOf(servlet))), () -> behindTheOne(contextOf(servlet)));
    }

    private static ApplicationContext contextOf(DispatcherServlet servlet) {
        WebApplicationContext context = servlet.getWebApplicationContext();
        if (context == null) {
            throw new IllegalStateException("a DispatcherServlet has no application context yet");
        }
        return context;
    }

    /** As {@code DispatcherServlet} itself finds them. */
    private static List<HandlerMapping> detected(ApplicationContext context) {
        List<HandlerMapping> mappings = new ArrayList<>(
                BeanFactoryUtils.beansOfTypeIncludingAncestors(context, HandlerMapping.class, true, false)
                        .values());
        AnnotationAwareOrderComparator.sort(mappings);
        return List.copyOf(mappings);
    }

    private static HandlerMapping theOne(ApplicationContext context) {
        return context.getBean(DispatcherServlet.HANDLER_MAPPING_BEAN_NAME, HandlerMapping.class);
    }

    private static List<HandlerMapping> behindTheOne(ApplicationContext context) {
        List<HandlerMapping> mappings =
                new ArrayList<>(context.getBeansOfType(HandlerMapping.class).values());
        mappings.remove(theOne(context));
        return mappings;
    }
}
