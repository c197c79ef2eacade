package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.pattern.PatternLayoutBase;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An encoder, and what is known of the records that it writes. As thread-safe as the encoder.
 *
 * <p>That it escapes controls is believed of encoders and layouts that are named after JSON, and only as long as each record is an object. A pattern
 * escapes nothing, even if it begins with a brace; nor does an encoder that nobody knows, whose first record may be text that
 * begins with one.
 */
final class InnerEncoder {

    private static final byte[] NOTHING = {};

    private static final Pattern NAMES_OF_JSON = Pattern.compile("(?i).*(json|logstash|structured|ecs|gelf).*");

    /** A part that is cut to a length and that holds values: not the time, the level, the logger or the place of a call. */
    private static final Pattern CUT = Pattern.compile(
            "%-?\\d*\\.-?\\d++(?!(?:d|date|p|le|level|c|lo|logger|C|class|t|thread|M|method|L|line|F|file|r|relative|cn|contextName|sn|sequenceNumber|ms|micros|n)\\b)");

    /** Encoders of JSON that write messages and no arguments; that of Logstash says itself what it does. */
    private static final Set<String> WHOLE = Set.of("StructuredLogEncoder", "EcsEncoder");

    private static final Pattern BEGINS_AS_MOST =
            Pattern.compile("(?:%[A-Za-z]+\\()*(?:\\[|%[-.0-9]*(?:d|date|p|le|level)\\b).*", Pattern.DOTALL);

    private final Encoder<ILoggingEvent> encoder;
    private final boolean cutting;
    private final boolean splitting;
    private volatile EventFormat reading;
    private volatile EventFormat format;

    private InnerEncoder(Encoder<ILoggingEvent> encoder, EventFormat reading, boolean cutting, boolean splitting) {
        this.encoder = encoder;
        this.cutting = cutting;
        this.splitting = splitting;
        this.reading = reading;
        this.format = reading;
    }

    static InnerEncoder of(Encoder<ILoggingEvent> encoder) {
        Layout<?> layout = encoder instanceof LayoutWrappingEncoder<?> wrapping ? wrapping.getLayout() : null;
        if (layout instanceof PatternLayoutBase<?> patterned) {
            String pattern = patterned.getPattern() == null ? "" : patterned.getPattern();
            boolean common = BEGINS_AS_MOST.matcher(pattern).matches();
            return new InnerEncoder(
                    encoder, common ? EventFormat.TEXT : EventFormat.FREE_TEXT, isCutting(pattern), false);
        }
        Object writer = layout == null ? encoder : layout;
        boolean json = NAMES_OF_JSON.matcher(writer.getClass().getSimpleName()).matches();
        return new InnerEncoder(encoder, json ? EventFormat.JSON : EventFormat.FREE_TEXT, false, isSplitting(writer));
    }

    private static boolean isSplitting(Object writer) {
        if (WHOLE.contains(writer.getClass().getSimpleName())) {
            return false;
        }
        try {
            return !Boolean.FALSE.equals(writer.getClass()
                    .getMethod("isIncludeNonStructuredArguments")
                    .invoke(writer));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    static boolean isCutting(String pattern) {
        return CUT.matcher(pattern).find();
    }

    /** {@return whether it cuts values, of which nothing tells afterwards what they were} */
    boolean isCutting() {
        return cutting;
    }

    /** {@return whether it may write a pattern without its arguments, so that a key and its value stand apart} */
    boolean isSplitting() {
        return splitting;
    }

    /** {@return what an event is read for} */
    EventFormat reading() {
        return reading;
    }

    /** {@return what it wrote last} */
    EventFormat format() {
        return format;
    }

    /** {@return the record; empty if it writes none} */
    byte[] encode(ILoggingEvent event) {
        byte[] record = encoder.encode(event);
        if (record == null || record.length == 0) {
            return NOTHING;
        }
        EventFormat written = EventFormat.of(record);
        if (written != format) {
            format = written;
        }
        if (reading == EventFormat.JSON && written != EventFormat.JSON) {
            reading = EventFormat.FREE_TEXT;
        }
        return record;
    }
}
