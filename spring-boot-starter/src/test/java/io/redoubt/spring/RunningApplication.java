package io.redoubt.spring;

import java.net.URI;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * A Spring Boot application on a free port of 127.0.0.1.
 *
 * @param context the application
 */
record RunningApplication(ConfigurableApplicationContext context) implements AutoCloseable {

    static RunningApplication start(Settings settings, Class<?>... application) {
        return new RunningApplication(builder(settings, application).run());
    }

    /** {@return an application that sees its classes and resources through this class loader} */
    static RunningApplication start(ClassLoader classLoader, Settings settings, Class<?>... application) {
        return new RunningApplication(builder(settings, application)
                .resourceLoader(new DefaultResourceLoader(classLoader))
                .run());
    }

    /** {@return an application that is yet to be started} */
    static SpringApplicationBuilder builder(Settings settings, Class<?>... application) {
        return new SpringApplicationBuilder(application)
                .properties(settings.properties())
                .registerShutdownHook(false);
    }

    URI uri(String path) {
        return uri("local.server.port", path);
    }

    URI managementUri(String path) {
        return uri("local.management.port", path);
    }

    private URI uri(String port, String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty(port) + path);
    }

    @Override
    public void close() {
        SpringApplication.exit(context);
    }
}
