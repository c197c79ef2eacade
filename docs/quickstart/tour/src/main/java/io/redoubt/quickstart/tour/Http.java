package io.redoubt.quickstart.tour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** HTTP as the tour needs it: one request, one answer, no redirects, ten seconds at most. */
final class Http {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Http() {}

    static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10));
    }

    static HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + request.uri(), e);
        }
    }

    static boolean answers(URI uri) throws InterruptedException {
        try {
            return send(request(uri).build()).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }
}
