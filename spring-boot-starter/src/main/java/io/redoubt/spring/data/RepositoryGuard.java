package io.redoubt.spring.data;

import io.redoubt.ConfigurationException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;

/**
 * Looks at every repository while it is made: a query that is derived from a name and asks for an encrypted attribute stops the
 * start, together with all others, instead of finding nothing for ever. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RepositoryGuard implements BeanPostProcessor, SmartInitializingSingleton {

    private final Findings findings = new Findings();

    /** Watches no repository yet. */
    public RepositoryGuard() {}

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof RepositoryFactoryBeanSupport<?, ?, ?> factory) {
            factory.addRepositoryFactoryCustomizer(this::watch);
        }
        return bean;
    }

    private void watch(RepositoryFactorySupport factory) {
        factory.addRepositoryProxyPostProcessor((proxy, repository) -> {
            proxy.addAdvice(new SortCheck(repository.getDomainType()));
            factory.addQueryCreationListener(new DerivedQueryListener(repository.getRepositoryInterface(), findings));
        });
    }

    /** @throws ConfigurationException if a repository that was made asks for an encrypted attribute */
    @Override
    public void afterSingletonsInstantiated() {
        findings.report();
    }
}
