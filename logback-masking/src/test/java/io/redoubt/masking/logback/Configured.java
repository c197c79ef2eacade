package io.redoubt.masking.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayInputStream;
import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A Logback of its own, configured by XML as an application would. */
final class Configured {

    /** What most applications have. */
    static final String PATTERN = """
            <encoder class="ch.qos.logback.classic.encoder.PatternLayoutEncoder"><pattern>%d %-5level %logger{36} - %msg%n</pattern></encoder>
            """;

    private final LoggerContext context = new LoggerContext();

    private Configured(String name) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.setName(name);
    }

    static Configured named(String name) {
        return new Configured(name);
    }

    /** {@return a context whose root logger writes with an encoder that is masked} */
    static Configured masking(String inner) {
        return masking("", inner);
    }

    static Configured masking(String settings, String inner) {
        return with("<encoder class=\"io.redoubt.masking.logback.MaskingEncoder\">" + settings + inner + "</encoder>");
    }

    /** {@return a context whose root logger writes with an encoder} */
    static Configured with(String encoder) {
        return of("<appender name=\"OUT\" class=\"io.redoubt.masking.logback.CapturingAppender\">" + encoder
                + "</appender>" + "<root level=\"DEBUG\"><appender-ref ref=\"OUT\"/></root>");
    }

    static Configured of(String elements) {
        Configured configured = named("test");
        configured.configure(elements);
        return configured;
    }

    void configure(String elements) {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(new ByteArrayInputStream(
                    ("<configuration>" + elements + "</configuration>").getBytes(StandardCharsets.UTF_8)));
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }

    void configure(Path file) {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(file.toUri().toURL());
        } catch (JoranException | MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    LoggerContext context() {
        return context;
    }

    Logger logger() {
        return context.getLogger("com.example.Orders");
    }

    CapturingAppender appender() {
        return (CapturingAppender)
                Objects.requireNonNull(context.getLogger("ROOT").getAppender("OUT"));
    }

    String written() {
        return appender().written();
    }

    MaskingReport report() {
        return MaskingReports.of(context);
    }

    List<String> errors() {
        return statuses(Status.ERROR);
    }

    List<String> warnings() {
        return statuses(Status.WARN);
    }

    /** {@return all that Logback says of itself, with the exceptions that it shows} */
    List<String> statuses() {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .map(status -> status.getMessage() + " " + status.getThrowable())
                .toList();
    }

    private List<String> statuses(int level) {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getLevel() == level)
                .map(Status::getMessage)
                .toList();
    }
}
