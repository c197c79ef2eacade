package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.spring.redis.RedisState;
import io.redoubt.state.ReplayGuard;
import io.redoubt.state.Revocations;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** What must be remembered after a decision: in this process, or with the fleet. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class StateConfiguration {

    /** By name: a guard that the application makes for another purpose must not come to judge its requests. */
    static final String REPLAY_GUARD = "redoubtReplayGuard";

    private static final String REVOCATIONS = "redoubtRevocations";

    @Bean(REPLAY_GUARD)
    ReplayGuard redoubtReplayGuard(RedoubtSettings settings, ObjectProvider<SharedState> shared) {
        return settings.state().shared().isPresent()
                ? shared.getObject().replayGuard()
                : ReplayGuard.inProcess(Clock.systemUTC(), System::nanoTime);
    }

    /**
     * For the application to revoke what it learns of: a logout, a lost device, a stolen client. If it has revocations of its
     * own, they are heeded: to revoke in them must not do nothing, and they can do no more than refuse.
     */
    @Bean(REVOCATIONS)
    @ConditionalOnMissingBean
    Revocations redoubtRevocations(RedoubtSettings settings, ObjectProvider<SharedState> shared) {
        return settings.state().shared().isPresent()
                ? shared.getObject().revocations()
                : Revocations.inProcess(settings.maxTokenLifetime(), Clock.systemUTC());
    }

    /**
     * What the fleet knows, whatever keeps it.
     *
     * @param replayGuard what was used
     * @param revocations what is revoked
     */
    record SharedState(ReplayGuard replayGuard, Revocations revocations) {}

    /** Over the application's own connection. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = StateReader.STORE, havingValue = "redis")
    @ConditionalOnClass(RedisConnectionFactory.class)
    static class Redis {

        @Bean
        @Lazy(false)
        RedisState redoubtRedisState(
                RedoubtSettings settings,
                ObjectProvider<RedisConnectionFactory> connections,
                ListableBeanFactory beans) {
            requireSharedRevocations(beans);
            RedisConnectionFactory connection = Optional.ofNullable(connections.getIfUnique())
                    .orElseThrow(() -> new ConfigurationException(
                            StateReader.STORE,
                            "is redis, but there is no RedisConnectionFactory, or not one that comes first",
                            "set spring.data.redis.* and let Spring Boot make it, or mark one of yours @Primary"));
            return new RedisState(
                    connection, settings.state().shared().orElseThrow(), Clock.systemUTC(), System::nanoTime);
        }

        /** Others would be heeded, and those of the fleet would not. */
        private static void requireSharedRevocations(ListableBeanFactory beans) {
            for (String name : beans.getBeanNamesForType(Revocations.class, true, false)) {
                if (!name.equals(REVOCATIONS)) {
                    throw new ConfigurationException(
                            StateReader.STORE,
                            "is redis, but the application has revocations of its own, which no other instance knows",
                            "remove that bean, and inject the one of Redoubt");
                }
            }
        }

        @Bean
        SharedState redoubtSharedState(RedisState redis) {
            return new SharedState(redis.replayGuard(), redis.revocations());
        }
    }
}
