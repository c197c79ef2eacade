package io.redoubt.spring;

import io.redoubt.field.FieldCipher;
import io.redoubt.field.SubjectKeys;
import io.redoubt.key.ServiceKeyset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/** Encrypts values before they reach a database, in whatever kind of application. */
@Configuration(proxyBeanMethods = false)
class FieldsConfiguration {

    @Bean
    @Lazy(false)
    ConfiguredFields redoubtConfiguredFields(
            Environment environment, KeysOutcome keys, ObjectProvider<RedoubtSettings> settings) {
        settings.ifAvailable(judged -> {}); // reports everything that is wrong, and not only with fields
        return ConfiguredFields.read(environment, keys);
    }

    @Bean
    @Lazy(false)
    FieldsCheck redoubtFieldsCheck(
            ConfiguredFields configured,
            KeysOutcome keys,
            ObjectProvider<DeclaredFields> declared,
            ResourceLoader resources) {
        return new FieldsCheck(
                configured, keys.keyset(), () -> declared.getIfAvailable(DeclaredFields::none), resources);
    }

    /**
     * For the application, which has no such bean if it has no keys. A keyset without a key of purpose field is none yet, for
     * a newer one may come while the application runs; until then nothing is sealed, and the refusal says why.
     */
    @Configuration(proxyBeanMethods = false)
    @Conditional(KeysetCondition.class)
    static class Present {

        @Bean
        @ConditionalOnMissingBean
        FieldCipher redoubtFieldCipher(
                ServiceKeyset keys,
                RedoubtEvents events,
                ConfiguredFields configured,
                ObjectProvider<SubjectKeys> subjects) {
            FieldCipher cipher = FieldCipher.of(keys, events.listener()).acceptingFrom(configured.minEpochs());
            SubjectKeys ofSubjects = subjects.getIfUnique();
            return ofSubjects == null ? cipher : cipher.with(ofSubjects);
        }
    }
}
