package io.redoubt.spring;

import io.redoubt.audit.SecurityEventListener;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the log and every listener of the application what happens. */
@Configuration(proxyBeanMethods = false)
class EventsConfiguration {

    @Bean
    RedoubtEvents redoubtEvents(ObjectProvider<SecurityEventListener> listeners) {
        List<SecurityEventListener> all = new ArrayList<>(List.of(SecurityEventListener.toLog()));
        listeners.orderedStream().forEach(all::add);
        return new RedoubtEvents(SecurityEventListener.all(all));
    }
}
