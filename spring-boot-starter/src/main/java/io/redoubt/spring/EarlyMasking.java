package io.redoubt.spring;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Masks the log from its first line on: as soon as Boot has configured Logback, long before there are beans. Nobody is named in it yet, for
 * there are no keys. The service's own secrets are known already: what fails before there are beans tells of them most.
 */
final class EarlyMasking implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    EarlyMasking() {}

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    /** Properties that cannot be read are reported later, with all others; until then, all is masked that can be. */
    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (isPossible()) {
            Problems laterOn = new Problems();
            LogMasking.read(event.getEnvironment(), laterOn).begin();
        }
    }

    /** {@return whether there is Logback at all} */
    static boolean isPossible() {
        return ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", EarlyMasking.class.getClassLoader());
    }
}
