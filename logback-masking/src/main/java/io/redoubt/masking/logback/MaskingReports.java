package io.redoubt.masking.logback;

import ch.qos.logback.core.Context;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The report of each logger context: one for all encoders and appenders in it, whatever becomes of them. */
final class MaskingReports {

    private static final String NAME = MaskingReport.class.getName();

    private MaskingReports() {}

    static MaskingReport of(@Nullable Context context) {
        if (context == null) {
            return new MaskingReport(Clock.systemUTC());
        }
        synchronized (context) {
            if (context.getObject(NAME) instanceof MaskingReport report) {
                return report;
            }
            MaskingReport report = new MaskingReport(Clock.systemUTC());
            context.putObject(NAME, report);
            return report;
        }
    }
}
