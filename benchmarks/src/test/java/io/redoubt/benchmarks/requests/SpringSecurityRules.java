package io.redoubt.benchmarks.requests;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.web.SecurityFilterChain;

/** The rule of the service, for Spring Security's resource server: without sessions, so without CSRF tokens. */
@Configuration(proxyBeanMethods = false)
final class SpringSecurityRules {

    @Bean
    SecurityFilterChain filterChain(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, HelloServer.PATH)
                        .hasAuthority("SCOPE_" + Service.SCOPE)
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(CsrfConfigurer::disable)
                .build();
    }

    /** RFC 9068 section 2.1; beside it, Boot validates issuer, audience and times. */
    @Bean
    JwtTypeValidator type() {
        return new JwtTypeValidator("at+jwt");
    }
}
