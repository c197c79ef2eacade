package io.redoubt.token;

import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The public keys of one issuer; looking a key up never touches the network.
 *
 * <p>A remote source fetches in the background from the moment a {@link TokenVerifier} trusts it: ahead of need, again
 * after a failure, and at most every 30 seconds when tokens name a key that it does not know. A failed fetch keeps the
 * last good set for up to 24 hours. Thread-safe; close it to stop the background thread.
 *
 * @since 0.1.0
 */
public abstract sealed class JwkSource implements AutoCloseable permits FixedJwkSource, NoJwkSource, RemoteJwkSource {

    JwkSource() {}

    /**
     * Finds the keys through OpenID Connect Discovery 1.0 section 4: {@code issuer} followed by
     * {@code /.well-known/openid-configuration}. The document must name the same issuer and a JWK set on its host.
     *
     * @param issuer the issuer, an https URL (http on loopback)
     * @return the source
     * @throws ConfigurationException if the issuer is no such URL
     */
    public static JwkSource discovery(String issuer) {
        URI uri = IssuerUri.parse(issuer);
        return RemoteJwkSource.of(new KeySetFetcher(issuer, KeySetLocation.discoveredFrom(uri)));
    }

    /**
     * Fetches the keys from a known address, without discovery.
     *
     * @param issuer the issuer, an https URL (http on loopback)
     * @param jwkSetUri the address of its JWK set, an https URL (http on loopback)
     * @return the source
     * @throws ConfigurationException if either is no such URL
     */
    public static JwkSource uri(String issuer, String jwkSetUri) {
        IssuerUri.parse(issuer);
        URI uri = IssuerUri.parse("jwk-set-uri", jwkSetUri);
        return RemoteJwkSource.of(new KeySetFetcher(issuer, KeySetLocation.at(uri)));
    }

    /**
     * Uses exactly these keys for ever: public keys, or secrets of at least 32 random bytes for {@code HS256}.
     *
     * @param jwkSet a JWK set (RFC 7517 section 5) as JSON
     * @return the source
     * @throws ConfigurationException if the text is no JWK set, holds no usable key or a bad one, or mixes secrets with
     *     public keys
     */
    public static JwkSource fixed(String jwkSet) {
        return FixedJwkSource.of(jwkSet);
    }

    /**
     * Waits until there is a good key set, for use at start-up only.
     *
     * @param atMost how long
     * @return whether there is one now
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public abstract boolean awaitKeys(Duration atMost) throws InterruptedException;

    /** {@return how many keys can verify tokens at this moment} */
    public abstract int usableKeys();

    /**
     * Verifies a token's signature with the one key that its header chooses.
     *
     * @return the key, which was live when the signature had been verified
     * @throws RefusedException if there is no such key, or the signature is not its own
     */
    final VerificationKey verify(JoseHeader header, CompactJws jws) throws RefusedException {
        try {
            VerificationKey key = verifyOnce(header, jws);
            if (!key.isLive()) {
                // Withdrawn while we verified: the set that withdrew it is published by now, and has the last word.
                key = verifyOnce(header, jws);
            }
            if (!key.isLive()) {
                throw new RefusedException(Reason.UNKNOWN_KEY);
            }
            return key;
        } catch (RefusedException e) {
            // An issuer that rotates without key ids is noticed by its signatures only.
            if (e.refusal().reason() == Reason.UNKNOWN_KEY || header.keyId().isEmpty()) {
                unknownKeyAsked();
            }
            throw e;
        }
    }

    private VerificationKey verifyOnce(JoseHeader header, CompactJws jws) throws RefusedException {
        VerificationKey key = snapshot().choose(header);
        if (!key.verifies(header.algorithm(), jws)) {
            throw new RefusedException(Reason.BAD_SIGNATURE);
        }
        return key;
    }

    /**
     * RFC 8725 section 3.1: a secret meets no algorithm but its own, and a public key never that of secrets.
     *
     * @throws ConfigurationException if these algorithms do not go with these keys, or not with each other
     */
    final void requireFitting(Set<SignatureAlgorithm> algorithms) {
        boolean secret = algorithms.contains(SignatureAlgorithm.HS256);
        if (secret && algorithms.size() > 1) {
            throw new ConfigurationException(
                    "algorithms",
                    "hold HS256 beside others, with which a public key could be taken for a secret",
                    "name HS256 alone, or leave it out");
        }
        if (secret && !holdsSecrets()) {
            throw new ConfigurationException(
                    "algorithms",
                    "are HS256, and the keys are no secrets",
                    "give the secret by JwkSource.fixed; never fetch one, for whoever can read it can sign");
        }
        if (!secret && holdsSecrets()) {
            throw new ConfigurationException(
                    "algorithms",
                    "need public keys, and the keys are secrets",
                    "name HS256 alone, or give public keys");
        }
    }

    /** {@return whether the keys are secrets, for HS256, rather than public keys} */
    abstract boolean holdsSecrets();

    /** {@return whose keys these are, if the source knows} */
    Optional<String> issuer() {
        return Optional.empty();
    }

    /**
     * {@return the keys to choose from}
     *
     * @throws RefusedException with {@code KEYS_UNAVAILABLE} if there is no good set
     */
    abstract KeySnapshot snapshot() throws RefusedException;

    /** Begins to fetch, if there is anything to fetch; once begun, nothing more happens. */
    void start() {
        // Nothing is fetched, unless a source says otherwise.
    }

    /** Learns that a token named a key that is not in the snapshot; a remote source may fetch, in the background. */
    void unknownKeyAsked() {
        // There is nowhere to look for more.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
