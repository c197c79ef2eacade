package io.redoubt.token;

import io.redoubt.ConfigurationException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The shape of the access tokens of one identity provider, as data: which types, claims and audiences they have, and
 * where scopes, roles and the client are written. {@code docs/profiles.md} says it in words.
 *
 * <p>A profile is chosen by name and never guessed from a token. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class TokenProfile {

    /** JSON Web Token (JWT) Profile for OAuth 2.0 Access Tokens (RFC 9068); the default. */
    public static final TokenProfile RFC9068 = new TokenProfile("rfc9068", ProfileRules.rfc9068());

    /** Keycloak: {@code typ} also among the claims, roles per realm and per client, the client in {@code azp}. */
    public static final TokenProfile KEYCLOAK = new TokenProfile("keycloak", ProfileRules.keycloak());

    /**
     * Spring Authorization Server: no {@code typ}, scopes as an array, no client claim. It writes the client's own id
     * into {@code aud} and {@code azp} into ID tokens only.
     */
    public static final TokenProfile SPRING_AUTHORIZATION_SERVER =
            new TokenProfile("spring-authorization-server", ProfileRules.springAuthorizationServer());

    /** Microsoft Entra ID, tokens of version 2.0: the audience is the API's client id, scopes are in {@code scp}. */
    public static final TokenProfile ENTRA_V2 = new TokenProfile("entra-v2", ProfileRules.entraV2());

    /** Microsoft Entra ID, tokens of version 1.0: the audience is the API's client id or one of its App ID URIs. */
    public static final TokenProfile ENTRA_V1 = new TokenProfile("entra-v1", ProfileRules.entraV1());

    /** Okta, custom authorization servers: no {@code typ}, scopes as an array in {@code scp}, the client in {@code cid}. */
    public static final TokenProfile OKTA = new TokenProfile("okta", ProfileRules.okta());

    /** Auth0 with its own token profile: the client in {@code azp}, permissions as roles. */
    public static final TokenProfile AUTH0 = new TokenProfile("auth0", ProfileRules.auth0());

    /** Auth0 with its RFC 9068 token profile: the client in {@code client_id}, permissions as roles. */
    public static final TokenProfile AUTH0_RFC9068 = new TokenProfile("auth0-rfc9068", ProfileRules.auth0Rfc9068());

    /** Amazon Cognito: no {@code typ} and no {@code aud}, so the clients are listed and a scope is asked for. */
    public static final TokenProfile COGNITO = new TokenProfile("cognito", ProfileRules.cognito());

    private static final List<TokenProfile> ALL = List.of(
            RFC9068, KEYCLOAK, SPRING_AUTHORIZATION_SERVER, ENTRA_V2, ENTRA_V1, OKTA, AUTH0, AUTH0_RFC9068, COGNITO);

    private final String name;
    private final ProfileRules rules;

    private TokenProfile(String name, ProfileRules rules) {
        this.name = name;
        this.rules = rules;
    }

    /**
     * {@return the profile with this name, compared exactly, or nothing}
     *
     * @param name such as {@code rfc9068}
     */
    public static Optional<TokenProfile> named(String name) {
        return ALL.stream().filter(profile -> profile.name.equals(name)).findFirst();
    }

    /** {@return the names of all profiles, in the order of the documentation} */
    public static List<String> names() {
        return ALL.stream().map(TokenProfile::name).toList();
    }

    /** {@return the name by which the profile is chosen} */
    public String name() {
        return name;
    }

    /**
     * {@return what is wrong with an issuer's settings under this profile; nothing if they fit}
     *
     * @param issuer the exact text of {@code iss}
     * @param audiences the audiences of the service
     * @param clients the clients that may call the service, or none if all may
     */
    public List<Problem> problemsWith(String issuer, Set<String> audiences, Set<String> clients) {
        List<Problem> problems = new ArrayList<>();
        rules.issuer().problemWith(issuer).ifPresent(problems::add);
        audienceProblem(issuer, audiences).ifPresent(problems::add);
        clientsProblem(clients).ifPresent(problems::add);
        return List.copyOf(problems);
    }

    private Optional<Problem> audienceProblem(String issuer, Set<String> audiences) {
        AudienceRule rule = rules.audience();
        if (audiences.isEmpty() && rule.needsAudience()) {
            return Optional.of(new Problem(
                    "audience",
                    "is not set: a service accepts only tokens that were issued for it",
                    "name the audience that the issuer writes into this service's tokens"));
        }
        if (audiences.stream().anyMatch(String::isBlank)) {
            return Optional.of(new Problem("audience", "has a blank element", "name one audience per element"));
        }
        return rule.shared().keySet().stream()
                .filter(shared -> audiences.contains(filled(shared, issuer, audiences)))
                .findFirst()
                .map(shared -> new Problem(
                        "audience",
                        "names an audience that " + name + " writes into tokens for anybody",
                        "give this service an audience of its own, and have the issuer write that"));
    }

    private Optional<Problem> clientsProblem(Set<String> clients) {
        if (clients.isEmpty()) {
            return rules.audience().needsClients()
                    ? Optional.of(new Problem(
                            "clients",
                            "is not set: tokens of profile " + name + " name no audience",
                            "list the client ids whose tokens this service accepts"))
                    : Optional.empty();
        }
        if (clients.stream().anyMatch(String::isBlank)) {
            return Optional.of(new Problem("clients", "has a blank element", "name one client id per element"));
        }
        return rules.claims().client().isEmpty()
                ? Optional.of(new Problem(
                        "clients",
                        "is set, but tokens of profile " + name + " name no client",
                        "remove it, and tell services apart by audience"))
                : Optional.empty();
    }

    /** {@return how an introspection response about a token of this shape looks} */
    TokenProfile introspected() {
        return new TokenProfile(name, rules.introspected());
    }

    KindRule kind() {
        return rules.kind();
    }

    ClaimPaths claims() {
        return rules.claims();
    }

    AudienceRule audience() {
        return rules.audience();
    }

    /** {@return a text of the rules for one issuer and service} */
    static String filled(String text, String issuer, Set<String> audiences) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        String names = audiences.isEmpty() ? "of this service" : String.join(" or ", new TreeSet<>(audiences));
        return text.replace("{issuer}", base).replace(ClaimPaths.OWN_AUDIENCE, names);
    }

    @Override
    public String toString() {
        return name;
    }
}
