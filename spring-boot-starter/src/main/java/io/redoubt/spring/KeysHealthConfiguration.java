package io.redoubt.spring;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The health of the keys, where there are keys and somebody to ask for it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@Conditional(KeysetCondition.class)
class KeysHealthConfiguration {

    @Bean
    @ConditionalOnEnabledHealthIndicator("redoubtKeys")
    HealthIndicator redoubtKeysHealthIndicator(OpenKeyset open) {
        return new KeysHealthIndicator(open.keyset());
    }
}
