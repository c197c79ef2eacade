package io.redoubt.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** An application without a web server: it may have keys, and has no requests to guard. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnNotWebApplication
class WorkerConfiguration {

    @Bean
    @Lazy(false)
    WorkerReport redoubtWorkerReport(
            KeysOutcome keys, ConfiguredFields configured, ObjectProvider<DeclaredFields> fields) {
        return new WorkerReport(
                keys.keyset(), () -> fields.getIfAvailable(DeclaredFields::none).describe(configured));
    }
}
