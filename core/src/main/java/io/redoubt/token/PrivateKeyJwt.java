package io.redoubt.token;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code private_key_jwt}: a JWT of our own for each call, good once and for a minute. */
final class PrivateKeyJwt extends ClientAuthentication {

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final int ID_BYTES = 16;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final ClientKey key;

    PrivateKeyJwt(String clientId, ClientKey key) {
        super(clientId);
        this.key = key;
    }

    @Override
    boolean usesAssertions() {
        return true;
    }

    @Override
    Optional<String> authorization() {
        return Optional.empty();
    }

    /** RFC 7523 section 2.2; {@code client_id} is optional there and asked for by some servers. */
    @Override
    Map<String, String> parameters(String audience, Instant now, SecureRandom random) {
        return Map.of(
                "client_id", clientId(),
                "client_assertion_type", ASSERTION_TYPE,
                "client_assertion", assertion(audience, now, random));
    }

    /** RFC 7523 section 3, OpenID Connect Core 1.0 section 9. */
    private String assertion(String audience, Instant now, SecureRandom random) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("typ", "JWT");
        header.put("alg", key.algorithm().algorithmName());
        key.keyId().ifPresent(keyId -> header.put("kid", keyId));
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", clientId());
        claims.put("sub", clientId());
        claims.put("aud", audience);
        claims.put("jti", BASE64URL.encodeToString(id));
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        String input = encode(header) + "." + encode(claims);
        byte[] signature = key.sign(input.getBytes(StandardCharsets.US_ASCII), random);
        return input + "." + BASE64URL.encodeToString(signature);
    }

    private static String encode(Map<String, Object> json) {
        return BASE64URL.encodeToString(JSONObjectUtils.toJSONString(json).getBytes(StandardCharsets.UTF_8));
    }
}
