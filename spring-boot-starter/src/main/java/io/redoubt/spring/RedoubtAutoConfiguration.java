package io.redoubt.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Puts Redoubt in force as the properties under {@code redoubt.} say: in a servlet application it guards every request,
 * a reactive one refuses to start, and one without a web server has keys, but no requests to guard.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure"
                    + ".OAuth2ResourceServerAutoConfiguration"
        })
@Import({
    EventsConfiguration.class,
    KeysConfiguration.class,
    MaskingConfiguration.class,
    FieldsConfiguration.class,
    WorkerConfiguration.class,
    ServletConfiguration.class,
    StateConfiguration.class,
    HandlerConfiguration.class,
    ActuatorConfiguration.class,
    FieldsHibernateConfiguration.class,
    FieldMetricsConfiguration.class,
    FieldJobsConfiguration.class,
    KeysHealthConfiguration.class,
    SpringSecurityBehindConfiguration.class,
    SpringSecurityConfiguration.class,
    LogoutConfiguration.class,
    ReactiveConfiguration.class
})
public final class RedoubtAutoConfiguration {

    RedoubtAutoConfiguration() {}
}
