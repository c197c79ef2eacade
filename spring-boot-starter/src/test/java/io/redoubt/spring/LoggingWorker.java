package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application of Boot without a web server, of which only what it logs matters. */
final class LoggingWorker {

    private LoggingWorker() {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(RedoubtAutoConfiguration.class)
    static class Worker {}

    /** {@return the application orders, which has these beans, and is yet to be started} */
    static SpringApplicationBuilder builder(Settings settings, Class<?>... more) {
        Class<?>[] sources =
                Stream.concat(Stream.of(more), Stream.of(Worker.class)).toArray(Class<?>[]::new);
        return new SpringApplicationBuilder(sources)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties(settings.with("spring.application.name", "orders").properties());
    }

    /** {@return what it writes to its console from its start until this was done} */
    static String output(Settings settings, Runnable logging, Class<?>... more) {
        try (CapturedOutput output = CapturedOutput.begin();
                ConfigurableApplicationContext context = builder(settings, more).run()) {
            assertThat(context.isRunning()).isTrue();
            logging.run();
            return output.text();
        }
    }

    /** Formats and files are those of the process, and Boot takes none back: the next test must find what it expects. */
    static void logAsBefore() {
        System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
        System.clearProperty("FILE_LOG_STRUCTURED_FORMAT");
        System.clearProperty("LOG_FILE");
        output(Settings.none(), () -> {});
    }
}
