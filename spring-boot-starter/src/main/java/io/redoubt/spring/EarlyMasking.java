package io.redoubt.spring;

import io.redoubt.masking.Masker;
import io.redoubt.masking.MaskingRules;
import io.redoubt.masking.logback.MaskingInstaller;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Masks the log from its first line on: as soon as Boot has configured Logback, long before there are beans. Nobody is named in it yet, for
 * there are no keys.
 */
final class EarlyMasking implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    EarlyMasking() {}

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (isPossible() && isWanted(event.getEnvironment())) {
            MaskingInstaller.install(Masker.of(rules(event.getEnvironment())));
        }
    }

    static boolean isPossible() {
        return ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", EarlyMasking.class.getClassLoader());
    }

    static boolean isWanted(Environment environment) {
        return !"false"
                .equalsIgnoreCase(environment
                        .getProperty(MaskingReader.MASKING + ".enabled", "true")
                        .strip());
    }

    /** Properties that cannot be read are reported later, with all others; until then, all is masked that can be. */
    private static MaskingRules rules(Environment environment) {
        try {
            RedoubtProperties.Masking properties = Binder.get(environment)
                    .bindOrCreate(MaskingReader.MASKING, Bindable.of(RedoubtProperties.Masking.class));
            return new MaskingReader(properties, new Problems()).read().build();
        } catch (BindException e) {
            return MaskingRules.builder().build();
        }
    }
}
