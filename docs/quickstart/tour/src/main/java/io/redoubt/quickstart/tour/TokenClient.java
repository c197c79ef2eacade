package io.redoubt.quickstart.tour;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks the authorization server for tokens by client credentials (RFC 6749 §4.4). */
final class TokenClient {

    private final URI tokenEndpoint;

    TokenClient(URI authorizationServer) {
        this.tokenEndpoint = authorizationServer.resolve("/oauth2/token");
    }

    URI tokenEndpoint() {
        return tokenEndpoint;
    }

    static String demoSecretOf(String client) {
        return "demo-secret-of-" + client;
    }

    String tokenFor(String client) throws InterruptedException {
        return request(client, Map.of("scope", "orders:read"), Map.of());
    }

    /** {@return a token with which a client orders, and reads its orders} */
    String tokenToOrder(String client) throws InterruptedException {
        return request(client, Map.of("scope", "orders:read orders:write"), Map.of());
    }

    /** {@return a token for refunds, of a login as the server has it anyway} */
    String tokenToRefund() throws InterruptedException {
        return tokenToRefund(Optional.empty(), Optional.empty());
    }

    /** {@return a token for refunds, of a login as a service asks for it (RFC 9470 §4)} */
    String tokenToRefund(Optional<String> acrValues, Optional<String> maxAge) throws InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("scope", "orders:refund"));
        acrValues.ifPresent(value -> parameters.put("acr_values", value));
        maxAge.ifPresent(value -> parameters.put("max_age", value));
        return request("shop", parameters, Map.of());
    }

    /** {@return a token that is good only together with proofs by this key (RFC 9449 §5)} */
    String tokenBoundTo(ClientKey key, String client) throws InterruptedException {
        return request(client, Map.of("scope", "orders:read"), Map.of("DPoP", key.proof("POST", tokenEndpoint)));
    }

    private String request(String client, Map<String, String> parameters, Map<String, String> fields)
            throws InterruptedException {
        byte[] credentials = (client + ":" + demoSecretOf(client)).getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = Http.request(tokenEndpoint)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&" + form(parameters)));
        fields.forEach(request::header);
        HttpResponse<String> answer = Http.send(request.build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "the authorization server answered " + answer.statusCode() + " to " + client);
        }
        return accessToken(answer.body());
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String accessToken(String json) {
        try {
            return JSONObjectUtils.getString(JSONObjectUtils.parse(json), "access_token");
        } catch (ParseException e) {
            throw new IllegalStateException("the authorization server's answer holds no access token", e);
        }
    }
}
