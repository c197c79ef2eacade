package io.redoubt.token;

import io.redoubt.ConfigurationException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose tokens are accepted, and which of them: issuer, keys, profile, audiences and algorithms are all required, and
 * what is not named is refused. An issuer may also, or only, be asked about opaque tokens by introspection.
 *
 * <p>Immutable and thread-safe. Closing the {@link JwkSource} is left to whoever opened it.
 *
 * @since 0.1.0
 */
public final class TrustedIssuer {

    private final String issuer;
    private final JwkSource keys;
    private final TokenProfile profile;
    private final Set<String> audiences;
    private final Set<String> clients;
    private final Set<SignatureAlgorithm> algorithms;
    private final TokenLimits limits;
    private final Optional<Introspection> introspection;
    private final AuthenticationTrust authentication;

    private TrustedIssuer(
            String issuer,
            JwkSource keys,
            TokenProfile profile,
            Set<String> audiences,
            Set<String> clients,
            Set<SignatureAlgorithm> algorithms,
            TokenLimits limits,
            Optional<Introspection> introspection,
            AuthenticationTrust authentication) {
        this.issuer = issuer;
        this.keys = keys;
        this.profile = profile;
        this.audiences = audiences;
        this.clients = clients;
        this.algorithms = algorithms;
        this.limits = limits;
        this.introspection = introspection;
        this.authentication = authentication;
    }

    /**
     * Trusts an issuer and all of its clients, within {@link TokenLimits#DEFAULT}.
     *
     * @param issuer the exact text of {@code iss}: an https URL (http on loopback) without query and fragment
     * @param keys the issuer's public keys
     * @param profile the shape of its access tokens
     * @param audiences the audiences of this service, of which a token must have one
     * @param algorithms the algorithms that the issuer may sign with
     * @return the issuer
     * @throws ConfigurationException if the issuer is no such URL, the keys are another issuer's, the algorithms are empty,
     *     {@code HS256} is allowed beside another algorithm or for keys that are not secrets, or the settings do not fit
     *     the profile ({@link TokenProfile#problemsWith})
     */
    public static TrustedIssuer of(
            String issuer,
            JwkSource keys,
            TokenProfile profile,
            Set<String> audiences,
            Set<SignatureAlgorithm> algorithms) {
        return of(issuer, keys, profile, audiences, Set.of(), algorithms);
    }

    /**
     * Trusts an issuer and some of its clients, within {@link TokenLimits#DEFAULT}.
     *
     * @param issuer the exact text of {@code iss}: an https URL (http on loopback) without query and fragment
     * @param keys the issuer's public keys
     * @param profile the shape of its access tokens
     * @param audiences the audiences of this service, of which a token must have one; under {@link TokenProfile#COGNITO}
     *     the resource server whose scopes are this service's, or none
     * @param clients the ids of the clients whose tokens are accepted, or none if those of all clients are
     * @param algorithms the algorithms that the issuer may sign with
     * @return the issuer
     * @throws ConfigurationException if the issuer is no such URL, the keys are another issuer's, the algorithms are empty,
     *     or the settings do not fit the profile ({@link TokenProfile#problemsWith})
     */
    public static TrustedIssuer of(
            String issuer,
            JwkSource keys,
            TokenProfile profile,
            Set<String> audiences,
            Set<String> clients,
            Set<SignatureAlgorithm> algorithms) {
        IssuerUri.parse(issuer);
        if (!keys.issuer().orElse(issuer).equals(issuer)) {
            throw new ConfigurationException(
                    "issuer-uri", "is not the issuer of the keys", "use a JwkSource that was made for this issuer");
        }
        List<ConfigurationException.Problem> problems = profile.problemsWith(issuer, audiences, clients);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        if (algorithms.isEmpty()) {
            throw new ConfigurationException(
                    "algorithms", "is empty", "name the algorithms that the issuer signs with, for example RS256");
        }
        keys.requireFitting(algorithms);
        return new TrustedIssuer(
                issuer,
                keys,
                profile,
                Set.copyOf(audiences),
                Set.copyOf(clients),
                Set.copyOf(algorithms),
                TokenLimits.DEFAULT,
                Optional.empty(),
                AuthenticationTrust.AS_STATED);
    }

