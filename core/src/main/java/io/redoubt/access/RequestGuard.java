package io.redoubt.access;

import io.redoubt.Reason;
import io.redoubt.ServiceName;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.internal.Defect;
import io.redoubt.state.ReplayGuard;
import io.redoubt.state.Use;
import io.redoubt.token.Admission;
import io.redoubt.token.AuthorizationScheme;
import io.redoubt.token.BoundToken;
import io.redoubt.token.Possession;
import io.redoubt.token.Refusal;
import io.redoubt.token.SenderConstraint;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.Verification;
import io.redoubt.token.VerifiedToken;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a request may pass, and reports every refusal as exactly one event.
 *
 * <p>Deny by default: a request passes only on a declared open route, or with a verified token that meets the rule for its
 * method and path and what the handler asks, and that is not stolen as far as its sender can be asked to prove. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class RequestGuard {

    private static final String NO_RULE = "-";

    private static final Logger log = LoggerFactory.getLogger(RequestGuard.class);

    private final ServiceName service;
    private final AccessPolicy policy;
    private final TokenVerifier verifier;
    private final VerificationBudget budget;
    private final SecurityEventListener listener;
    private final Optional<BaseUrl> baseUrl;
    private final ClientCertificates certificates;
    private final Elevations elevations;

    private final Optional<ProtectedResource> resource;
    private final Set<AuthorizationScheme> schemes;
    private final Refusals refusals;

    private RequestGuard(
            ServiceName service,
            AccessPolicy policy,
            TokenVerifier verifier,
            VerificationBudget budget,
            SecurityEventListener listener,
            Optional<BaseUrl> baseUrl,
            ClientCertificates certificates,
            Elevations elevations) {
        this.service = service;
        this.policy = policy;
        this.verifier = verifier;
        this.budget = budget;
        this.listener = listener;
        this.baseUrl = baseUrl;
        this.certificates = certificates;
        this.elevations = elevations;
        this.schemes = schemes(policy, verifier);
        this.resource = baseUrl.map(url -> new ProtectedResource(url, policy, verifier));
        this.refusals = new Refusals(
                new Challenge(service, schemes, verifier.proofs(), baseUrl.map(BaseUrl::metadataUrl)),
                verifier.proofs(),
                listener);
    }

    /**
     * Puts a guard in force.
     *
     * @param service the name of this service, which challenges give as their realm
     * @param policy which requests need what
     * @param verifier judges the tokens
     * @param budget says when there is room for a token that was not seen before
     * @param listener is told of every refusal
     */
    public RequestGuard(
            ServiceName service,
            AccessPolicy policy,
            TokenVerifier verifier,
            VerificationBudget budget,
            SecurityEventListener listener) {
        this(
                service,
                policy,
                verifier,
                budget,
                SecurityEventListener.all(List.of(listener)), // what it throws goes no further
                Optional.empty(),
                ClientCertificates.ofConnection(),
                new Elevations(item -> Use.UNAVAILABLE));
    }

    /**
     * {@return the same guard, of a service that knows where its clients find it: DPoP proofs are for this URL, and metadata
     * (RFC 9728) and challenges name it}
     *
     * @param url the external URL of the service
     */
    public RequestGuard at(BaseUrl url) {
        return new RequestGuard(
                service, policy, verifier, budget, listener, Optional.of(url), certificates, elevations);
    }

    /**
     * {@return the same guard, which looks for the client's certificate there}
     *
     * @param source where the certificate is to be found
     */
    public RequestGuard trusting(ClientCertificates source) {
        return new RequestGuard(service, policy, verifier, budget, listener, baseUrl, source, elevations);
    }

    /**
     * {@return the same guard, which remembers there what was spent; without it, no rule for a single use lets anybody pass}
     *
     * @param replays remembers the tokens that were used
     */
    public RequestGuard spendingIn(ReplayGuard replays) {
        return new RequestGuard(
                service, policy, verifier, budget, listener, baseUrl, certificates, new Elevations(replays));
    }

    private static Set<AuthorizationScheme> schemes(AccessPolicy policy, TokenVerifier verifier) {
        if (policy.boundBy().contains(SenderConstraint.DPOP)) {
            return EnumSet.of(AuthorizationScheme.DPOP);
        }
        return verifier.proofs().methods().contains(SenderConstraint.DPOP)
                ? EnumSet.of(AuthorizationScheme.BEARER, AuthorizationScheme.DPOP)
                : EnumSet.of(AuthorizationScheme.BEARER);
    }

    /**
     * {@return header fields that the application must not see: what a proxy says in them was judged here, or is forged}
     *
     * <p>Names in any case.
     */
    public Set<String> privateFields() {
        return certificates.privateFields();
    }

    /**
     * Decides about a request that comes from outside, whatever handler it will reach.
     *
     * @param facts what the server knows of it
     * @return the decision; a refusal was reported to the listener
     */
    public Decision check(RequestFacts facts) {
        return check(facts, () -> HandlerAccess.UNSAID);
    }

    /**
     * Decides about a request that comes from outside.
     *
     * @param facts what the server knows of it
     * @param handler tells what the handler that it will reach asks; is asked about no ambiguous path
     * @return the decision; a refusal was reported to the listener
     */
    public Decision check(RequestFacts facts, Supplier<HandlerAccess> handler) {
        return failClosed(facts, () -> decide(facts, handler));
    }

    private Decision decide(RequestFacts facts, Supplier<HandlerAccess> handler) {
        if (!PathGate.isCanonical(facts)) {
            return refusals.deny(facts, NO_RULE, Reason.AMBIGUOUS_PATH);
        }
        if (verifier.proofs().methods().contains(SenderConstraint.MTLS)) {
            certificates.reportDistrusted(facts, listener);
        }
        if (resource.isPresent() && resource.get().isAskedBy(facts.method(), facts.routedPath())) {
            return new Decision.Metadata(resource.get().json());
        }
        Demands demands = Demands.of(policy, facts.method(), facts.routedPath(), handler.get());
        return demands.standing() == Demands.Standing.OPEN ? new Decision.Open() : checkToken(facts, demands);
    }

    /**
     * Decides about a request that the application itself sends on to another path, whatever handler it will reach there.
     *
     * @param facts the request with its new path
     * @param earlier the decision that let it in
     * @return the earlier decision, or a refusal if a rule covers the new path and is not met
     */
    public Decision recheck(RequestFacts facts, Decision earlier) {
        return recheck(facts, () -> HandlerAccess.UNSAID, earlier);
    }

    /**
     * Decides about a request that the application itself sends on to another path, after an earlier decision let it in: a
     * forward never dodges a rule, but needs none of its own.
     *
     * @param facts the request with its new path
     * @param handler tells what the handler that it will reach asks; is asked about no ambiguous path
     * @param earlier the decision that let it in
     * @return the earlier decision, or a refusal if a rule covers the new path, or its handler asks something, and that is not
     *     met
     */
    public Decision recheck(RequestFacts facts, Supplier<HandlerAccess> handler, Decision earlier) {
        return failClosed(facts, () -> decideAgain(facts, handler, earlier));
    }

    private Decision decideAgain(RequestFacts facts, Supplier<HandlerAccess> handler, Decision earlier) {
        if (!PathGate.isCanonical(facts)) {
            // What the application calls "forward:" may be text from outside, and a framework may route by it.
            return refusals.deny(facts, NO_RULE, Reason.AMBIGUOUS_PATH);
        }
        Demands demands = Demands.of(policy, facts.method(), facts.routedPath(), handler.get());
        boolean asksNothing =
                demands.standing() == Demands.Standing.OPEN || demands.standing() == Demands.Standing.UNCOVERED;
        if (earlier instanceof Decision.Denied || asksNothing) {
            return earlier;
        }
        return earlier instanceof Decision.Allowed allowed
                ? judge(facts, demands, allowed)
                : checkToken(facts, demands);
    }

    private Decision checkToken(RequestFacts facts, Demands demands) {
        if (QueryToken.isIn(facts.query())) {
            return refusals.deny(facts, demands.rule(), Reason.CREDENTIALS_IN_QUERY);
        }
        Credentials credentials = Credentials.of(facts.headers().values("Authorization"), schemes);
        if (!(credentials instanceof Credentials.Token sent)) {
            return refusals.deny(facts, demands.rule(), ((Credentials.None) credentials).reason());
        }
        Verification verification = verify(facts, sent);
        if (verification instanceof VerifiedToken token) {
            Optional<String> nonce = sent.scheme() == AuthorizationScheme.DPOP
                    ? verifier.proofs().nonceForNext()
                    : Optional.empty();
            return judge(facts, demands, new Decision.Allowed(token, nonce, false));
        }
        return refusals.deny(facts, demands.rule(), (Refusal) verification, sent.scheme(), Optional.empty());
    }

    /** {@return the token of whoever has proven that it is his, or why not} */
    private Verification verify(RequestFacts facts, Credentials.Token sent) {
        Admission admission = budget.at(facts.remoteAddress());
        Verification verification = verifier.verify(sent.value(), admission);
        if (verification instanceof BoundToken bound) {
            return bound.prove(
                    new Possession(
                            sent.scheme(),
                            facts.method(),
                            baseUrl.map(url -> url.urlOf(facts)),
                            facts.headers().values("DPoP"),
                            certificates.thumbprintOf(facts)),
                    admission);
        }
        // RFC 9449 section 7.1: a token that is bound to no key is no DPoP token, whatever its sender says.
        return verification instanceof VerifiedToken && sent.scheme() == AuthorizationScheme.DPOP
                ? Refusal.of(Reason.SCHEME_MISMATCH)
                : verification;
    }

    private Decision judge(RequestFacts facts, Demands demands, Decision.Allowed identified) {
        VerifiedToken token = identified.token();
        if (demands.standing() != Demands.Standing.GUARDED) {
            boolean closed = demands.standing() == Demands.Standing.CLOSED;
            return deny(facts, demands, token, closed ? Reason.HANDLER_CLOSED : Reason.NO_RULE, Optional.empty());
        }
        if (!token.senderConstraints().containsAll(policy.boundBy())) {
            return deny(facts, demands, token, Reason.NOT_SENDER_CONSTRAINED, Optional.empty());
        }
        for (Requirement requirement : demands.requirements()) {
            Optional<Reason> unmet = requirement.unmetBy(token, verifier::now);
            if (unmet.isPresent()) {
                return deny(facts, demands, token, unmet.get(), Optional.of(requirement));
            }
        }
        return demands.isForSingleUse() && !identified.spent() ? spend(facts, demands, identified) : identified;
    }

    /** Last of all: a token is spent for nothing else than a request that passes. */
    private Decision spend(RequestFacts facts, Demands demands, Decision.Allowed identified) {
        Optional<Refusal> refusal = elevations.spend(identified.token());
        return refusal.isPresent()
                ? refusals.deny(
                        facts,
                        demands.rule(),
                        refusal.get(),
                        schemeOf(identified.token()),
                        demands.requirements().stream()
                                .filter(Requirement::isForSingleUse)
                                .findFirst())
                : new Decision.Allowed(identified.token(), identified.dpopNonce(), true);
    }

    private Decision deny(
            RequestFacts facts, Demands demands, VerifiedToken token, Reason reason, Optional<Requirement> unmet) {
        return refusals.deny(facts, demands.rule(), Refusal.of(reason), schemeOf(token), unmet);
    }

    private static AuthorizationScheme schemeOf(VerifiedToken token) {
        return token.senderConstraints().contains(SenderConstraint.DPOP)
                ? AuthorizationScheme.DPOP
                : AuthorizationScheme.BEARER;
    }

    /** A defect must not become an open door, nor a 500. */
    private Decision failClosed(RequestFacts facts, Supplier<Decision> decision) {
        try {
            return decision.get();
        } catch (RuntimeException e) {
            log.error("a check failed: {}", Defect.name(e));
            return refusals.deny(facts, NO_RULE, Reason.INTERNAL_FAILURE);
        }
    }
}
