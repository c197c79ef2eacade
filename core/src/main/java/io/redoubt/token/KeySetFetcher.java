package io.redoubt.token;

import io.redoubt.ConfigurationException;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Gets an issuer's current key set over the network, or says why it cannot. */
final class KeySetFetcher {

    private static final JsonLimits DISCOVERY_LIMITS = new JsonLimits(JsonDownload.MAX_BYTES, 8, 256);

    private static final String JWK_SET = "JWK set";

    /**
     * Issuers that are known to publish their keys on another host of the same company: Microsoft Entra ID's tokens of
     * version 1.0 are issued by one host, and their keys published by that of version 2.0.
     */
    private static final Map<String, String> KEY_HOSTS = Map.of("sts.windows.net", "login.microsoftonline.com");

    private final String issuer;
    private final KeySetLocation location;
    private final JsonDownload download = new JsonDownload();
    private final AtomicReference<@Nullable Version> lastGood = new AtomicReference<>();

    KeySetFetcher(String issuer, KeySetLocation location) {
        this.issuer = issuer;
        this.location = location;
    }

    String issuer() {
        return issuer;
    }

    /**
     * {@return the key set, or nothing if it is still the one that was returned last}
     *
     * @throws KeySetException if there is none to be had; the next fetch asks for what has changed since the last good one
     */
    Optional<KeySnapshot> fetch() throws KeySetException, InterruptedException {
        URI jwkSet = switch (location.kind()) {
            case JWK_SET -> location.uri();
            case DISCOVERY_DOCUMENT -> discover();
        };
        Version known = lastGood.get();
        Optional<JsonDownload.Document> document = known != null && known.uri().equals(jwkSet)
                ? download.getIfChanged(JWK_SET, jwkSet, known.entityTag())
                : Optional.of(download.get(JWK_SET, jwkSet));
        if (document.isEmpty()) {
            return Optional.empty();
        }
        KeySnapshot snapshot = JwkSetReader.read(document.get().body());
        // Only now: a set that was refused must be refused again, not be called unchanged.
        lastGood.set(
                document.get().entityTag().map(tag -> new Version(jwkSet, tag)).orElse(null));
        return Optional.of(snapshot);
    }

    /** Forgets what was returned last: the next fetch asks for the whole set. */
    void forget() {
        lastGood.set(null);
    }

    private URI discover() throws KeySetException, InterruptedException {
        byte[] document = download.get("discovery document", location.uri()).body();
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
        if (!IssuerUri.sameHost(uri, location.uri()) && !isKeyHost(uri.getHost())) {
            throw new KeySetException("the jwks_uri of the discovery document is on another host than the issuer;"
                    + " set jwk-set-uri if that is intended");
        }
        if (!IssuerUri.samePort(uri, location.uri())) {
            throw new KeySetException("the jwks_uri of the discovery document is on another port than the issuer;"
                    + " set jwk-set-uri if that is intended");
        }
        return uri;
    }

    private boolean isKeyHost(String host) {
        return host.equalsIgnoreCase(KEY_HOSTS.get(location.uri().getHost().toLowerCase(Locale.ROOT)));
    }

    /** A version of the JWK set, by the name that its server gives it. */
    private record Version(URI uri, String entityTag) {}
}
