package io.redoubt.masking.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.helpers.NOPAppender;
import ch.qos.logback.core.sift.SiftingAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out which appenders of a context write masked records only. */
final class Coverages {

    private static final String NO_ENCODER =
            "it has no encoder: refer to it from an appender of class io.redoubt.masking.logback.MaskingAppender";
    private static final String OWN_ENCODER =
            "its encoder writes what was not masked: put that into an encoder of class io.redoubt.masking.logback.MaskingEncoder";

    private Coverages() {}

    static Coverage of(@Nullable LoggerContext context) {
        List<Coverage.Entry> entries = new ArrayList<>();
        if (context != null) {
            Appenders.ofAll(context, (appender, behind) -> entries.add(entry(appender, behind)));
        }
        return new Coverage(entries);
    }

    private static Coverage.Entry entry(Appender<ILoggingEvent> appender, boolean behind) {
        EncoderSlot slot = EncoderSlot.of(appender);
        boolean writesNothing = appender instanceof AppenderAttachable<?>
                || appender instanceof SiftingAppenderBase<?>
                || appender instanceof NOPAppender<?>;
        boolean covered = writesNothing || behind || (slot != null && slot.get() instanceof MaskingEncoder);
        String name = appender.getName() == null ? "(unnamed)" : appender.getName();
        String remedy = covered ? "" : slot == null ? NO_ENCODER : OWN_ENCODER;
        return new Coverage.Entry(name, appender.getClass().getName(), covered, remedy);
    }
}
