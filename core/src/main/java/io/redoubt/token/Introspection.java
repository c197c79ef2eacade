package io.redoubt.token;

import io.redoubt.ConfigurationException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and as whom an issuer is asked about opaque tokens (RFC 7662), and for how long an answer is remembered.
 *
 * <p>A request waits for the answer, at most 2 seconds; at most 16 tokens are asked about at once, each of them once
 * however many requests carry it; where there is no answer, the request is refused with 503. Immutable and thread-safe;
 * {@link #toString()} never shows a secret.
 *
 * @since 0.1.0
 */
public final class Introspection {

    private static final Duration DEFAULT_CACHE_TTL = Duration.ofSeconds(60);
    private static final Duration MAX_CACHE_TTL = Duration.ofMinutes(5);

    private final URI uri;
    private final ClientAuthentication client;
    private final SecureRandom random;
    private final Duration cacheTtl;
    private final ResponseForm responseForm;
    private final Optional<String> assertionAudience;
    private final CallLimits limits;

    /** What is accepted as an answer; exactly one form is, for an attacker would choose the weaker of two. */
    enum ResponseForm {
        /** RFC 7662 section 2.2. */
        PLAIN("application/json"),
        /** RFC 9701. */
        SIGNED("application/token-introspection+jwt");

        private final String mediaType;

        ResponseForm(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    private Introspection(
            URI uri,
            ClientAuthentication client,
            SecureRandom random,
            Duration cacheTtl,
            ResponseForm responseForm,
            Optional<String> assertionAudience,
            CallLimits limits) {
        this.uri = uri;
        this.client = client;
        this.random = random;
        this.cacheTtl = cacheTtl;
        this.responseForm = responseForm;
        this.assertionAudience = assertionAudience;
        this.limits = limits;
    }

    /**
     * Asks at this endpoint. Answers are plain JSON, and remembered for at most 60 seconds.
     *
     * @param uri the introspection endpoint, an https URL (http on loopback)
     * @param client as whom
     * @param random makes what nobody may guess
     * @return the introspection
     * @throws ConfigurationException if the endpoint is no such URL
     */
    public static Introspection at(String uri, ClientAuthentication client, SecureRandom random) {
        return new Introspection(
                IssuerUri.parse("introspection.uri", uri),
                client,
                random,
                DEFAULT_CACHE_TTL,
                ResponseForm.PLAIN,
                Optional.empty(),
                CallLimits.DEFAULT);
    }

    /**
     * {@return the same introspection, where a good answer is remembered for another time}
     *
     * @param ttl zero (ask each time) to five minutes; a token that ends earlier is forgotten when it ends
     * @throws ConfigurationException if it is out of range
     */
    public Introspection rememberingFor(Duration ttl) {
        if (ttl.isNegative() || ttl.compareTo(MAX_CACHE_TTL) > 0) {
            throw new ConfigurationException(
                    "introspection.cache-ttl",
                    "is out of range",
                    "use 0s to 5m: so long does a token stay good here after its end was called elsewhere");
        }
        return new Introspection(uri, client, random, ttl, responseForm, assertionAudience, limits);
    }

    /** {@return the same introspection, where only answers are accepted that the issuer signed (RFC 9701)} */
    public Introspection requiringSignedResponses() {
        return new Introspection(uri, client, random, cacheTtl, ResponseForm.SIGNED, assertionAudience, limits);
    }

    /**
     * {@return the same introspection, for a server that wants another audience than its issuer identifier in the JWT
     * with which the client authenticates}
     *
     * @param audience such as the endpoint's address
     * @throws ConfigurationException if it is blank, or the client authenticates with a secret
     */
    public Introspection withAssertionAudience(String audience) {
        if (audience.isBlank() || !client.usesAssertions()) {
            throw new ConfigurationException(
                    "introspection.assertion-audience",
                    "is blank, or the client authenticates with a secret",
                    "leave it out, or have the client authenticate with a private key");
        }
        return new Introspection(uri, client, random, cacheTtl, responseForm, Optional.of(audience), limits);
    }

    Introspection within(CallLimits newLimits) {
        return new Introspection(uri, client, random, cacheTtl, responseForm, assertionAudience, newLimits);
    }

    /** {@return whether an answer must be signed by the issuer} */
    public boolean requiresSignedResponses() {
        return responseForm == ResponseForm.SIGNED;
    }

    /** {@return as which client the issuer is asked} */
    public String clientId() {
        return client.clientId();
    }

    URI uri() {
        return uri;
    }

    ClientAuthentication client() {
        return client;
    }

    SecureRandom random() {
        return random;
    }

    Duration cacheTtl() {
        return cacheTtl;
    }

    ResponseForm responseForm() {
        return responseForm;
    }

    Optional<String> assertionAudience() {
        return assertionAudience;
    }

    CallLimits limits() {
        return limits;
    }

    /** {@return as whom the issuer is asked; no secret} */
    @Override
    public String toString() {
        return "introspection as " + client;
    }
}
