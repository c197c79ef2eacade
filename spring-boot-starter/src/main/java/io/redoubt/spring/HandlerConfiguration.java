package io.redoubt.spring;

import io.redoubt.access.HandlerAccess;
import io.redoubt.servlet.HandlerAccessSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** Has the annotations of Spring MVC's handlers heeded, and lists the endpoints. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
class HandlerConfiguration {

    private static final String ACTUATOR = "org.springframework.boot.actuate.endpoint.annotation.Endpoint";

    @Bean
    AnnotatedAccess redoubtAnnotatedAccess() {
        return new AnnotatedAccess();
    }

    @Bean
    Dispatchers redoubtDispatchers(ApplicationContext context) {
        return Dispatchers.of(context);
    }

    @Bean(ServletConfiguration.HANDLERS)
    HandlerAccessSource redoubtHandlers(
            Dispatchers dispatchers, AnnotatedAccess annotations, RedoubtSettings settings) {
        return new MvcHandlers(dispatchers, annotations, settings.policy());
    }

    /** A mapped interceptor stands in every handler mapping, those of the actuator and its own context included. */
    @Bean
    @ConditionalOnProperty(name = EnforcedBy.PROPERTY, havingValue = "redoubt", matchIfMissing = true)
    MappedInterceptor redoubtHandlerCheck(AnnotatedAccess annotations, RedoubtEvents events) {
        return new MappedInterceptor(null, new HandlerCheck(annotations, events.listener()));
    }

    @Bean
    EndpointInventory redoubtEndpointInventory(RedoubtSettings settings, AnnotatedAccess annotations) {
        return new EndpointInventory(
                settings.policy(),
                endpoint -> endpoint.handler().map(annotations::of).orElse(HandlerAccess.UNSAID));
    }

    @Bean
    @Lazy(false)
    EndpointAudit redoubtEndpointAudit(
            RedoubtSettings settings,
            EndpointInventory inventory,
            Dispatchers dispatchers,
            ObjectProvider<ActuatorOperations> actuator,
            ApplicationContext context) {
        List<HandlerCode> operations =
                actuator.stream().flatMap(it -> it.code().stream()).toList();
        return audit(settings, inventory, dispatchers, operations, context);
    }

    static EndpointAudit audit(
            RedoubtSettings settings,
            EndpointInventory inventory,
            Dispatchers dispatchers,
            List<HandlerCode> neverHeld,
            ApplicationContext context) {
        return new EndpointAudit(
                settings,
                inventory,
                new MvcEndpoints(dispatchers),
                neverHeld,
                ClassUtils.isPresent(ACTUATOR, context.getClassLoader()));
    }

    /** Where there is an actuator. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Endpoint.class)
    static class Actuator {

        @Bean
        ActuatorOperations redoubtActuatorOperations(ApplicationContext context) {
            return new ActuatorOperations(context);
        }
    }
}
