package io.redoubt.spring;

import io.redoubt.servlet.CallerFilter;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** Where Redoubt decides, a filter chain that the application has of Spring Security stays in force behind it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(SecurityFilterChain.class)
@ConditionalOnProperty(name = EnforcedBy.PROPERTY, havingValue = "redoubt")
class SpringSecurityBehindConfiguration {

    /** Without a chain of the application there is none: the default one would ask every caller for a password. */
    @Bean
    @ConditionalOnMissingBean
    SecurityFilterChain redoubtDecidesInstead() {
        return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, List.of());
    }

    /** The user of a session is never merged with the one whose token was verified. */
    @Bean
    FilterRegistrationBean<CallerFilter> redoubtCallerFilter() {
        return ServletConfiguration.everywhere("redoubtCaller", new CallerFilter(), Ordered.LOWEST_PRECEDENCE);
    }
}
