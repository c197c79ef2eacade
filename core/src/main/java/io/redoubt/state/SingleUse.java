package io.redoubt.state;

import io.redoubt.internal.Enc;
import java.time.Instant;

/**
 * Something that is good for one use, such as a DPoP proof (RFC 9449 section 11.1). Immutable and thread-safe.
 *
 * @param scope what kind of item it is; the same id in two scopes is two items
 * @param owner within whose items the id is unique: the key thumbprint of a DPoP proof, the issuer of a token
 * @param id {@code jti}
 * @param freshSince the earliest moment at which it may have been used already: {@code iat} less the skew, or the moment
 *     before which the nonce in it cannot have been minted
 * @param until from when on it cannot be used anyway
 * @since 0.1.0
 */
public record SingleUse(Scope scope, String owner, String id, Instant freshSince, Instant until) {

    /** Fits whatever a token or proof within its own limit of 8 KiB can say. */
    private static final int MAX_CHARS = 8192;

    /**
     * Accepts an item that can be remembered.
     *
     * @param scope what kind of item it is
     * @param owner within whose items the id is unique, 1 to 8192 characters
     * @param id {@code jti}, 1 to 8192 characters
     * @param freshSince the earliest moment at which it may have been used already
     * @param until from when on it cannot be used anyway
     * @throws IllegalArgumentException if owner or id is empty, too long or not well-formed Unicode
     */
    public SingleUse {
        requireName(owner);
        requireName(id);
    }

    private static void requireName(String name) {
        if (name.isEmpty() || name.length() > MAX_CHARS) {
            throw new IllegalArgumentException("owner and id have 1 to 8192 characters");
        }
        if (!Enc.isWellFormed(name)) {
            throw new IllegalArgumentException("owner and id are well-formed Unicode");
        }
    }

    /** {@return the scope; whose item it is stays unsaid} */
    @Override
    public String toString() {
        return "SingleUse of " + scope;
    }

    /** Kinds of items. Each has its own room, so that a flood of proofs keeps no logout from being remembered. */
    public enum Scope {
        /** A DPoP proof (RFC 9449). */
        DPOP_PROOF("dpop-proof"),
        /** A token with a stepped-up authentication that is good for one action (RFC 9470). */
        ELEVATION("elevation"),
        /** A logout token (OpenID Connect Back-Channel Logout 1.0 section 2.6). */
        LOGOUT_TOKEN("logout-token");

        private final String text;

        Scope(String text) {
            this.text = text;
        }

        /** {@return the name of the scope in a shared store, which never changes} */
        public String text() {
            return text;
        }
    }
}
