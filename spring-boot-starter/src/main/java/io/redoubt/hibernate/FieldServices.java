package io.redoubt.hibernate;

import io.redoubt.ConfigurationException;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cfg.QuerySettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategyProvider;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * Has every query looked at where there is {@link FieldEncryption}: with encrypted attributes, a query that cannot work fails
 * instead of finding nothing. SQL of the application's own is not looked at. Hibernate finds it by itself. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class FieldServices implements ServiceContributor {

    /** Is called by Hibernate. */
    public FieldServices() {}

    @Override
    public void contribute(StandardServiceRegistryBuilder services) {
        Map<String, Object> settings = services.getSettings();
        if (!settings.containsKey(FieldEncryption.SETTING)) {
            return;
        }
        if (!settings.containsKey(QuerySettings.SEMANTIC_QUERY_PRODUCER)) {
            services.applySetting(QuerySettings.SEMANTIC_QUERY_PRODUCER, GuardedHqlTranslator.class.getName());
        }
        if (!settings.containsKey(QuerySettings.SEMANTIC_QUERY_TRANSLATOR)) {
            services.applySetting(QuerySettings.SEMANTIC_QUERY_TRANSLATOR, GuardedSqmTranslator.class.getName());
        }
        services.addInitiator(new StandardServiceInitiator<SqmMultiTableMutationStrategyProvider>() {
            @Override
            public SqmMultiTableMutationStrategyProvider initiateService(
                    Map<String, Object> values, ServiceRegistryImplementor registry) {
                return new GuardedMutations();
            }

            @Override
            public Class<SqmMultiTableMutationStrategyProvider> getServiceInitiated() {
                return SqmMultiTableMutationStrategyProvider.class;
            }
        });
    }

    /** Tells the guard for whom it works, if it is there. */
    static void serve(SessionFactoryImplementor factory) {
        if (factory.getSessionFactoryOptions().getCustomHqlTranslator() instanceof GuardedHqlTranslator guard) {
            guard.serve(factory);
        }
    }

    /**
     * Makes sure that queries are looked at.
     *
     * @throws ConfigurationException if the application has replaced what looks at them
     */
    static void requireGuard(SessionFactoryImplementor factory) {
        SessionFactoryOptions options = factory.getSessionFactoryOptions();
        if (!(options.getCustomHqlTranslator() instanceof GuardedHqlTranslator)) {
            throw replaced(QuerySettings.SEMANTIC_QUERY_PRODUCER);
        }
        if (!(options.getCustomSqmTranslatorFactory() instanceof GuardedSqmTranslator)) {
            throw replaced(QuerySettings.SEMANTIC_QUERY_TRANSLATOR);
        }
    }

    private static ConfigurationException replaced(String setting) {
        return new ConfigurationException(
                setting,
                "is another translator, so that queries on encrypted attributes would find nothing instead of failing",
                "remove the setting");
    }
}
