package io.redoubt.quickstart.tour;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;

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
        byte[] credentials = (client + ":" + demoSecretOf(client)).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = Http.send(Http.request(tokenEndpoint)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=orders:read"))
                .build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "the authorization server answered " + answer.statusCode() + " to " + client);
        }
        return accessToken(answer.body());
    }

    private static String accessToken(String json) {
        try {
            return JSONObjectUtils.getString(JSONObjectUtils.parse(json), "access_token");
        } catch (ParseException e) {
            throw new IllegalStateException("the authorization server's answer holds no access token", e);
        }
    }
}
