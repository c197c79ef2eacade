package io.redoubt.spring;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.redoubt.masking.KnownSecrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Masks the log of any kind of application, with the keys and secrets that it has. */
@Configuration(proxyBeanMethods = false)
class MaskingConfiguration {

    private static final Logger log = LoggerFactory.getLogger("io.redoubt");

    @Bean
    KnownSecrets redoubtKnownSecrets() {
        return KnownSecrets.create();
    }

    @Bean
    @Lazy(false)
    LoggingMask redoubtLoggingMask(
            Environment environment, KeysOutcome keys, KnownSecrets secrets, ObjectProvider<RedoubtSettings> settings) {
        settings.ifAvailable(judged -> {}); // reports everything that is wrong, and not only with masking
        Problems problems = new Problems();
        problems.addAll(keys.problems());
        LogMasking masking = LogMasking.read(environment, problems);
        if (!problems.none()) {
            throw problems.toException();
        }
        return masking.install(keys, secrets);
    }

    @Bean
    @Lazy(false)
    SmartInitializingSingleton redoubtMaskingReport(Environment environment, LoggingMask mask) {
        boolean strict =
                PropertyReader.read(environment, new Problems()).masking().strict();
        return () -> report(mask, strict);
    }

    private static void report(LoggingMask mask, boolean strict) {
        if (strict && !mask.bypasses().isEmpty()) {
            Problems problems = new Problems();
            mask.bypasses()
                    .forEach((what, remedy) ->
                            problems.add(MaskingReader.STRICT, "is true, and not all is masked: " + what, remedy));
            throw problems.toException();
        }
        log.info("redoubt: masking of the log: {}", mask.describe());
        if (mask instanceof LogbackMask) {
            mask.bypasses()
                    .forEach((what, remedy) -> log.warn("redoubt: not all of the log is masked: {}; {}", what, remedy));
        }
    }

    /** What masking counts, where there is Micrometer. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class Meters {

        @Bean
        MeterBinder redoubtMaskingMeters(LoggingMask mask) {
            return new MaskingMeters(mask);
        }
    }

    /** What the actuator shows of it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    static class Shown {

        @Bean
        @Order(80)
        PostureSection redoubtMaskingSection(LoggingMask mask) {
            return new MaskingSection(mask);
        }
    }
}
