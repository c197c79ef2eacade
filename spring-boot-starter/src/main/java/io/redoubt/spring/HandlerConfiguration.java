package io.redoubt.spring;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Lets handlers of Spring MVC take the caller as a parameter. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(RequestMappingHandlerAdapter.class)
class HandlerConfiguration {

    @Bean
    static BeanPostProcessor redoubtCallerArguments() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof RequestMappingHandlerAdapter adapter) {
                    putFirst(new CallerArgumentResolver(), adapter);
                }
                return bean;
            }
        };
    }

    /** Before Spring MVC's own resolvers, of which one takes every {@code Principal} for the request's user. */
    private static void putFirst(HandlerMethodArgumentResolver resolver, RequestMappingHandlerAdapter adapter) {
        List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>(List.of(resolver));
        List<HandlerMethodArgumentResolver> others = adapter.getArgumentResolvers();
        if (others != null) {
            resolvers.addAll(others);
        }
        adapter.setArgumentResolvers(resolvers);
    }
}
