package io.redoubt.spring;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldLock;
import io.redoubt.field.LegacyDecryptor;
import io.redoubt.field.jdbc.FieldInventory;
import io.redoubt.field.jdbc.ReencryptionJobs;
import io.redoubt.field.jdbc.SubjectKeyStore;
import io.redoubt.key.ServiceKeyset;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Takes part in jobs over all encrypted values, where the properties say so. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HibernatePropertiesCustomizer.class)
@ConditionalOnProperty(JobsReader.ENABLED)
@Conditional(KeysetCondition.class)
class FieldJobsConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Bean
    @ConditionalOnMissingBean
    FieldJobs redoubtFieldJobs(
            ObjectProvider<EntityManagerFactory> factories,
            DeclaredFields declared,
            ServiceKeyset keys,
            FieldCipher cipher,
            ObjectProvider<LegacyDecryptor> legacy,
            ObjectProvider<SubjectKeyStore> subjects) {
        DataSource dataSource = FieldsDataSource.of(factories.stream().toList());
        FieldLock lock = declared.lock();
        ReencryptionJobs jobs = ReencryptionJobs.of(dataSource, lock, keys, cipher);
        SubjectKeyStore store = subjects.getIfUnique();
        if (store != null) {
            jobs = jobs.with(store);
        }
        LegacyDecryptor decryptor = legacy.getIfAvailable();
        return new DatabaseJobs(
                decryptor == null ? jobs : jobs.reading(decryptor), FieldInventory.of(dataSource, lock));
    }

    @Bean
    JobBoard redoubtJobBoard() {
        return new JobBoard(Clock.systemUTC(), System::nanoTime);
    }

    @Bean
    @Lazy(false)
    FieldJobWorker redoubtFieldJobWorker(
            FieldJobs jobs, JobBoard board, ConfiguredFields configured, OpenKeyset keyset) {
        JobRound round = new JobRound(jobs, board, configured.jobs().orElseThrow(), keyset.instance());
        return new FieldJobWorker(round, FieldJobsConfiguration::thread, PATIENCE);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "redoubt-field-jobs");
        thread.setDaemon(true);
        return thread;
    }

    /** Shows and controls them, where the application exposes that. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    @ConditionalOnAvailableEndpoint(endpoint = FieldJobsEndpoint.class)
    static class Actuator {

        @Bean
        FieldJobsEndpoint redoubtFieldJobsEndpoint(
                FieldJobs jobs,
                JobBoard board,
                FieldJobWorker worker,
                ServiceKeyset keys,
                RedoubtEvents events,
                ObjectProvider<DeclaredFields> declared) {
            JobControl control = new JobControl(
                    jobs,
                    board,
                    worker,
                    () -> declared.getObject().lock(),
                    events.listener(),
                    new CallerPseudonyms(keys));
            return new FieldJobsEndpoint(board, new InventoryView(keys, board), control);
        }
    }

    /** Their health, where somebody asks for it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    static class Healthy {

        @Bean
        @ConditionalOnEnabledHealthIndicator("redoubtFields")
        HealthIndicator redoubtFieldsHealthIndicator(JobBoard board) {
            return new FieldJobsHealthIndicator(board);
        }
    }

    /** Their metrics, where there is Micrometer. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class Metered {

        @Bean
        MeterBinder redoubtFieldJobMeters(JobBoard board) {
            return new FieldJobMeters(board);
        }
    }
}
