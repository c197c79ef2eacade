package io.redoubt.masking.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.ConfigurationEvent;
import ch.qos.logback.core.spi.ConfigurationEventListener;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import io.redoubt.masking.Masker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Wraps the encoders of the next configuration. Between the reset of a context and the end of its configuration, each record looks for
 * appenders that came meanwhile: none is written past the masking.
 *
 * <p>An appender may be attached after a record has looked and before it is written. So an appender that writes a stream is wrapped when it tells
 * that it starts, as those of Logback do before they are attached; and a record that finds no appender, or comes while a
 * configuration is read, is not written, as would be so a moment earlier.
 *
 * <p>A context that is stopped forgets its listeners, and may be configured and started again all the same, as Spring Boot does. Those of
 * status messages stay; the first message after that brings a filter, and the first record the listener. It is not brought back by a message, which
 * may come while the context calls its listeners, and the list of them bears no change then.
 */
final class ReconfigurationWatch implements LoggerContextListener, ConfigurationEventListener, StatusListener {

    /** A configuration that failed does not tell its end: records are kept back no longer than this. */
    private static final Duration LONGEST_CONFIGURATION = Duration.ofSeconds(10);

    private final LoggerContext context;
    private final AppenderWrapping wrapping;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<@Nullable Long> configuredSince = new AtomicReference<>();

    private ReconfigurationWatch(LoggerContext context, AppenderWrapping wrapping) {
        this.context = context;
        this.wrapping = wrapping;
    }

    /** {@return the watch of a context: there is one at most} */
    static ReconfigurationWatch of(LoggerContext context, Masker masker) {
        synchronized (ReconfigurationWatch.class) {
            ReconfigurationWatch watch = begunOf(context).orElseGet(() -> begun(context, masker));
            watch.returnToContext();
            return watch;
        }
    }

    /** {@return the watch of a context, if there is one} */
    static Optional<ReconfigurationWatch> begunOf(LoggerContext context) {
        return context.getStatusManager().getCopyOfStatusListenerList().stream()
                .filter(ReconfigurationWatch.class::isInstance)
                .map(ReconfigurationWatch.class::cast)
                .findFirst();
    }

    private static ReconfigurationWatch begun(LoggerContext context, Masker masker) {
        ReconfigurationWatch watch = new ReconfigurationWatch(context, new AppenderWrapping(context, masker));
        context.addConfigurationEventListener(watch);
        context.getStatusManager().add((StatusListener) watch);
        return watch;
    }

    private void returnToContext() {
        if (!isEnded() && isForgotten()) {
            context.addListener(this);
            MaskingBeans.register(context);
        }
    }

    private boolean isForgotten() {
        return !context.getCopyOfListenerList().contains(this);
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
        wrapBeforeRecords();
    }

    @Override
    public void addStatusEvent(Status status) {
        if (!isEnded() && status.getOrigin() instanceof OutputStreamAppender<?> appender && !appender.isStarted()) {
            wrapping.wrapStarting(appender);
        }
        if (isForgotten()) {
            wrapBeforeRecords();
        }
    }

    private void wrapBeforeRecords() {
        if (!isEnded() && context.getTurboFilterList().stream().noneMatch(Wrapper.class::isInstance)) {
            Wrapper wrapper = new Wrapper();
            wrapper.start();
            context.addTurboFilter(wrapper);
        }
    }

    @Override
    public void listen(ConfigurationEvent event) {
        switch (event.getEventType()) {
            case CONFIGURATION_STARTED -> configuredSince.set(System.nanoTime());
            case CONFIGURATION_ENDED_SUCCESSFULLY, CONFIGURATION_ENDED_WITH_XML_PARSING_ERRORS -> {
                returnToContext();
                configured();
            }
            default -> {} // nothing has changed yet
        }
    }

    @Override
    public void onStart(LoggerContext started) {
        configured();
    }

    private boolean isConfiguring() {
        Long since = configuredSince.get();
        return since != null && System.nanoTime() - since < LONGEST_CONFIGURATION.toNanos();
    }

    private void configured() {
        configuredSince.set(null);
        if (!isEnded()) {
            wrapping.wrapAll();
            context.getTurboFilterList().removeIf(filter -> filter instanceof Wrapper);
        }
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
            if (isEnded() || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
                return FilterReply.NEUTRAL;
            }
            if (isConfiguring() || !wrapping.wrap(logger)) {
                return FilterReply.DENY;
            }
            if (isForgotten() && logger.getLoggerContext().isStarted()) { // and so it is configured
                returnToContext();
                configured();
            }
            return FilterReply.NEUTRAL;
        }
    }
}
