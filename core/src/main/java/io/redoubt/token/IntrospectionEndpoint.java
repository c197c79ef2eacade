package io.redoubt.token;

import io.redoubt.Reason;
import io.redoubt.internal.BoundedBody;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an issuer about one token (RFC 7662 section 2.1): one call, no redirects, bounded in time from connect to last
 * byte and bounded in size. Whatever is not the expected kind of answer is a refusal for want of an answer. Thread-safe.
 */
final class IntrospectionEndpoint {

    static final int MAX_BYTES = 64 * 1024;

    private static final Logger log = LoggerFactory.getLogger(IntrospectionEndpoint.class);
    private static final Duration ALARM_PAUSE = Duration.ofMinutes(1);

    private final String issuer;
    private final Introspection introspection;
    private final HttpClient client;
    private final AtomicReference<@Nullable Instant> lastAlarm = new AtomicReference<>();

    IntrospectionEndpoint(String issuer, Introspection introspection) {
        this.issuer = issuer;
        this.introspection = introspection;
        this.client = HttpClient.newBuilder()
                .connectTimeout(introspection.limits().timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * {@return the body of the answer, of the media type that was asked for}
     *
     * @throws RefusedException if there is none
     */
    byte[] ask(String token, Instant now) throws RefusedException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request(token, now),
                head -> head.statusCode() == 200 ? new BoundedBody(MAX_BYTES) : BoundedBody.refused());
        try {
            HttpResponse<byte[]> response =
                    answer.get(introspection.limits().timeout().toMillis(), TimeUnit.MILLISECONDS);
            requireStatus(response.statusCode(), now);
            requireMediaType(response);
            return response.body();
        } catch (TimeoutException e) {
            throw unavailable("the introspection endpoint did not answer in time");
        } catch (ExecutionException e) {
            throw unavailable(problem(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest request(String token, Instant now) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", token);
        form.put("token_type_hint", "access_token");
        String audience = introspection.assertionAudience().orElse(issuer);
        form.putAll(introspection.client().parameters(audience, now, introspection.random()));
        String content = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(introspection.uri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", introspection.responseForm().mediaType())
                .POST(HttpRequest.BodyPublishers.ofString(content, StandardCharsets.US_ASCII));
        introspection.client().authorization().ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private void requireStatus(int status, Instant now) throws RefusedException {
        if (status == 401 || status == 403) {
            alarm(now);
            throw unavailable("the introspection endpoint refuses the credentials of this service");
        }
        if (status != 200) {
            throw unavailable("the introspection endpoint answered with status " + status);
        }
    }

    /** Nobody but the operator can mend this, and every opaque token fails until then; once a minute is enough to say so. */
    private void alarm(Instant now) {
        Instant last = lastAlarm.get();
        boolean due = last == null || now.isBefore(last) || !now.isBefore(last.plus(ALARM_PAUSE));
        if (due && lastAlarm.compareAndSet(last, now)) {
            log.error(
                    "introspection at {}: the endpoint refuses the credentials of this service (401 or 403), and opaque"
                            + " tokens are answered with 503; correct the client id, and its secret or key",
                    issuer);
        }
    }

    private void requireMediaType(HttpResponse<?> response) throws RefusedException {
        String type = response.headers().firstValue("Content-Type").orElse("");
        String withoutParameters = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!withoutParameters.equals(introspection.responseForm().mediaType())) {
            throw unavailable("the introspection endpoint's answer is not "
                    + introspection.responseForm().mediaType());
        }
    }

    private static String problem(@Nullable Throwable cause) {
        if (cause instanceof BoundedBody.TooLongException) {
            return "the introspection endpoint's answer is longer than " + MAX_BYTES + " bytes";
        }
        String kind = cause instanceof IOException ? cause.getClass().getSimpleName() : "an unexpected failure";
        return "the introspection endpoint could not be asked (" + kind + ")";
    }

    static RefusedException unavailable(String detail) {
        return new RefusedException(Reason.INTROSPECTION_UNAVAILABLE, detail);
    }
}
