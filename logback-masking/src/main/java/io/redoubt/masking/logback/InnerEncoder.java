package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.pattern.PatternLayoutBase;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
            "%-?\\d*\\.-?\\d+(?!(?:d|date|p|le|level|c|lo|logger|C|class|t|thread|M|method|L|line|F|file|r|relative|cn|contextName|sn|sequenceNumber|ms|micros|n)\\b)");

    private final Encoder<ILoggingEvent> encoder;
    private final boolean cutting;
    private volatile boolean escaping;
    private volatile EventFormat format;

    private InnerEncoder(Encoder<ILoggingEvent> encoder, boolean escaping, boolean cutting) {
        this.encoder = encoder;
        this.escaping = escaping;
        this.cutting = cutting;
        this.format = escaping ? EventFormat.JSON : EventFormat.TEXT;
    }

    static InnerEncoder of(Encoder<ILoggingEvent> encoder) {
        Layout<?> layout = encoder instanceof LayoutWrappingEncoder<?> wrapping ? wrapping.getLayout() : null;
        if (layout instanceof PatternLayoutBase<?> pattern) {
            return new InnerEncoder(encoder, false, isCutting(pattern.getPattern()));
        }
        Object writer = layout == null ? encoder : layout;
        return new InnerEncoder(
                encoder,
                NAMES_OF_JSON.matcher(writer.getClass().getSimpleName()).matches(),
                false);
    }

    private static boolean isCutting(@Nullable String pattern) {
        return pattern != null && CUT.matcher(pattern).find();
    }

    Encoder<ILoggingEvent> encoder() {
        return encoder;
    }

    /** {@return whether it cuts values, of which nothing tells afterwards what they were} */
    boolean isCutting() {
        return cutting;
    }

    /** {@return whether it escapes what would begin another line} */
    boolean isEscaping() {
        return escaping;
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
        if (escaping && written != EventFormat.JSON) {
            escaping = false;
        }
        return record;
    }
}
