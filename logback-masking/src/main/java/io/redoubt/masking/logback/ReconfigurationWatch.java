package io.redoubt.masking.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.ConfigurationEvent;
import ch.qos.logback.core.spi.ConfigurationEventListener;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Wraps the encoders of the next configuration. Between the reset of a context and the end of its configuration, each call of a logger looks
 * for appenders that came meanwhile: no record is written past the masking.
 */
final class ReconfigurationWatch implements LoggerContextListener, ConfigurationEventListener {

    private final LoggerContext context;
    private final AppenderWrapping wrapping;
    private final AtomicBoolean stopped = new AtomicBoolean();

    ReconfigurationWatch(LoggerContext context, AppenderWrapping wrapping) {
        this.context = context;
        this.wrapping = wrapping;
    }

    void start() {
        context.addListener(this);
        context.addConfigurationEventListener(this);
    }

    void stop() {
        stopped.set(true);
        context.removeListener(this);
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    @Override
    public void onReset(LoggerContext reset) {
        if (!stopped.get()) {
            Wrapper wrapper = new Wrapper();
            wrapper.start();
            reset.addTurboFilter(wrapper);
            reset.addConfigurationEventListener(this);
        }
    }

    @Override
    public void listen(ConfigurationEvent event) {
        switch (event.getEventType()) {
            case CONFIGURATION_ENDED_SUCCESSFULLY, CONFIGURATION_ENDED_WITH_XML_PARSING_ERRORS -> configured();
            default -> {} // nothing has changed yet
        }
    }

    private void configured() {
        if (!stopped.get()) {
            wrapping.wrapAll();
            context.getTurboFilterList().removeIf(filter -> filter instanceof Wrapper);
        }
    }

    @Override
    public void onStart(LoggerContext started) {
        if (!stopped.get()) {
            wrapping.wrapAll();
        }
    }

    @Override
    public void onStop(LoggerContext ended) {}

    @Override
    public void onLevelChange(Logger logger, Level level) {}

    /** Wraps before each record. */
    private final class Wrapper extends TurboFilter {
        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] arguments,
                @Nullable Throwable throwable) {
            if (!stopped.get()) {
                wrapping.wrapAll();
            }
            return FilterReply.NEUTRAL;
        }
    }
}
