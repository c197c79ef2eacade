package io.redoubt.spring;

import io.redoubt.access.HandlerAccess;
import io.redoubt.access.RequestGuard;
import io.redoubt.masking.KnownSecrets;
import io.redoubt.servlet.HandlerAccessSource;
import io.redoubt.servlet.RedoubtFilter;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.servlet.DispatcherServlet;

/** Guards the actuator on a port of its own, which is a web server of its own and knows none of the other's filters. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ManagementConfiguration {

    private static final String HANDLERS = "redoubtManagementHandlers";

    @Bean
    FilterRegistrationBean<RedoubtFilter> redoubtManagementFilter(
            RedoubtSettings settings,
            @Qualifier(ServletConfiguration.GUARD) RequestGuard guard,
            @Qualifier(HANDLERS) ObjectProvider<HandlerAccessSource> handlers,
            KnownSecrets secrets) {
        return ServletConfiguration.register(
                settings, guard, handlers.getIfAvailable(() -> request -> HandlerAccess.UNSAID), secrets);
    }

    /** The management context has a {@code DispatcherServlet} and handler mappings of its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DispatcherServlet.class)
    static class Handlers {

        @Bean
        ManagementDispatchers redoubtManagementDispatchers(ApplicationContext context) {
            return new ManagementDispatchers(Dispatchers.ofManagement(context));
        }

        @Bean(HANDLERS)
        HandlerAccessSource redoubtManagementHandlers(
                ManagementDispatchers dispatchers, AnnotatedAccess annotations, RedoubtSettings settings) {
            return new MvcHandlers(dispatchers.dispatchers(), annotations, settings.policy());
        }

        @Bean
        @Lazy(false)
        EndpointAudit redoubtManagementEndpointAudit(
                RedoubtSettings settings,
                EndpointInventory inventory,
                ManagementDispatchers dispatchers,
                ApplicationContext context) {
            return HandlerConfiguration.audit(settings, inventory, dispatchers.dispatchers(), List.of(), context);
        }
    }

    /**
     * A type of its own beside that of the application.
     *
     * @param dispatchers those of the management context
     */
    record ManagementDispatchers(Dispatchers dispatchers) {}
}
