package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import io.redoubt.masking.Masker;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Hands masked events to appenders that have no encoder, such as those of sockets, mail and telemetry: message, diagnostic context,
 * key-value pairs and the messages of exceptions are masked; arguments, and markers that hold data, are not handed on. In the place of an
 * event that cannot be masked goes one that says why. Thread-safe once it is started.
 *
 * @since 0.1.0
 */
public final class MaskingAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
        implements AppenderAttachable<ILoggingEvent> {

    private final AppenderAttachableImpl<ILoggingEvent> appenders = new AppenderAttachableImpl<>();
    private final MaskingSettings settings = new MaskingSettings();
    private volatile @Nullable EventMasking own;
    private volatile @Nullable EventMasking installed;

    /** Makes an appender that is not configured yet. */
    public MaskingAppender() {}

    /**
     * Chooses the detectors to begin with.
     *
     * @param profile {@code default}, {@code pci}, {@code gdpr} or {@code credentials-only}
     */
    public void setProfile(String profile) {
        settings.profile(profile);
    }

    /**
     * Changes what becomes of the values that one detector finds.
     *
     * @param detector by its id
     */
    public void addDetector(DetectorSetting detector) {
        settings.detector(detector);
    }

    /**
     * Masks the values of one more key.
     *
     * @param key by its name
     */
    public void addKey(KeySetting key) {
        settings.key(key);
    }

    /**
     * Leaves the values of a key, or a value, as they are.
     *
     * @param allow which
     */
    public void addAllow(AllowSetting allow) {
        settings.allow(allow);
    }

    /**
     * Takes the key of the pseudonyms.
     *
     * @param key 32 bytes or more, in base64
     */
    public void setPseudonymKey(String key) {
        settings.pseudonymKey(key);
    }

    /**
     * Refuses to start where the settings are wrong, so that nothing is handed on at all. Otherwise stand-ins are.
     *
     * @param strict whether it refuses
     */
    public void setStrict(boolean strict) {
        settings.strict(strict);
    }

    @Override
    public void start() {
        if (!appenders.iteratorForAppenders().hasNext()) {
            addError("MaskingAppender has no <appender-ref> inside, so that nothing reads what it masks");
            return;
        }
        try {
            own = EventMasking.of(settings.rules(), settings.maxBytes(), MaskingReports.of(getContext()));
        } catch (IllegalArgumentException e) {
            own = null;
            addError("MaskingAppender " + (settings.isStrict() ? "does not start" : "withholds all events")
                    + ", since its settings are wrong: " + e.getMessage());
            if (settings.isStrict()) {
                return;
            }
        }
        MaskingBeans.register(getContext());
        super.start();
    }

    @Override
    public void stop() {
        super.stop();
        appenders.detachAndStopAllAppenders();
    }

    /** Masks with other rules from now on. */
    void use(Masker masker) {
        EventMasking current = installed;
        if (current == null || !current.isOf(masker, settings.usableMaxBytes())) {
            installed = EventMasking.of(masker.rules(), settings.usableMaxBytes(), MaskingReports.of(getContext()));
        }
    }

    /** Masks with the rules of its settings again. */
    void useOwn() {
        installed = null;
    }

    @Override
    protected void append(ILoggingEvent event) {
        EventMasking current = installed == null ? own : installed;
        if (current == null) {
            MaskingReports.of(getContext()).withheld(WithheldReason.NOT_CONFIGURED);
            appenders.appendLoopOnAppenders(StandIn.event(event, WithheldReason.NOT_CONFIGURED));
        } else {
            appenders.appendLoopOnAppenders(current.read(event));
        }
    }

    @Override
    public void addAppender(Appender<ILoggingEvent> appender) {
        appenders.addAppender(appender);
    }

    @Override
    public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
        return appenders.iteratorForAppenders();
    }

    @Override
    public @Nullable Appender<ILoggingEvent> getAppender(String name) {
        return appenders.getAppender(name);
    }

    @Override
    public boolean isAttached(Appender<ILoggingEvent> appender) {
        return appenders.isAttached(appender);
    }

    @Override
    public void detachAndStopAllAppenders() {
        appenders.detachAndStopAllAppenders();
    }

    @Override
    public boolean detachAppender(Appender<ILoggingEvent> appender) {
        return appenders.detachAppender(appender);
    }

    @Override
    public boolean detachAppender(String name) {
        return appenders.detachAppender(name);
    }
}
