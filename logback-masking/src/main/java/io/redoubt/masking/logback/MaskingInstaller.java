package io.redoubt.masking.logback;

import ch.qos.logback.classic.LoggerContext;
import io.redoubt.masking.Masker;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.LoggerFactory;

/**
 * Masks all that a running Logback writes, without a change of its configuration: wraps the encoder of each appender, and wraps those of
 * the next configuration when there is one. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MaskingInstaller {

    private static final String NAME = MaskingInstaller.class.getName();

    private final LoggerContext context;
    private final AppenderWrapping wrapping;
    private final ReconfigurationWatch watch;

    private MaskingInstaller(LoggerContext context, AppenderWrapping wrapping) {
        this.context = context;
        this.wrapping = wrapping;
        this.watch = new ReconfigurationWatch(context, wrapping);
    }

    /**
     * {@return the installer of the running Logback, which masks from now on; empty if SLF4J writes to something else}
     *
     * <p>There is one for each Logback: if it is there already, it masks with other rules from now on.
     *
     * @param masker for all records
     */
    public static Optional<MaskingInstaller> install(Masker masker) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return Optional.empty();
        }
        return Optional.of(install(context, masker));
    }

    static MaskingInstaller install(LoggerContext context, Masker masker) {
        synchronized (context) {
            if (context.getObject(NAME) instanceof MaskingInstaller installer) {
                installer.use(masker);
                return installer;
            }
            MaskingInstaller installer = new MaskingInstaller(context, new AppenderWrapping(context, masker));
            context.putObject(NAME, installer);
            installer.watch.start();
            installer.wrapping.wrapAll();
            installer.register();
            return installer;
        }
    }

    /**
     * Masks with other rules from now on.
     *
     * @param masker for all records
     */
    public void use(Masker masker) {
        wrapping.use(masker);
    }

    /** {@return which appenders write masked records only, as it is now} */
    public Coverage coverage() {
        return wrapping.coverage();
    }

    /** {@return what was found so far} */
    public MaskingReport report() {
        return MaskingReports.of(context);
    }

    /** Takes the encoders out of their wraps again, and does not wrap others any more. */
    public void uninstall() {
        context.removeObject(NAME);
        watch.stop();
        wrapping.unwrapAll();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            if (server.isRegistered(name())) {
                server.unregisterMBean(name());
            }
        } catch (JMException e) {
            context.getStatusManager()
                    .add(new ch.qos.logback.core.status.WarnStatus("no JMX bean was taken away", this));
        }
    }

    private void register() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            if (server.isRegistered(name())) {
                server.unregisterMBean(name());
            }
            server.registerMBean(new MaskingBean(report(), wrapping::coverage), name());
        } catch (JMException e) { // masking goes on without it
            context.getStatusManager()
                    .add(new ch.qos.logback.core.status.WarnStatus("there is no JMX bean for masking", this, e));
        }
    }

    private ObjectName name() throws JMException {
        return new ObjectName("io.redoubt.masking:type=Masking,context=" + ObjectName.quote(context.getName()));
    }
}
