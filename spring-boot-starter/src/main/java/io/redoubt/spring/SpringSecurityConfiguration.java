package io.redoubt.spring;

import io.redoubt.token.TokenVerifier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.BearerTokenError;

/** Has Redoubt verify the tokens for Spring Security, whose own rules decide about requests. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({JwtDecoder.class, BearerTokenError.class})
@ConditionalOnProperty(name = EnforcedBy.PROPERTY, havingValue = "spring-security")
class SpringSecurityConfiguration {

    /** Primary: another one of the application does not silently take its place, and another primary one stops the start. */
    @Bean
    @Primary
    JwtDecoder redoubtJwtDecoder(
            @Qualifier(ServletConfiguration.VERIFIER) TokenVerifier verifier, RedoubtEvents events) {
        return new RedoubtJwtDecoder(verifier, events.listener());
    }
}
