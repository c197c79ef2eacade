package io.redoubt.cli;

import io.redoubt.internal.BoundedBody;
import io.redoubt.internal.SignedEnvelope;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gets what instances state about their keys, from files or from themselves: https, or http that does not leave this machine;
 * status 200, no redirects, bounded in time and in size.
 */
final class Statements {

    private static final String CODE = "attest.source";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** RFC 6750 section 2.1. */
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final HttpClient client;
    private final Optional<String> bearerToken;
    private final Duration timeout;

    private Statements(HttpClient client, Optional<String> bearerToken, Duration timeout) {
        this.client = client;
        this.bearerToken = bearerToken;
        this.timeout = timeout;
    }

    /** @param bearerToken what instances are sent, if they want to be */
    static Statements of(Optional<String> bearerToken) {
        return of(bearerToken, TIMEOUT);
    }

    static Statements of(Optional<String> bearerToken, Duration timeout) {
        if (bearerToken.filter(token -> !BEARER.matcher(token).matches()).isPresent()) {
            throw new CommandException(
                    "bearer-token.file", "the file has no bearer token in it", "write the token alone, in one line");
        }
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return new Statements(client, bearerToken, timeout);
    }

    /** {@return the statement, which nobody has judged} */
    byte[] read(String source) throws InterruptedException {
        String scheme = source.toLowerCase(Locale.ROOT);
        return scheme.startsWith("http://") || scheme.startsWith("https://")
                ? fetch(safe(source))
                : SmallFile.read(file(source));
    }

    private static Path file(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw refused("there is neither a URL nor the name of a file", "name files that are there");
        }
    }

    private static URI safe(String source) {
        try {
            URI uri = new URI(source);
            String host = uri.getHost();
            boolean https = "https".equalsIgnoreCase(uri.getScheme());
            if (host != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && (https || LOOPBACK.contains(host.toLowerCase(Locale.ROOT)))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below, without the text
        }
        throw refused(
                "a URL is not one of https with a host, without user info and fragment",
                "use https; http is accepted for localhost, 127.0.0.1 and [::1]");
    }

    private byte[] fetch(URI uri) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "application/json");
        bearerToken.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request.build(),
                head -> head.statusCode() == OK ? new BoundedBody(SignedEnvelope.MAX_BYTES) : BoundedBody.refused());
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != OK) {
                throw refused(
                        "an instance answered with status " + response.statusCode(),
                        "give the URL that answers with the statement itself, and --bearer-token-file where it wants one");
            }
            return response.body();
        } catch (TimeoutException e) {
            throw refused(
                    "an instance did not answer within " + timeout.toMillis() + " ms",
                    "see that it runs and can be reached from here");
        } catch (ExecutionException e) {
            throw refused(problem(e.getCause()), "see that the instance runs and can be reached from here");
        } finally {
            answer.cancel(true);
        }
    }

    private static String problem(@Nullable Throwable cause) {
        if (cause instanceof BoundedBody.TooLongException) {
            return "the answer of an instance is longer than 1 MiB";
        }
        String kind = cause instanceof IOException ? cause.getClass().getSimpleName() : "an unexpected failure";
        return "an instance cannot be reached (" + kind + ")";
    }

    private static CommandException refused(String problem, String remedy) {
        return new CommandException(CODE, problem, remedy);
    }
}
