package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.sift.SiftingAppenderBase;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.function.Consumer;

/**
 * Wraps the encoders of the appenders that a sifting appender makes, before their first record. Stands in the place of the filters that were
 * there, and asks them first.
 */
final class SiftingFilter extends Filter<ILoggingEvent> {

    private final SiftingAppenderBase<ILoggingEvent> sifting;
    private final List<Filter<ILoggingEvent>> others;
    private final Consumer<Appender<ILoggingEvent>> wrapping;

    private SiftingFilter(
            SiftingAppenderBase<ILoggingEvent> sifting,
            List<Filter<ILoggingEvent>> others,
            Consumer<Appender<ILoggingEvent>> wrapping) {
        this.sifting = sifting;
        this.others = others;
        this.wrapping = wrapping;
    }

    static void addTo(SiftingAppenderBase<ILoggingEvent> sifting, Consumer<Appender<ILoggingEvent>> wrapping) {
        List<Filter<ILoggingEvent>> filters = withoutMasking(sifting);
        SiftingFilter filter = new SiftingFilter(sifting, filters, wrapping);
        filter.start();
        sifting.clearAllFilters();
        sifting.addFilter(filter);
    }

    static void removeFrom(SiftingAppenderBase<ILoggingEvent> sifting) {
        List<Filter<ILoggingEvent>> filters = withoutMasking(sifting);
        sifting.clearAllFilters();
        filters.forEach(sifting::addFilter);
    }

    private static List<Filter<ILoggingEvent>> withoutMasking(SiftingAppenderBase<ILoggingEvent> sifting) {
        return sifting.getCopyOfAttachedFiltersList().stream()
                .flatMap(filter -> filter instanceof SiftingFilter mine
                        ? mine.others.stream()
                        : java.util.stream.Stream.of(filter))
                .toList();
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        FilterReply reply = FilterReply.NEUTRAL;
        for (int i = 0; i < others.size() && reply == FilterReply.NEUTRAL; i++) {
            reply = others.get(i).decide(event);
        }
        if (reply != FilterReply.DENY && sifting.getAppenderTracker() != null) {
            String value = sifting.getDiscriminator().getDiscriminatingValue(event);
            wrapping.accept(sifting.getAppenderTracker().getOrCreate(value, event.getTimeStamp()));
        }
        return reply;
    }
}
