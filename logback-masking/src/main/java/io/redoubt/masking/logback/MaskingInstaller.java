package io.redoubt.masking.logback;

import ch.qos.logback.classic.LoggerContext;
import io.redoubt.masking.Masker;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Masks all that a running Logback writes, without a change of its configuration: wraps the encoder of each appender, and wraps those of
 * the next configuration when there is one. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MaskingInstaller {

    private final LoggerContext context;
    private final ReconfigurationWatch watch;

    private MaskingInstaller(LoggerContext context, ReconfigurationWatch watch) {
        this.context = context;
        this.watch = watch;
    }

    /**
     * {@return the installer of the running Logback, which masks from now on; empty if SLF4J writes to something else}
     *
     * <p>There is one for each Logback: if it is there already, it masks with other rules from now on.
     *
     * @param masker for all records
     */
    public static Optional<MaskingInstaller> install(Masker masker) {
        return install(masker, MaskingSettings.DEFAULT_BYTES);
    }

    /**
     * {@return the installer of the running Logback, which masks from now on; empty if SLF4J writes to something else}
     *
     * <p>There is one for each Logback: if it is there already, it masks with other rules and another limit from now on.
     *
     * @param masker for all records
     * @param maxBytes limits the length of records, but of encoders that are configured with masking: text is cut there, JSON is
     *     withheld; at least 1,024
     * @throws IllegalArgumentException if the limit is lower
     */
    public static Optional<MaskingInstaller> install(Masker masker, int maxBytes) {
        if (maxBytes < MaskingSettings.LEAST_BYTES) {
            throw new IllegalArgumentException("a record is limited to at least 1,024 bytes");
        }
        return running().map(context -> install(context, masker, maxBytes));
    }

    /** {@return the installer of the running Logback, which masks; empty if there is none, or it was uninstalled} */
    public static Optional<MaskingInstaller> installed() {
        return running()
                .flatMap(context ->
                        ReconfigurationWatch.begunOf(context).map(watch -> new MaskingInstaller(context, watch)));
    }

    private static Optional<LoggerContext> running() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                ? Optional.of(context)
                : Optional.empty();
    }

    static MaskingInstaller install(LoggerContext context, Masker masker) {
        return install(context, masker, MaskingSettings.DEFAULT_BYTES);
    }

    static MaskingInstaller install(LoggerContext context, Masker masker, int maxBytes) {
        ReconfigurationWatch watch = ReconfigurationWatch.of(context, masker);
        watch.wrapping().use(masker, maxBytes);
        return new MaskingInstaller(context, watch);
    }

    /**
     * Masks with other rules from now on. Without effect once it was uninstalled.
     *
     * @param masker for all records
     */
    public void use(Masker masker) {
        if (!watch.isEnded()) {
            watch.wrapping().use(masker);
        }
    }

    /** {@return which appenders write masked records only, as it is now} */
    public Coverage coverage() {
        return Coverages.of(context);
    }

    /** {@return what was found so far} */
    public MaskingReport report() {
        return MaskingReports.of(context);
    }

    /**
     * Takes the encoders out of their wraps again, and does not wrap others any more. What the configuration itself masks is masked as it
     * says.
     */
    public void uninstall() {
        watch.end();
    }
}
