package io.redoubt.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * What else the application has on its class path.
 *
 * @param hasSpringSecurity Spring Security's filters
 * @param hasResourceServer Spring Security's OAuth 2.0 resource server with JWT support
 * @param hasSpringDataRedis Spring Data Redis
 */
record ClassPath(boolean hasSpringSecurity, boolean hasResourceServer, boolean hasSpringDataRedis) {

    static ClassPath of(@Nullable ClassLoader classLoader) {
        return new ClassPath(
                ClassUtils.isPresent("org.springframework.security.web.SecurityFilterChain", classLoader),
                ClassUtils.isPresent(
                                "org.springframework.security.oauth2.server.resource.BearerTokenError", classLoader)
                        && ClassUtils.isPresent("org.springframework.security.oauth2.jwt.JwtDecoder", classLoader),
                ClassUtils.isPresent("org.springframework.data.redis.connection.RedisConnectionFactory", classLoader));
    }
}