    /**
     * Trusts an issuer's opaque tokens only, within {@link TokenLimits#DEFAULT}: each is asked about, and a JWT of this
     * issuer is refused.
     *
     * @param issuer the issuer as it calls itself: an https URL (http on loopback) without query and fragment
     * @param introspection where and as whom it is asked
     * @param profile whose audience and roles are looked for in the answers
     * @param audiences the audiences of this service, of which a token must have one
     * @param clients the ids of the clients whose tokens are accepted, or none if those of all clients are
     * @return the issuer
     * @throws ConfigurationException if the issuer is no such URL, the settings do not fit the profile
     *     ({@link TokenProfile#problemsWith}), or the answers are to be signed, for which the issuer's keys are needed
     */
    public static TrustedIssuer introspected(
            String issuer,
            Introspection introspection,
            TokenProfile profile,
            Set<String> audiences,
            Set<String> clients) {
        IssuerUri.parse(issuer);
        List<ConfigurationException.Problem> problems = profile.problemsWith(issuer, audiences, clients);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        if (introspection.requiresSignedResponses()) {
            throw new ConfigurationException(
                    "introspection.response",
                    "is signed, but the issuer's keys are not known",
                    "trust the issuer's keys too, or accept plain responses");
        }
        return new TrustedIssuer(
                issuer,
                NoJwkSource.INSTANCE,
                profile,
                Set.copyOf(audiences),
                Set.copyOf(clients),
                Set.of(),
                TokenLimits.DEFAULT,
                Optional.of(introspection),
                AuthenticationTrust.AS_STATED);
    }

    /**
     * {@return the same issuer with other limits on the times of its tokens}
     *
     * @param newLimits clock skew and lifetime
     */
    public TrustedIssuer within(TokenLimits newLimits) {
        return new TrustedIssuer(
                issuer, keys, profile, audiences, clients, algorithms, newLimits, introspection, authentication);
    }

    /**
     * {@return the same issuer, believed about its users' logins to this extent}
     *
     * @param newAuthentication which levels and methods of login count
     */
    public TrustedIssuer vouchingFor(AuthenticationTrust newAuthentication) {
        return new TrustedIssuer(
                issuer, keys, profile, audiences, clients, algorithms, limits, introspection, newAuthentication);
    }

    /**
     * {@return the same issuer, asked about opaque tokens; its JWTs are verified with its keys as before, and never asked
     * about}
     *
     * @param newIntrospection where and as whom it is asked
     */
    public TrustedIssuer introspecting(Introspection newIntrospection) {
        return new TrustedIssuer(
                issuer,
                keys,
                profile,
                audiences,
                clients,
                algorithms,
                limits,
                Optional.of(newIntrospection),
                authentication);
    }

    /** {@return the same issuer, to judge what its introspection endpoint answers} */
    TrustedIssuer asIntrospected() {
        return new TrustedIssuer(
                issuer,
                keys,
                profile.introspected(),
                audiences,
                clients,
                algorithms,
                limits,
                introspection,
                authentication);
    }

    /** {@return the exact text of {@code iss}} */
    public String issuer() {
        return issuer;
    }

    /** {@return the issuer's public keys; none, if only its opaque tokens are accepted} */
    public JwkSource keys() {
        return keys;
    }

    /** {@return the shape of the issuer's access tokens} */
    public TokenProfile profile() {
        return profile;
    }

    /** {@return the audiences of this service} */
    public Set<String> audiences() {
        return audiences;
    }

    /** {@return the clients whose tokens are accepted, or none if those of all clients are} */
    public Set<String> clients() {
        return clients;
    }

    /** {@return the algorithms that the issuer may sign with; none, if only its opaque tokens are accepted} */
    public Set<SignatureAlgorithm> algorithms() {
        return algorithms;
    }

    /** {@return how exactly the times of its tokens are taken} */
    public TokenLimits limits() {
        return limits;
    }

    /** {@return where and as whom the issuer is asked about opaque tokens, if it is} */
    public Optional<Introspection> introspection() {
        return introspection;
    }

    /** {@return what the issuer is believed about the logins of its users} */
    public AuthenticationTrust authentication() {
        return authentication;
    }

    /** {@return everything that is asked of this issuer's tokens, in one spelling} */
    String policy() {
        return String.join(
                " ",
                issuer,
                profile.name(),
                new TreeSet<>(audiences).toString(),
                new TreeSet<>(clients).toString(),
                new TreeSet<>(algorithms).toString(),
                limits.toString(),
                authentication.toString());
    }

    @Override
    public String toString() {
        return issuer + " (" + profile + ")";
    }
}
