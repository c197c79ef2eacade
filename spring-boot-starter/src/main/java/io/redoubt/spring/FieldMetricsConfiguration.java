package io.redoubt.spring;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.redoubt.field.FieldCipher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The metrics of fields, where there are keys and Micrometer. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterBinder.class)
@Conditional(KeysetCondition.class)
class FieldMetricsConfiguration {

    @Bean
    MeterBinder redoubtFieldMeters(ObjectProvider<FieldCipher> ciphers) {
        return new FieldMeters(() -> ciphers.orderedStream().toList());
    }
}
