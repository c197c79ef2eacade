package io.redoubt.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Answers registered clients about opaque tokens (RFC 7662), signed if they ask for that (RFC 9701). Thread-safe. */
final class Introspector {

    static final String INACTIVE = "{\"active\":false}";

    private static final String SIGNED = "application/token-introspection+jwt";
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final String issuer;
    private final KeyRing keys;
    private final Clock clock;
    private final ClientAssertions assertions;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, String> active = new ConcurrentHashMap<>();
    private final AtomicBoolean audienceOnly = new AtomicBoolean();

    Introspector(String issuer, String endpoint, KeyRing keys, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.clock = clock;
        this.assertions = new ClientAssertions(List.of(issuer, endpoint), clock);
    }

    void register(String clientId, String secret) {
        secrets.put(clientId, secret);
    }

    String registerWithKey(String clientId, SigningAlgorithm algorithm) {
        return assertions.register(clientId, algorithm);
    }

    String issue(TestToken token) {
        String text = UUID.randomUUID().toString();
        active.put(text, token.introspection());
        return text;
    }

    void revoke(String token) {
        active.remove(token);
    }

    void answerAudienceOnly() {
        audienceOnly.set(true);
    }

    void answer(HttpExchange exchange) throws IOException {
        Form form = Form.read(exchange);
        Optional<String> client = authenticated(exchange, form);
        if (client.isEmpty()) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"introspection\"");
            exchange.sendResponseHeaders(401, -1);
            return;
        }
        Optional<String> token = form.only("token");
        boolean hinted = form.only("token_type_hint").equals(Optional.of("access_token"));
        if (!exchange.getRequestMethod().equals("POST") || token.isEmpty() || !hinted) {
            exchange.sendResponseHeaders(400, -1);
            return;
        }
        String json = json(token.get(), client.get());
        boolean signed = SIGNED.equals(exchange.getRequestHeaders().getFirst("Accept"));
        String body = signed ? sign(json, client.get()) : json;
        Endpoint.send(exchange, signed ? SIGNED : "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> authenticated(HttpExchange exchange, Form form) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null) {
            return form.only("client_assertion_type").equals(Optional.of(ClientAssertions.TYPE))
                    ? form.only("client_assertion").flatMap(it -> assertions.clientOf(it, form.only("client_id")))
                    : Optional.empty();
        }
        if (!authorization.startsWith("Basic ")) {
            return Optional.empty();
        }
        byte[] decoded = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
        // RFC 6749 §2.3.1: both are form-encoded first, so the first colon is the one between them.
        String[] pair = new String(decoded, StandardCharsets.US_ASCII).split(":", 2);
        String clientId = URLDecoder.decode(pair[0], StandardCharsets.UTF_8);
        String secret = pair.length == 2 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : "";
        return Objects.equals(secrets.get(clientId), secret) ? Optional.of(clientId) : Optional.empty();
    }

    private String json(String token, String client) {
        String json = active.getOrDefault(token, INACTIVE);
        return audienceOnly.get() && !isAudience(client, json) ? INACTIVE : json;
    }

    private static boolean isAudience(String client, String json) {
        try {
            Object audience = JSONObjectUtils.parse(json).get("aud");
            return client.equals(audience) || (audience instanceof List<?> several && several.contains(client));
        } catch (ParseException e) {
            return false;
        }
    }

    /** RFC 9701 §5. */
    private String sign(String json, String client) {
        SigningKey key = keys.signingKey(SigningAlgorithm.ES256);
        String header = "{\"typ\":\"token-introspection+jwt\",\"alg\":\"ES256\",\"kid\":\"" + key.keyId() + "\"}";
        Map<String, Object> claims =
                Map.of("iss", issuer, "aud", client, "iat", clock.instant().getEpochSecond());
        String start = JSONObjectUtils.toJSONString(claims);
        String payload = start.substring(0, start.length() - 1) + ",\"token_introspection\":" + json + "}";
        String input = encode(header) + "." + encode(payload);
        return input + "." + BASE64URL.encodeToString(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encode(String text) {
        return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
