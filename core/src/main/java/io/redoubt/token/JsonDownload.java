package io.redoubt.token;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Gets a small document: 200 only, no redirects, bounded in time from connect to last byte and bounded in size. */
final class JsonDownload {

    static final int MAX_BYTES = 256 * 1024;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final AtomicReference<@Nullable HttpClient> client = new AtomicReference<>();

    byte[] get(String what, URI uri) throws KeySetException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/json, application/jwk-set+json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = client().sendAsync(
                        request, head -> head.statusCode() == 200 ? new BoundedBody(MAX_BYTES) : BoundedBody.refused());
        try {
            HttpResponse<byte[]> response = answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new KeySetException("the " + what + " was answered with status " + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new KeySetException("the " + what + " did not arrive within " + TIMEOUT.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            throw new KeySetException(problem(what, e));
        } finally {
            answer.cancel(true);
        }
    }

    /** Made when it is first needed, for it has a thread; only one thread ever asks. */
    private HttpClient client() {
        HttpClient existing = client.get();
        if (existing != null) {
            return existing;
        }
        HttpClient created = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        client.set(created);
        return created;
    }

    private static String problem(String what, ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof BoundedBody.TooLongException) {
            return "the " + what + " is longer than " + MAX_BYTES + " bytes";
        }
        String kind = cause instanceof IOException ? cause.getClass().getSimpleName() : "an unexpected failure";
        return "the " + what + " could not be fetched (" + kind + ")";
    }
}
