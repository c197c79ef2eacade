package io.redoubt.masking.logback;

import ch.qos.logback.core.Context;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The report of each logger context: one for all encoders and appenders in it. A reset of the context empties what the context holds itself,
 * so that it is kept here, as long as the context.
 */
final class MaskingReports {

    private static final Map<Context, MaskingReport> REPORTS = Collections.synchronizedMap(new WeakHashMap<>());

    private MaskingReports() {}

    static MaskingReport of(@Nullable Context context) {
        return context == null
                ? new MaskingReport(Clock.systemUTC())
                : REPORTS.computeIfAbsent(context, key -> new MaskingReport(Clock.systemUTC()));
    }
}
