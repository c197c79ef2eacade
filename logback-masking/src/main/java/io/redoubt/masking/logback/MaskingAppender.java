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
 * key-value pairs and the messages of exceptions are masked; arguments are not handed on. An event that cannot be masked is dropped, and
 * counted. Thread-safe once it is started.
 *
 * @since 0.1.0
 */
public final class MaskingAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
        implements AppenderAttachable<ILoggingEvent> {

    private final AppenderAttachableImpl<ILoggingEvent> appenders = new AppenderAttachableImpl<>();
    private final MaskingSettings settings = new MaskingSettings();
    private volatile @Nullable EventMasking masking;

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

    @Override
    public void start() {
        if (!appenders.iteratorForAppenders().hasNext()) {
            addError("MaskingAppender has no <appender-ref> inside, so that nothing reads what it masks");
            return;
        }
        if (masking == null) {
            try {
                masking = EventMasking.of(settings.rules(), settings.maxBytes(), MaskingReports.of(getContext()));
            } catch (IllegalArgumentException e) {
                addError("MaskingAppender does not start, since its settings are wrong: " + e.getMessage());
                return;
            }
        }
        super.start();
    }

    @Override
    public void stop() {
        super.stop();
        appenders.detachAndStopAllAppenders();
    }

    /** Masks with other rules from now on. */
    void use(Masker masker) {
        masking = EventMasking.of(masker.rules(), settings.maxBytes(), MaskingReports.of(getContext()));
    }

    @Override
    protected void append(ILoggingEvent event) {
        EventMasking current = masking;
        if (current == null) {
            return;
        }
        ILoggingEvent read;
        try {
            read = current.read(event);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            MaskingReports.of(getContext()).withheld(WithheldReason.MASKER_FAILED);
            return;
        }
        appenders.appendLoopOnAppenders(read);
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
