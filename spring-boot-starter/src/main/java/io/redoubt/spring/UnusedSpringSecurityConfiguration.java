package io.redoubt.spring;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Keeps Spring Security's default rules out where Redoubt decides: a jar on the class path would otherwise demand a
 * generated password of every caller. A filter chain of the application stays in force, behind Redoubt.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(SecurityFilterChain.class)
@ConditionalOnProperty(name = EnforcedBy.PROPERTY, havingValue = "redoubt")
class UnusedSpringSecurityConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SecurityFilterChain redoubtDecidesInstead() {
        return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, List.of());
    }
}
