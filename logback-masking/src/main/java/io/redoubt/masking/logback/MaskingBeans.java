package io.redoubt.masking.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.status.WarnStatus;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Registers one JMX bean for each logger context, from its first masking to its end. */
final class MaskingBeans {

    private static final int MOST_OF_A_NAME = 1000;

    private MaskingBeans() {}

    /** Registers the bean of a context if it has none. */
    static void register(@Nullable Context context) {
        if (context instanceof LoggerContext loggers) {
            synchronized (MaskingBeans.class) {
                if (loggers.getCopyOfListenerList().stream().noneMatch(listener -> listener instanceof End)) {
                    registerNew(loggers);
                }
            }
        }
    }

    private static void registerNew(LoggerContext context) {
        WeakReference<LoggerContext> weak = new WeakReference<>(context);
        MaskingBean bean = new MaskingBean(MaskingReports.of(context), () -> Coverages.of(weak.get()));
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            int number = 1; // another context of that name may be there, as of another web application
            while (number < MOST_OF_A_NAME && server.isRegistered(name(context, number))) {
                number++;
            }
            ObjectName name = name(context, number);
            server.registerMBean(bean, name);
            context.addListener(new End(server, name));
        } catch (JMException e) { // masking goes on without it
            context.getStatusManager().add(new WarnStatus("there is no JMX bean for masking", context, e));
        }
    }

    private static ObjectName name(LoggerContext context, int number) throws JMException {
        String name = context.getName() == null ? "" : context.getName();
        return new ObjectName("io.redoubt.masking:type=Masking,context=" + ObjectName.quote(name)
                + (number == 1 ? "" : ",number=" + number));
    }

    /** Takes the bean away when its context ends. */
    private static final class End implements LoggerContextListener {

        private final MBeanServer server;
        private final ObjectName name;

        End(MBeanServer server, ObjectName name) {
            this.server = server;
            this.name = name;
        }

        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onStop(LoggerContext context) {
            try {
                server.unregisterMBean(name);
            } catch (JMException e) {
                context.getStatusManager().add(new WarnStatus("a JMX bean for masking stays", context, e));
            }
        }

        @Override
        public void onStart(LoggerContext context) {}

        @Override
        public void onReset(LoggerContext context) {}

        @Override
        public void onLevelChange(Logger logger, Level level) {}
    }
}
