package io.redoubt.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells which client a JWT authenticates (RFC 7523 §3, OpenID Connect Core 1.0 §9); each JWT only once. Thread-safe. */
final class ClientAssertions {

    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final long MAX_LIFETIME_SECONDS = 60;

    private final List<String> audiences;
    private final Clock clock;
    private final Map<String, SigningKey> keys = new ConcurrentHashMap<>();
    private final Set<String> usedIds = ConcurrentHashMap.newKeySet();

    ClientAssertions(List<String> audiences, Clock clock) {
        this.audiences = audiences;
        this.clock = clock;
    }

    /** {@return the client's new private key as a JWK} */
    String register(String clientId, SigningAlgorithm algorithm) {
        SigningKey key = new SigningKey(clientId + "-key", algorithm);
        keys.put(clientId, key);
        return JSONObjectUtils.toJSONString(key.jwk().toJSONObject());
    }

    /** {@return the client, if the assertion is its own and good now} */
    Optional<String> clientOf(String assertion, Optional<String> named) {
        try {
            String[] parts = assertion.split("\\.", -1);
            Map<String, Object> header = JSONObjectUtils.parse(decode(parts[0]));
            Map<String, Object> claims = JSONObjectUtils.parse(decode(parts[1]));
            String client = JSONObjectUtils.getString(claims, "iss");
            SigningKey key = client == null ? null : keys.get(client);
            byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            boolean signed = key != null
                    && key.verifies(
                            JSONObjectUtils.getString(header, "alg"),
                            input,
                            Base64.getUrlDecoder().decode(parts[2]));
            return signed && isGood(claims, client) && named.equals(Optional.of(client))
                    ? Optional.of(client)
                    : Optional.empty();
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private boolean isGood(Map<String, Object> claims, String client) throws ParseException {
        long now = clock.instant().getEpochSecond();
        long expires = JSONObjectUtils.getLong(claims, "exp");
        return client.equals(claims.get("sub"))
                && claims.get("aud") instanceof String audience
                && audiences.contains(audience)
                && JSONObjectUtils.getLong(claims, "iat") <= now
                && expires > now
                && expires <= now + MAX_LIFETIME_SECONDS
                && usedIds.add(JSONObjectUtils.getString(claims, "jti"));
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
