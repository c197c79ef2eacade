package io.redoubt.token;

import io.redoubt.internal.BoundedBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gets a small document: 200 only, no redirects, bounded in time from connect to last byte and bounded in size.
 *
 * <p>A redirect is not followed to the same host either: a configured address that has moved is for the operator to change,
 * and an open redirect is a way out of any rule about hosts.
 */
final class JsonDownload {

    static final int MAX_BYTES = 256 * 1024;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    /** RFC 9110 section 8.8.3, in ASCII and of a length that we are willing to say again. */
    private static final Pattern ENTITY_TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7E]{0,250}\"");

    private final AtomicReference<@Nullable HttpClient> client = new AtomicReference<>();

    /** {@return the document, as it is now} */
    Document get(String what, URI uri) throws KeySetException, InterruptedException {
        return get(what, request(uri).build(), OK);
    }

    /**
     * {@return the document, or nothing if it has not changed (RFC 9110 section 13.1.2)}
     *
     * @param entityTag that of the version that is known
     */
    Optional<Document> getIfChanged(String what, URI uri, String entityTag)
            throws KeySetException, InterruptedException {
        HttpRequest request = request(uri).header("If-None-Match", entityTag).build();
        Document document = get(what, request, NOT_MODIFIED);
        return document.status == NOT_MODIFIED ? Optional.empty() : Optional.of(document);
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("Accept", "application/json, application/jwk-set+json");
    }

    /** @param alsoAccepted a status that is an answer, too; the body that comes with it is not read */
    private Document get(String what, HttpRequest request, int alsoAccepted)
            throws KeySetException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client().sendAsync(
                        request, head -> head.statusCode() == OK ? new BoundedBody(MAX_BYTES) : BoundedBody.refused());
        try {
            HttpResponse<byte[]> response = answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            int status = response.statusCode();
            if (status != OK && status != alsoAccepted) {
                throw new KeySetException("the " + what + " was answered with status " + status);
            }
            // We ask for none, and a compressed document would have a size beyond the one that we limit.
            if (response.headers().firstValue("Content-Encoding").isPresent()) {
                throw new KeySetException("the " + what + " came with a content encoding, which was not asked for");
            }
            return new Document(status, response.body(), entityTag(response));
        } catch (TimeoutException e) {
            throw new KeySetException("the " + what + " did not arrive within " + TIMEOUT.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            throw new KeySetException(problem(what, e));
        } finally {
            answer.cancel(true);
        }
    }

    private static Optional<String> entityTag(HttpResponse<?> response) {
        return response.headers()
                .firstValue("ETag")
                .filter(text -> ENTITY_TAG.matcher(text).matches());
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

    /** What has arrived. */
    static final class Document {

        private final int status;
        private final byte[] body;
        private final Optional<String> entityTag;

        private Document(int status, byte[] body, Optional<String> entityTag) {
            this.status = status;
            this.body = body;
            this.entityTag = entityTag;
        }

        /** {@return the document itself, not a copy} */
        byte[] body() {
            return body;
        }

        /** {@return how its sender names this version of it, if in a form that can be sent back} */
        Optional<String> entityTag() {
            return entityTag;
        }
    }
}
