package io.redoubt.token;

import java.util.List;
import java.util.Optional;

/**
 * What one request shows to prove that it may use a bound token.
 *
 * @param scheme the authorization scheme with which the token came
 * @param method the method of the request
 * @param uri the URL of the request as the client knows it, or nothing if this service does not know its own
 * @param proofs every value of every {@code DPoP} field, in order
 * @param certificateThumbprint base64url SHA-256 of the client's certificate in DER (RFC 8705 section 3.1), from a source
 *     that can be trusted
 * @since 0.1.0
 */
public record Possession(
        AuthorizationScheme scheme,
        String method,
        Optional<String> uri,
        List<String> proofs,
        Optional<String> certificateThumbprint) {

    /**
     * Keeps the evidence unchangeable.
     *
     * @param scheme the authorization scheme
     * @param method the method
     * @param uri the URL
     * @param proofs the values of the {@code DPoP} fields
     * @param certificateThumbprint the thumbprint of the client's certificate
     */
    public Possession {
        proofs = List.copyOf(proofs);
    }

    /** {@return the scheme; all else is text from outside} */
    @Override
    public String toString() {
        return "Possession[" + scheme + "]";
    }
}
