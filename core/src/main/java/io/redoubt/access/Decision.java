package io.redoubt.access;

import io.redoubt.Reason;
import io.redoubt.token.VerifiedToken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The answer to "may this request pass?".
 *
 * @since 0.1.0
 */
public sealed interface Decision {

    /** The request may pass, on behalf of somebody; only a guard that has seen the evidence makes one. */
    final class Allowed implements Decision {

        private final VerifiedToken token;
        private final Optional<String> dpopNonce;
        private final boolean spent;

        Allowed(VerifiedToken token, Optional<String> dpopNonce, boolean spent) {
            this.token = token;
            this.dpopNonce = dpopNonce;
            this.spent = spent;
        }

        /** {@return the evidence} */
        public VerifiedToken token() {
            return token;
        }

        /** {@return the nonce for the client's next proof, to be sent as {@code DPoP-Nonce} (RFC 9449 section 8.2)} */
        public Optional<String> dpopNonce() {
            return dpopNonce;
        }

        /** {@return whether the token was spent for this request, and is good for no other of its kind} */
        boolean spent() {
            return spent;
        }

        /** {@return that the request may pass, and not whose it is} */
        @Override
        public String toString() {
            return "Allowed";
        }
    }

    /** The route is declared open: the request may pass, and whatever credentials it carries are not looked at. */
    record Open() implements Decision {}

    /**
     * The request asks what this service demands of its callers (RFC 9728), which everybody may know.
     *
     * @param json the metadata
     */
    record Metadata(String json) implements Decision {}

    /**
     * The request may not pass.
     *
     * @param reason why; its status is the response's
     * @param challenges the values of {@code WWW-Authenticate} (RFC 9110 section 11.6.1), where the status wants any
     * @param dpopNonce the nonce that the client's next proof must hold, to be sent as {@code DPoP-Nonce}, where it lacked one
     * @param retryAfter how long the client should wait before it tries again, where that helps
     */
    record Denied(Reason reason, List<String> challenges, Optional<String> dpopNonce, Optional<Duration> retryAfter)
            implements Decision {

        /**
         * Keeps the refusal unchangeable.
         *
         * @param reason why
         * @param challenges the challenges
         * @param dpopNonce the nonce
         * @param retryAfter how long to wait
         */
        public Denied {
            challenges = List.copyOf(challenges);
        }

        /** {@return why; the nonce is the client's} */
        @Override
        public String toString() {
            return "Denied[" + reason + "]";
        }
    }
}
