package io.redoubt.spring;

import io.redoubt.access.RequestGuard;
import io.redoubt.servlet.RedoubtFilter;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Guards the actuator on a port of its own, which is a web server of its own and knows none of the other's filters. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ManagementConfiguration {

    @Bean
    FilterRegistrationBean<RedoubtFilter> redoubtManagementFilter(
            RedoubtSettings settings, @Qualifier(ServletConfiguration.GUARD) RequestGuard guard) {
        return ServletConfiguration.register(settings, guard);
    }
}
