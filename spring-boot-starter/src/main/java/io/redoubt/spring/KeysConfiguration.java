package io.redoubt.spring;

import io.redoubt.key.ServiceKeyset;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Opens the keys of this service, in whatever kind of application; what uses them has them from here. */
@Configuration(proxyBeanMethods = false)
class KeysConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Surroundings redoubtSurroundings() {
        return Surroundings.of(System.getenv(), Path.of("/"));
    }

    /** Listeners are looked up with the first event: they may use the keys themselves. */
    @Bean
    KeysOutcome redoubtKeysOutcome(
            Environment environment, Surroundings surroundings, ObjectProvider<RedoubtEvents> events) {
        return KeysOutcome.of(
                environment,
                surroundings,
                event -> events.getObject().listener().on(event));
    }

    @Bean
    @ConditionalOnMissingBean
    ServiceMacKeys redoubtMacKeys(KeysOutcome keys) {
        return keys.macs();
    }

    /** For the application, which has no such bean if it has no keys. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(KeysetCondition.class)
    static class Present {

        @Bean
        @Lazy(false)
        OpenKeyset redoubtOpenKeyset(
                KeysOutcome keys, ConfiguredFields fields, ObjectProvider<RedoubtSettings> settings) {
            settings.ifAvailable(judged -> {}); // reports everything that is wrong, and not only with the keys
            return keys.keyset().orElseThrow();
        }

        /** Closed by the outcome, which is there before it and after it. */
        @Bean(destroyMethod = "")
        @Lazy(false)
        ServiceKeyset redoubtKeyset(OpenKeyset open) {
            return open.keyset();
        }
    }
}
