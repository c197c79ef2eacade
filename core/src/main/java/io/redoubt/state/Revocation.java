package io.redoubt.state;

import java.time.Instant;

/**
 * Which tokens of an issuer are good no more. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public sealed interface Revocation {

    /** {@return the issuer whose tokens are meant, exactly as in {@code iss}} */
    String issuer();

    /**
     * One token.
     *
     * @param issuer the issuer
     * @param tokenId {@code jti}
     */
    record OfToken(String issuer, String tokenId) implements Revocation {

        /** {@return what is revoked; which one stays unsaid} */
        @Override
        public String toString() {
            return "OfToken";
        }
    }

    /**
     * Every token of one session.
     *
     * @param issuer the issuer
     * @param sessionId {@code sid}
     */
    record OfSession(String issuer, String sessionId) implements Revocation {

        /** {@return what is revoked; which one stays unsaid} */
        @Override
        public String toString() {
            return "OfSession";
        }
    }

    /**
     * Every token of one subject that was issued before a moment: "log out everywhere". A token of the very second of that
     * moment counts as issued before it, for tokens know whole seconds only. The seconds are those of the issuer's clock: if
     * it may be ahead of ours, add the clock skew to the moment.
     *
     * @param issuer the issuer
     * @param subject {@code sub}
     * @param issuedBefore the moment
     */
    record OfSubject(String issuer, String subject, Instant issuedBefore) implements Revocation {

        /** {@return what is revoked; which one stays unsaid} */
        @Override
        public String toString() {
            return "OfSubject";
        }
    }

    /**
     * Every token of one client, also those issued later, until the revocation is lifted. It hits no token that does not name
     * its client: those of Spring Authorization Server do not.
     *
     * @param issuer the issuer
     * @param clientId the client
     */
    record OfClient(String issuer, String clientId) implements Revocation {

        /** {@return what is revoked; which one stays unsaid} */
        @Override
        public String toString() {
            return "OfClient";
        }
    }

    /**
     * Every token that one key signed, also those issued later, until the revocation is lifted. It hits no opaque token, for
     * nobody here knows its key.
     *
     * @param issuer the issuer
     * @param keyName the key id, or the base64url SHA-256 thumbprint of the key (RFC 7638)
     */
    record OfKey(String issuer, String keyName) implements Revocation {

        /** {@return what is revoked; which one stays unsaid} */
        @Override
        public String toString() {
            return "OfKey";
        }
    }
}
