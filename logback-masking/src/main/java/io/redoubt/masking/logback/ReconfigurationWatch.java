package io.redoubt.masking.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.ConfigurationEvent;
import ch.qos.logback.core.spi.ConfigurationEventListener;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import io.redoubt.masking.Masker;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Wraps the encoders of the next configuration. Between the reset of a context and the end of its configuration, each record looks for
 * appenders that came meanwhile: none is written past the masking.
 *
 * <p>A context that is stopped forgets its listeners, and may be configured and started again all the same; those of status messages
 * stay, so that the first message after that brings the others back.
 */
final class ReconfigurationWatch implements LoggerContextListener, ConfigurationEventListener, StatusListener {

    private final LoggerContext context;
    private final AppenderWrapping wrapping;
    private final AtomicBoolean ended = new AtomicBoolean();

    private ReconfigurationWatch(LoggerContext context, AppenderWrapping wrapping) {
        this.context = context;
        this.wrapping = wrapping;
    }

    /** {@return the watch of a context: there is one at most} */
    static ReconfigurationWatch of(LoggerContext context, Masker masker) {
        synchronized (ReconfigurationWatch.class) {
            for (StatusListener listener : context.getStatusManager().getCopyOfStatusListenerList()) {
                if (listener instanceof ReconfigurationWatch watch) {
                    watch.returnToContext();
                    return watch;
                }
            }
            ReconfigurationWatch watch = new ReconfigurationWatch(context, new AppenderWrapping(context, masker));
            context.addListener(watch);
            context.addConfigurationEventListener(watch);
            context.getStatusManager().add((StatusListener) watch);
            return watch;
        }
    }

    AppenderWrapping wrapping() {
        return wrapping;
    }

    void end() {
        if (ended.compareAndSet(false, true)) {
            context.removeListener(this);
            context.getStatusManager().remove(this);
            context.getTurboFilterList().removeIf(filter -> filter instanceof Wrapper);
            wrapping.unwrapAll();
        }
    }

    boolean isEnded() {
        return ended.get();
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    @Override
    public void onReset(LoggerContext reset) {
        if (!isEnded()) {
            wrapBeforeRecords();
        }
    }

    private void wrapBeforeRecords() {
        Wrapper wrapper = new Wrapper();
        wrapper.start();
        context.addTurboFilter(wrapper);
    }

    @Override
    public void listen(ConfigurationEvent event) {
        switch (event.getEventType()) {
            case CONFIGURATION_ENDED_SUCCESSFULLY, CONFIGURATION_ENDED_WITH_XML_PARSING_ERRORS -> {
                listenAgain();
                configured();
            }
            default -> {} // nothing has changed yet
        }
    }

    private void configured() {
        if (!isEnded()) {
            wrapping.wrapAll();
            context.getTurboFilterList().removeIf(filter -> filter instanceof Wrapper);
        }
    }

    /** A context that was stopped has forgotten this watch. It returns later: who tells a status may be going through the listeners. */
    @Override
    public void addStatusEvent(Status status) {
        if (!isEnded()
                && isForgotten()
                && context.getTurboFilterList().stream().noneMatch(filter -> filter instanceof Wrapper)) {
            wrapBeforeRecords();
        }
    }

    private boolean isForgotten() {
        return !context.getCopyOfListenerList().contains(this);
    }

    private void listenAgain() {
        if (!isEnded() && isForgotten()) {
            context.addListener(this);
        }
    }

    private void returnToContext() {
        listenAgain();
        context.getTurboFilterList().removeIf(filter -> filter instanceof Wrapper);
    }

    @Override
    public void onStart(LoggerContext started) {
        configured();
    }

    @Override
    public void onStop(LoggerContext stopped) {}

    @Override
    public void onLevelChange(Logger logger, Level level) {}

    /** Wraps before each record that is written. */
    private final class Wrapper extends TurboFilter {

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] arguments,
                @Nullable Throwable throwable) {
            if (!isEnded() && level.isGreaterOrEqual(logger.getEffectiveLevel())) {
                listenAgain();
                wrapping.wrap(logger);
            }
            return FilterReply.NEUTRAL;
        }
    }
}
