package io.redoubt.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * One document of a {@link TestIssuer}: honest at first, and faulty on command. A fault lasts until the next command;
 * {@link #ok()} ends it. Each request is counted when it arrives, so a test waits for a request and never sleeps.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class Endpoint {

    private static final int HUGE_BYTES = 11 * 1024 * 1024;
    private static final String JSON = "application/json";

    /** Gives one answer. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private static final Answer HANG = exchange -> {
        throw new IllegalStateException("a hanging endpoint gives no answer");
    };

    private final String name;
    private final Supplier<String> document;
    private final String emptyDocument;
    private final Answer honest;
    private final AtomicReference<Answer> answer;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger notModified = new AtomicInteger();
    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** A document that is the same for whoever asks. */
    Endpoint(String name, Supplier<String> document, String emptyDocument) {
        this(name, document, emptyDocument, exchange -> send(exchange, JSON, utf8(document.get())));
    }

    /** An answer that depends on the question. */
    Endpoint(String name, Answer honest, String emptyDocument) {
        this(name, () -> emptyDocument, emptyDocument, honest);
    }

    private Endpoint(String name, Supplier<String> document, String emptyDocument, Answer honest) {
        this.name = name;
        this.document = document;
        this.emptyDocument = emptyDocument;
        this.honest = honest;
        this.answer = new AtomicReference<>(honest);
    }

    /** Serves the honest document again. Requests that hang are answered with it. */
    public void ok() {
        from(honest);
    }

    /**
     * Serves the honest document with an {@code ETag} that changes with it, and answers 304 to whoever sends that of now
     * (RFC 9110 §8.8.3 and §13.1.2).
     */
    public void entityTags() {
        from(this::honestlyIfChanged);
    }

    /**
     * Adds a header to every answer from now on, whatever the command.
     *
     * @param name the header's name
     * @param value its value, sent exactly as given
     */
    public void header(String name, String value) {
        headers.put(name, value);
    }

    /**
     * Answers with this status and no body.
     *
     * @param status an HTTP status, 200 to 599
     */
    public void status(int status) {
        from(exchange -> exchange.sendResponseHeaders(status, -1));
    }

    /** Answers 200 with JSON that breaks off and holds bytes that are not UTF-8. */
    public void garbage() {
        byte[] garbage = "{\"keys\":[{\"kty\":\"\u00ff\u00fe\u0000".getBytes(StandardCharsets.ISO_8859_1);
        from(exchange -> send(exchange, JSON, garbage));
    }

    /** Answers 200 with an empty document: no key in the JWK set, no member in the discovery document, no active token. */
    public void empty() {
        body(emptyDocument);
    }

    /** Answers 200 with a page of HTML, as a captive portal or a login page does. */
    public void html() {
        byte[] page = "<!doctype html><title>Sign in</title><h1>Sign in</h1>".getBytes(StandardCharsets.UTF_8);
        from(exchange -> send(exchange, "text/html;charset=utf-8", page));
    }

    /**
     * Answers 200 with more than 10 MB: the honest document behind 11 MiB of white space, streamed without a length.
     * Only a limit of size can refuse it.
     */
    public void huge() {
        from(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", JSON);
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = new byte[64 * 1024];
            Arrays.fill(spaces, (byte) ' ');
            try (OutputStream out = exchange.getResponseBody()) {
                for (int sent = 0; sent < HUGE_BYTES; sent += spaces.length) {
                    out.write(spaces);
                }
                out.write(utf8(document.get()));
            }
        });
    }

    /**
     * Answers 200 with the honest document behind 11 MiB of white space, compressed to few octets (a gzip bomb), whether
     * the client asked for that or not.
     */
    public void bomb() {
        from(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.getResponseHeaders().set("Content-Type", JSON);
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                out.write(" ".repeat(HUGE_BYTES).getBytes(StandardCharsets.US_ASCII));
                out.write(utf8(document.get()));
            }
        });
    }

    /**
     * Accepts requests and does not answer them. The next command answers those that wait, in its own way; closing the
     * issuer drops them.
     */
    public void hang() {
        from(HANG);
    }

    /** Closes the connection of each request without an answer. */
    public void drop() {
        from(HttpExchange::close);
    }

    /**
     * Answers 302.
     *
     * @param location where to
     */
    public void redirectTo(URI location) {
        from(exchange -> {
            exchange.getResponseHeaders().set("Location", location.toString());
            exchange.sendResponseHeaders(302, -1);
        });
    }

    /**
     * Answers 200 with exactly this text, as JSON.
     *
     * @param text the body; may be empty
     */
    public void body(String text) {
        body(text, JSON);
    }

    /**
     * Answers 200 with exactly this text.
     *
     * @param text the body; may be empty
     * @param contentType what the answer calls it
     */
    public void body(String text, String contentType) {
        byte[] bytes = utf8(text);
        from(exchange -> send(exchange, contentType, bytes));
    }

    /** {@return how many requests have arrived since the issuer was started, answered or not} */
    public int requests() {
        return requests.get();
    }

    /** {@return how many of them were answered 304 by {@link #entityTags()}} */
    public int notModified() {
        return notModified.get();
    }

    /**
     * Waits until as many requests have arrived since the issuer was started.
     *
     * @param count the number to wait for; more is enough too
     * @param atMost how long to wait
     * @throws AssertionError if fewer have arrived by then
     */
    public void awaitRequests(int count, Duration atMost) {
        long nanosLeft = atMost.toNanos();
        lock.lock();
        try {
            while (requests.get() < count) {
                if (nanosLeft <= 0) {
                    throw new AssertionError(
                            "expected " + count + " requests for " + name + " within " + atMost + ", saw " + requests);
                }
                nanosLeft = changed.awaitNanos(nanosLeft);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for requests for " + name, e);
        } finally {
            lock.unlock();
        }
    }

    void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            count();
            headers.forEach(exchange.getResponseHeaders()::set);
            answerWhenNotHanging().to(exchange);
        }
    }

    void close() {
        closed.set(true);
        from(HttpExchange::close);
    }

    private void from(Answer next) {
        lock.lock();
        try {
            answer.set(closed.get() ? HttpExchange::close : next);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Answer answerWhenNotHanging() {
        lock.lock();
        try {
            while (answer.get() == HANG) {
                changed.await();
            }
            return Objects.requireNonNull(answer.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HttpExchange::close;
        } finally {
            lock.unlock();
        }
    }

    private void count() {
        lock.lock();
        try {
            requests.incrementAndGet();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void honestlyIfChanged(HttpExchange exchange) throws IOException {
        byte[] body = utf8(document.get());
        String entityTag = "\"" + UUID.nameUUIDFromBytes(body) + "\"";
        exchange.getResponseHeaders().set("ETag", entityTag);
        if (entityTag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            notModified.incrementAndGet();
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        send(exchange, JSON, body);
    }

    static void send(HttpExchange exchange, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
