package io.redoubt.token;

import io.redoubt.ConfigurationException;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import java.net.URI;
import java.util.Map;

/** Gets an issuer's current key set over the network, or says why it cannot. */
final class KeySetFetcher {

    private static final JsonLimits DISCOVERY_LIMITS = new JsonLimits(JsonDownload.MAX_BYTES, 8, 256);

    private final String issuer;
    private final KeySetLocation location;
    private final JsonDownload download = new JsonDownload();

    KeySetFetcher(String issuer, KeySetLocation location) {
        this.issuer = issuer;
        this.location = location;
    }

    String issuer() {
        return issuer;
    }

    KeySnapshot fetch() throws KeySetException, InterruptedException {
        URI jwkSet = switch (location.kind()) {
            case JWK_SET -> location.uri();
            case DISCOVERY_DOCUMENT -> discover();
        };
        return JwkSetReader.read(download.get("JWK set", jwkSet));
    }

    private URI discover() throws KeySetException, InterruptedException {
        byte[] document = download.get("discovery document", location.uri());
        Map<String, Object> metadata;
        try {
            metadata = StrictJson.object(document, DISCOVERY_LIMITS);
        } catch (JsonException e) {
            throw new KeySetException("the discovery document is no strict JSON: " + e.getMessage());
        }
        // OpenID Connect Discovery 1.0 section 4.3: the issuer must be exactly the one that was asked.
        if (!issuer.equals(metadata.get("issuer"))) {
            throw new KeySetException("the discovery document names another issuer than the configured one;"
                    + " write issuer-uri exactly as the provider calls itself, to the last slash");
        }
        if (metadata.get("jwks_uri") instanceof String jwksUri) {
            return requireOwnHost(jwksUri);
        }
        throw new KeySetException("the discovery document names no jwks_uri");
    }

    /** A document that was tampered with, or an open proxy, must not send us to another host for the keys. */
    private URI requireOwnHost(String jwksUri) throws KeySetException {
        URI uri;
        try {
            uri = IssuerUri.parse("jwks_uri", jwksUri);
        } catch (ConfigurationException e) {
            throw new KeySetException("the jwks_uri of the discovery document is no https URL");
        }
        if (!IssuerUri.sameHost(uri, location.uri())) {
            throw new KeySetException("the jwks_uri of the discovery document is on another host than the issuer;"
                    + " set jwk-set-uri if that is intended");
        }
        return uri;
    }
}
