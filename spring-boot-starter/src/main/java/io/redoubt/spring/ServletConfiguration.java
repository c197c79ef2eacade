package io.redoubt.spring;

import io.redoubt.access.HandlerAccess;
import io.redoubt.access.RequestGuard;
import io.redoubt.access.VerificationBudget;
import io.redoubt.masking.KnownSecrets;
import io.redoubt.servlet.HandlerAccessSource;
import io.redoubt.servlet.RedoubtFilter;
import io.redoubt.state.ReplayGuard;
import io.redoubt.state.Revocations;
import io.redoubt.token.TokenVerifier;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Guards a servlet application. What must not be missing is never lazy, whatever the application's default is. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ServletConfiguration {

    /**
     * After the filters that change method or addresses (forwarded headers, hidden methods, form content), so that the
     * guard judges what will be routed; before all that do work for the caller.
     */
    static final int FILTER_ORDER = -9000;

    /** By name: a verifier or guard that the application makes for itself must not come to judge its requests. */
    static final String VERIFIER = "redoubtTokenVerifier";

    static final String BUDGET = "redoubtVerificationBudget";

    static final String GUARD = "redoubtRequestGuard";

    /** What tells the annotations of handlers, where there is Spring MVC. */
    static final String HANDLERS = "redoubtHandlers";

    @Bean
    @Lazy(false)
    RedoubtSettings redoubtSettings(ApplicationContext context, KeysOutcome outcome, ServiceMacKeys keys) {
        return RedoubtSettings.read(context.getEnvironment(), ClassPath.of(context.getClassLoader()), outcome, keys);
    }

    @Bean(VERIFIER)
    TokenVerifier redoubtTokenVerifier(
            RedoubtSettings settings,
            Revocations revocations,
            @Qualifier(StateConfiguration.REPLAY_GUARD) ReplayGuard replays) {
        TokenVerifier verifier = TokenVerifier.trusting(settings.trustedIssuers(), Clock.systemUTC())
                .heeding(revocations)
                .proving(settings.senderConstraint().proofs(replays));
        return settings.tokenCache()
                .map(cache -> verifier.remembering(cache, new SecureRandom()))
                .orElse(verifier);
    }

    /** One for all that is checked for strangers. */
    @Bean(BUDGET)
    VerificationBudget redoubtVerificationBudget(RedoubtSettings settings) {
        return VerificationBudget.ofHalfTheProcessors(settings.proxies(), System::nanoTime);
    }

    @Bean(GUARD)
    RequestGuard redoubtRequestGuard(
            RedoubtSettings settings,
            @Qualifier(VERIFIER) TokenVerifier verifier,
            @Qualifier(StateConfiguration.REPLAY_GUARD) ReplayGuard replays,
            @Qualifier(BUDGET) VerificationBudget budget,
            RedoubtEvents events) {
        RequestGuard guard = new RequestGuard(
                        settings.service(), settings.policy(), verifier, budget, events.listener())
                .trusting(settings.senderConstraint().certificates())
                .spendingIn(replays);
        return settings.baseUrl().map(guard::at).orElse(guard);
    }

    @Bean
    FilterRegistrationBean<RedoubtFilter> redoubtFilter(
            RedoubtSettings settings,
            @Qualifier(GUARD) RequestGuard guard,
            @Qualifier(HANDLERS) ObjectProvider<HandlerAccessSource> handlers,
            KnownSecrets secrets) {
        return register(settings, guard, handlers.getIfAvailable(() -> request -> HandlerAccess.UNSAID), secrets);
    }

    @Bean
    @Lazy(false)
    StartUpReport redoubtStartUpReport(
            RedoubtSettings settings,
            KeysOutcome keys,
            @Qualifier(VERIFIER) TokenVerifier verifier,
            ConfiguredFields configured,
            ObjectProvider<DeclaredFields> fields) {
        return new StartUpReport(
                settings,
                keys.keyset(),
                () -> fields.getIfAvailable(DeclaredFields::none).describe(configured));
    }

    static FilterRegistrationBean<RedoubtFilter> register(
            RedoubtSettings settings, RequestGuard guard, HandlerAccessSource handlers, KnownSecrets secrets) {
        RedoubtFilter filter = new RedoubtFilter(guard, handlers, settings.identityFields());
        boolean opaqueTokens = settings.issuers().values().stream()
                .anyMatch(issuer -> issuer.introspection().isPresent());
        FilterRegistrationBean<RedoubtFilter> registration =
                everywhere("redoubt", opaqueTokens ? filter.telling(new PassingTokens(secrets)) : filter, FILTER_ORDER);
        registration.setEnabled(settings.enforcedBy() == EnforcedBy.REDOUBT);
        return registration;
    }

    /** {@return a registration that no request and no dispatch goes around} */
    static <T extends Filter> FilterRegistrationBean<T> everywhere(String name, T filter, int order) {
        FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
        registration.setName(name);
        registration.addUrlPatterns("/*");
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setAsyncSupported(true);
        registration.setOrder(order);
        return registration;
    }
}
