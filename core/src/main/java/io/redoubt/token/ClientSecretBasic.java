package io.redoubt.token;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** {@code client_secret_basic}. */
final class ClientSecretBasic extends ClientAuthentication {

    private final String authorization;

    /** RFC 6749 section 2.3.1: form-encoded, so that a colon in the id does not end it. */
    ClientSecretBasic(String clientId, String secret) {
        super(clientId);
        String pair = URLEncoder.encode(clientId, StandardCharsets.UTF_8)
                + ":"
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    boolean usesAssertions() {
        return false;
    }

    @Override
    Optional<String> authorization() {
        return Optional.of(authorization);
    }

    @Override
    Map<String, String> parameters(String audience, Instant now, SecureRandom random) {
        return Map.of();
    }
}
