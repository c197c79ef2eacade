package io.redoubt.spring;

import io.redoubt.access.LogoutReceiver;
import io.redoubt.access.VerificationBudget;
import io.redoubt.servlet.LogoutServlet;
import io.redoubt.state.ReplayGuard;
import io.redoubt.state.Revocations;
import io.redoubt.token.LogoutTokens;
import jakarta.servlet.ServletRegistration;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hears the issuers when somebody logs out there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class LogoutConfiguration {

    @Bean
    ServletContextInitializer redoubtLogoutServlets(
            RedoubtSettings settings,
            Revocations revocations,
            @Qualifier(StateConfiguration.REPLAY_GUARD) ReplayGuard replays,
            @Qualifier(ServletConfiguration.BUDGET) VerificationBudget budget,
            RedoubtEvents events) {
        return servletContext -> {
            for (LogoutSettings logout : settings.logouts()) {
                LogoutTokens tokens = new LogoutTokens(
                        settings.issuer(logout.issuer()),
                        logout.clientId(),
                        logout.scope(),
                        revocations,
                        replays,
                        Clock.systemUTC());
                ServletRegistration.Dynamic registration = servletContext.addServlet(
                        "redoubtLogout-" + logout.issuer(),
                        new LogoutServlet(new LogoutReceiver(tokens, budget, events.listener())));
                registration.addMapping(logout.path());
            }
        };
    }
}
