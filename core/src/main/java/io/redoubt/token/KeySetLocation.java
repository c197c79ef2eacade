package io.redoubt.token;

import java.net.URI;

/**
 * Where an issuer's JWK set is found.
 *
 * @param uri the JWK set itself, or the discovery document that names it
 * @param kind which of the two
 */
record KeySetLocation(URI uri, Kind kind) {

    enum Kind {
        JWK_SET,
        DISCOVERY_DOCUMENT
    }

    static KeySetLocation at(URI jwkSet) {
        return new KeySetLocation(jwkSet, Kind.JWK_SET);
    }

    /** OpenID Connect Discovery 1.0 section 4.1: a trailing slash of the issuer is removed before the path is added. */
    static KeySetLocation discoveredFrom(URI issuer) {
        String base = issuer.toString();
        String withoutSlash = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return new KeySetLocation(
                URI.create(withoutSlash + "/.well-known/openid-configuration"), Kind.DISCOVERY_DOCUMENT);
    }
}
