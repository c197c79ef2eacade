package io.redoubt.servlet;

import static io.redoubt.token.SignatureAlgorithm.ES256;
import static io.redoubt.token.SignatureAlgorithm.RS256;

import io.redoubt.ServiceName;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.RequestGuard;
import io.redoubt.access.Requirement;
import io.redoubt.access.TrustedProxies;
import io.redoubt.access.VerificationBudget;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.token.JwkSource;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.TrustedIssuer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What {@code docs/servlet.md} shows: the filter in an application without Spring. */
final class PlainServletSnippet {

    private PlainServletSnippet() {}

    /** {@return the keys, to be closed when the application stops} */
    static JwkSource guard(ServletContext context, String idp) {
        // tag::plain-servlet[]
        JwkSource keys = JwkSource.discovery(idp);
        var issuer = TrustedIssuer.of(idp, keys, TokenProfile.RFC9068, Set.of("orders"), Set.of(RS256, ES256));
        var verifier = TokenVerifier.trusting(List.of(issuer), Clock.systemUTC());
        var read = new Requirement(Set.of("orders:read"), Set.of());
        var rules =
                AccessPolicy.builder().open("/health").rule("/orders/**", read).build();
        var budget = VerificationBudget.ofHalfTheProcessors(TrustedProxies.none(), System::nanoTime);
        var guard = new RequestGuard(new ServiceName("orders"), rules, verifier, budget, SecurityEventListener.toLog());
        FilterRegistration.Dynamic filter = context.addFilter("redoubt", new RedoubtFilter(guard));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        // end::plain-servlet[]
        return keys;
    }
}
