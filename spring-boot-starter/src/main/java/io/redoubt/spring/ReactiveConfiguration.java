package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Refuses to start a reactive application: nothing would guard it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveConfiguration {

    @Bean
    static BeanFactoryPostProcessor redoubtRefusesReactiveApplications() {
        return beanFactory -> {
            throw new ConfigurationException(
                    "spring.main.web-application-type",
                    "is reactive, and Redoubt guards servlet applications only",
                    "use Spring MVC, or remove redoubt-spring-boot-starter");
        };
    }
}
