package io.redoubt.spring;

import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.masking.KnownSecrets;
import io.redoubt.masking.Masker;
import io.redoubt.masking.MaskingRules;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * How the log is masked, as the properties say.
 *
 * @param environment that has the properties
 * @param properties what they say
 * @param maxBytes of a record
 * @param rules to which the keys and secrets of the service are added
 */
record LogMasking(
        Environment environment, RedoubtProperties.Masking properties, int maxBytes, MaskingRules.Builder rules) {

    private static final Logger log = LoggerFactory.getLogger("io.redoubt");
    private static final String NOWHERE = "nowhere";

    /** {@return it, good if no problem was taken down} */
    static LogMasking read(Environment environment, Problems problems) {
        RedoubtProperties properties = PropertyReader.read(environment, problems);
        MaskingReader reader = new MaskingReader(properties, problems);
        return new LogMasking(environment, properties.masking(), reader.maxBytes(), reader.read());
    }

    /** Masks as far as it can without keys, or no longer. Needs Logback. */
    void begin() {
        if (properties.enabled()) {
            KnownSecrets secrets = KnownSecrets.create();
            Masker masker = masker(secrets);
            learn(masker, secrets);
            LogbackMask.install(masker, maxBytes, NOWHERE);
        } else {
            LogbackMask.uninstall();
        }
    }

    /**
     * {@return what masks from now on}
     *
     * @param keys of the service, under which people are named
     * @param secrets of the service, to which its properties are added
     */
    LoggingMask install(KeysOutcome keys, KnownSecrets secrets) {
        if (!EarlyMasking.isPossible()) {
            return properties.enabled() ? LoggingMask.None.WITHOUT_LOGBACK : LoggingMask.None.SWITCHED_OFF;
        }
        if (!properties.enabled()) {
            LogbackMask.uninstall();
            return LoggingMask.None.SWITCHED_OFF;
        }
        Optional<ServiceKeyset> keyset = keys.keyset().map(OpenKeyset::keyset);
        keyset.filter(LogMasking::names)
                .ifPresent(named -> rules.pseudonyms(KeysetPseudonyms.of(named.macs(Purpose.LOG_PSEUDONYM))));
        Masker masker = masker(secrets);
        List<String> missing = learn(masker, secrets);
        Optional<LoggingMask> mask = LogbackMask.install(masker, maxBytes, where(keyset));
        missing.forEach(LogMasking::warnOf);
        return mask.orElse(LoggingMask.None.WITHOUT_LOGBACK);
    }

    private Masker masker(KnownSecrets secrets) {
        return Masker.of(
                properties.knownSecrets().enabled()
                        ? rules.knownSecrets(secrets).build()
                        : rules.build());
    }

    /** {@return the properties of which nothing could be learned} */
    private List<String> learn(Masker masker, KnownSecrets secrets) {
        if (!properties.knownSecrets().enabled()) {
            return List.of();
        }
        OwnSecrets own = new OwnSecrets(environment, secrets);
        own.takeBySecretNames(masker);
        own.take(List.of(MaskingReader.PSEUDONYM_KEY));
        return own.take(properties.knownSecrets().properties());
    }

    private static void warnOf(String missing) {
        log.warn(
                "redoubt: {} of {} is not erased from the log: it is not set, or has fewer than 8 characters",
                missing,
                MaskingReader.KNOWN);
    }

    private static boolean names(ServiceKeyset keyset) {
        return keyset.has(Purpose.LOG_PSEUDONYM);
    }

    private String where(Optional<ServiceKeyset> keyset) {
        if (keyset.isEmpty()) {
            return properties.pseudonymKey() == null ? NOWHERE : "under a key of the properties";
        }
        return names(keyset.get())
                ? "under the service's key"
                : NOWHERE + ", for the keyset has no key " + Purpose.LOG_PSEUDONYM.id();
    }
}
