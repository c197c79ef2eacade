package io.redoubt.spring;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.redoubt.key.Purpose;
import io.redoubt.masking.KnownSecrets;
import io.redoubt.masking.Masker;
import io.redoubt.masking.MaskingRules;
import java.util.Optional;
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
        RedoubtProperties.Masking properties =
                PropertyReader.read(environment, new Problems()).masking();
        MaskingRules.Builder rules = new MaskingReader(properties, problems).read();
        if (!problems.none()) {
            throw problems.toException();
        }
        if (!properties.enabled()) {
            return new LoggingMask.None(MaskingReader.MASKING + ".enabled is false", "set it to true");
        }
        if (!EarlyMasking.isPossible()) {
            return new LoggingMask.None(
                    "the application does not log by Logback", "log by Logback, which Boot does by default");
        }
        Optional<KeysetPseudonyms> pseudonyms = keys.keyset()
                .map(OpenKeyset::keyset)
                .filter(keyset -> keyset.has(Purpose.LOG_PSEUDONYM))
                .map(keyset -> KeysetPseudonyms.of(keyset.macs(Purpose.LOG_PSEUDONYM)));
        pseudonyms.ifPresent(rules::pseudonyms);
        Masker masker = Masker.of(rules.knownSecrets(secrets).build());
        if (properties.knownSecrets()) {
            OwnSecrets.addAll(environment, masker, secrets);
        }
        String named = pseudonyms.isPresent()
                ? "under the service's key"
                : properties.pseudonymKey() == null ? "nowhere" : "under a key of the properties";
        return LogbackMask.install(masker, named)
                .orElseGet(() -> new LoggingMask.None(
                        "the application does not log by Logback", "log by Logback, which Boot does by default"));
    }

    @Bean
    @Lazy(false)
    SmartInitializingSingleton redoubtMaskingReport(Environment environment, LoggingMask mask) {
        boolean strict = Boolean.TRUE.equals(environment.getProperty(MaskingReader.STRICT, Boolean.class));
        return () -> report(mask, strict);
    }

    private static void report(LoggingMask mask, boolean strict) {
        if (strict && !mask.bypasses().isEmpty()) {
            Problems problems = new Problems();
            mask.bypasses()
                    .forEach((name, remedy) -> problems.add(
                            MaskingReader.STRICT,
                            "is true, and what appender " + name + " writes is not masked",
                            remedy));
            throw problems.toException();
        }
        log.info("redoubt: masking of the log: {}", mask.describe());
        if (mask instanceof LogbackMask) {
            mask.bypasses()
                    .forEach((name, remedy) ->
                            log.warn("redoubt: what appender {} writes is not masked; {}", name, remedy));
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
