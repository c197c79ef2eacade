package io.redoubt.token;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shape of the access tokens of one identity provider, as data: which types, claims and audiences they have, and
 * where scopes, roles and the client are written.
 *
 * <p>A profile is chosen by name and never guessed from a token. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class TokenProfile {

    /** JSON Web Token (JWT) Profile for OAuth 2.0 Access Tokens (RFC 9068); the default. */
    public static final TokenProfile RFC9068 = new TokenProfile(
            "rfc9068",
            new Kind(Set.of("at+jwt"), Set.of()),
            new ClaimPaths(
                    List.of("iss", "sub", "aud", "exp", "iat", "jti", "client_id"),
                    "scope",
                    List.of("roles"),
                    Optional.of("client_id")),
            new Audience(AudienceRule.CONTAINS_OWN, "the token is meant for another audience"));

    /**
     * Spring Authorization Server: no {@code typ}, scopes as an array, no client claim. It writes the client's own id
     * into {@code aud} and {@code azp} into ID tokens only.
     */
    public static final TokenProfile SPRING_AUTHORIZATION_SERVER = new TokenProfile(
            "spring-authorization-server",
            new Kind(Set.of("", "jwt", "at+jwt"), Set.of("azp")),
            new ClaimPaths(List.of("iss", "sub", "aud", "exp", "iat"), "scope", List.of("roles"), Optional.empty()),
            new Audience(
                    AudienceRule.CONTAINS_OWN_AND_NOT_ONLY_THE_SUBJECT,
                    "the token is meant for another audience; Spring Authorization Server writes the client's own id"
                            + " into aud, unless an OAuth2TokenCustomizer sets the audience of the service"));

    private static final List<TokenProfile> ALL = List.of(RFC9068, SPRING_AUTHORIZATION_SERVER);

    private final String name;
    private final Kind kind;
    private final ClaimPaths claims;
    private final Audience audience;

    private TokenProfile(String name, Kind kind, ClaimPaths claims, Audience audience) {
        this.name = name;
        this.kind = kind;
        this.claims = claims;
        this.audience = audience;
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

    Kind kind() {
        return kind;
    }

    ClaimPaths claims() {
        return claims;
    }

    Audience audience() {
        return audience;
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * How an access token is told from the other tokens of the same issuer (RFC 8725 sections 2.8 and 3.11).
     *
     * @param types the accepted media types of {@code typ}; empty text stands for no {@code typ} at all
     * @param otherKinds claims that this provider writes into other tokens only, beside {@link #OTHER_KINDS}
     */
    record Kind(Set<String> types, Set<String> otherKinds) {

        /**
         * Claims that no access token has: ID tokens (OpenID Connect Core sections 2 and 3.3.2.11), security event and
         * logout tokens (RFC 8417, Back-Channel Logout section 2.4), introspection responses (RFC 9701).
         */
        private static final Set<String> OTHER_KINDS =
                Set.of("nonce", "at_hash", "c_hash", "s_hash", "events", "token_introspection");

        Kind(Set<String> types, Set<String> otherKinds) {
            this.types = types;
            this.otherKinds =
                    Stream.of(OTHER_KINDS, otherKinds).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * Where the facts stand.
     *
     * @param required claims without which a token is refused
     * @param scope the claim that holds the scopes
     * @param roles the path to the roles, one member name per level
     * @param client the claim that names the client
     */
    record ClaimPaths(List<String> required, String scope, List<String> roles, Optional<String> client) {}

    /**
     * Whom a token is meant for.
     *
     * @param rule how the claim is judged
     * @param advice what the log says when it is refused: what a newcomer must change
     */
    record Audience(AudienceRule rule, String advice) {}

    /** How {@code aud} is judged (RFC 7519 section 4.1.3, RFC 8725 section 3.9). */
    enum AudienceRule {
        /** One element is one of the service's own audiences. */
        CONTAINS_OWN,
        /** The same, but a token whose only audience is its own subject was never given to a service. */
        CONTAINS_OWN_AND_NOT_ONLY_THE_SUBJECT
    }
}
