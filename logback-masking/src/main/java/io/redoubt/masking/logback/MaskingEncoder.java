package io.redoubt.masking.logback;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.joran.spi.DefaultClass;
import io.redoubt.masking.Masker;
import org.jspecify.annotations.Nullable;

/**
 * Masks what another encoder writes, whatever that is: credentials and personal data are replaced in the finished bytes, so that nothing
 * passes that a layout puts there.
 *
 * <pre>{@code
 * <encoder class="io.redoubt.masking.logback.MaskingEncoder">
 *   <encoder><pattern>%d %level %logger - %msg%n</pattern></encoder>
 * </encoder>
 * }</pre>
 *
 * <p>Never throws, and never writes what it could not mask: in the place of such a record stands one that says when, from which logger
 * and why. As thread-safe as the encoder inside.
 *
 * @since 0.1.0
 */
public final class MaskingEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    private final MaskingSettings settings = new MaskingSettings();
    private final boolean isWrap;
    private @Nullable Encoder<ILoggingEvent> encoder;
    private volatile @Nullable InnerEncoder inner;
    private volatile @Nullable EventMasking own;
    private volatile @Nullable EventMasking installed;

    /** Makes an encoder that is not configured yet. */
    public MaskingEncoder() {
        this(false);
    }

    private MaskingEncoder(boolean isWrap) {
        this.isWrap = isWrap;
    }

    /** {@return a started encoder around one that is in use} */
    static MaskingEncoder around(Encoder<ILoggingEvent> encoder, Context context, Masker masker, int maxBytes) {
        MaskingEncoder masking = new MaskingEncoder(true);
        masking.setContext(context);
        masking.setEncoder(encoder);
        masking.use(masker, maxBytes);
        masking.start();
        return masking;
    }

    /**
     * Takes the encoder whose output is masked.
     *
     * @param inner encoder; of a class of its own, or a {@code PatternLayoutEncoder}
     */
    @DefaultClass(PatternLayoutEncoder.class)
    public void setEncoder(Encoder<ILoggingEvent> inner) {
        encoder = inner;
    }

    /** {@return the encoder whose output is masked} */
    public @Nullable Encoder<ILoggingEvent> getEncoder() {
        return encoder;
    }

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
     * Takes the key of the pseudonyms. Without it, placeholders stand in their place.
     *
     * @param key 32 bytes or more, in base64
     */
    public void setPseudonymKey(String key) {
        settings.pseudonymKey(key);
    }

    /**
     * Limits the length of records: text is cut there, JSON is withheld.
     *
     * @param bytes at least 1,024; 1 MiB unless set
     */
    public void setMaxBytes(int bytes) {
        settings.maxBytes(bytes);
    }

    /**
     * Refuses to start where the settings are wrong, so that nothing is written at all. Otherwise stand-ins are written.
     *
     * @param strict whether it refuses
     */
    public void setStrict(boolean strict) {
        settings.strict(strict);
    }

    @Override
    public void start() {
        Encoder<ILoggingEvent> writer = encoder;
        if (writer == null) {
            addError(
                    "MaskingEncoder has no <encoder> inside, so that there is nothing to write; put the encoder of the appender there");
            return;
        }
        if (!isWrap && !isConfigured() && settings.isStrict()) {
            return;
        }
        if (!writer.isStarted()) {
            writer.setContext(getContext());
            writer.start();
        }
        inner = InnerEncoder.of(writer);
        MaskingBeans.register(getContext());
        super.start();
    }

    private boolean isConfigured() {
        try {
            own = EventMasking.of(settings.rules(), settings.maxBytes(), MaskingReports.of(getContext()));
            return true;
        } catch (IllegalArgumentException e) {
            own = null;
            addError("MaskingEncoder " + (settings.isStrict() ? "does not start" : "withholds all records")
                    + ", since its settings are wrong: " + e.getMessage());
            return false;
        }
    }

    @Override
    public void stop() {
        super.stop();
        if (encoder != null) {
            encoder.stop();
        }
    }

    /** {@return whether it was put around an encoder that is configured without it} */
    boolean isWrap() {
        return isWrap;
    }

    /**
     * Masks with other rules from now on.
     *
     * @param maxBytes of a record, unless the settings say how many
     */
    void use(Masker masker, int maxBytes) {
        int limit = isWrap ? maxBytes : settings.usableMaxBytes();
        EventMasking current = installed;
        if (current == null || !current.isOf(masker, limit)) {
            installed = EventMasking.of(masker.rules(), limit, MaskingReports.of(getContext()));
        }
    }

    /** Masks with the rules of its settings again. */
    void useOwn() {
        installed = null;
    }

    @Override
    public byte[] headerBytes() {
        return encoder == null ? NOTHING : encoder.headerBytes();
    }

    @Override
    public byte[] footerBytes() {
        return encoder == null ? NOTHING : encoder.footerBytes();
    }

    /**
     * {@return whether the encoder inside needs one thread at a time; Logback 1.6 asks}
     *
     * <p>This one keeps nothing between records.
     */
    public boolean isStateful() {
        return encoder != null && Statefulness.of(encoder);
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        InnerEncoder writer = inner;
        if (writer == null || !started) {
            return NOTHING;
        }
        EventMasking current = installed == null ? own : installed;
        if (current == null) {
            MaskingReports.of(getContext()).withheld(WithheldReason.NOT_CONFIGURED);
            return StandIn.of(event, WithheldReason.NOT_CONFIGURED, -1, writer.format());
        }
        return current.encode(event, writer);
    }
}
