package io.redoubt.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request of HTTP/1.1 exactly as it is sent: nothing is normalised, joined or completed, so it may be malformed.
 * Immutable and thread-safe; each verb returns a changed copy.
 *
 * @param method the request's method
 * @param target what stands behind the method: a path with or without a query, or a whole URI (RFC 9112 §3.2)
 * @param fields the lines of the head in their order, {@code name: value}, without line ends
 * @param body the content, in characters of ISO 8859-1; may be empty
 * @param certificate what the client shows on the connection, which must then be one of TLS
 * @since 0.1.0
 */
public record RawRequest(
        String method, String target, List<String> fields, String body, Optional<ClientCertificate> certificate) {

    /**
     * Keeps the request unchangeable.
     *
     * @param method the request's method
     * @param target a path or a whole URI
     * @param fields the lines of the head
     * @param body the content
     * @param certificate what the client shows
     */
    public RawRequest {
        fields = List.copyOf(fields);
    }

    static RawRequest get(String target) {
        return new RawRequest("GET", target, List.of(), "", Optional.empty());
    }

    /**
     * {@return the octets to send, each one character of ISO 8859-1: the request line, the fields,
     * {@code Connection: close} unless a field {@code Connection} is among them, {@code Content-Length} where there is a
     * body, and the body}
     */
    public String text() {
        StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        fields.forEach(field -> text.append(field).append("\r\n"));
        if (!has("Connection")) {
            text.append("Connection: close\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }

    RawRequest by(String otherMethod) {
        return new RawRequest(otherMethod, target, fields, body, certificate);
    }

    RawRequest at(String otherTarget) {
        return new RawRequest(method, otherTarget, fields, body, certificate);
    }

    /** {@return this request with one field more} */
    RawRequest field(String name, String value) {
        return line(name + ": " + value);
    }

    /** {@return this request with one line more, well-formed or not} */
    RawRequest line(String line) {
        List<String> more = new ArrayList<>(fields);
        more.add(line);
        return new RawRequest(method, target, more, body, certificate);
    }

    RawRequest without(String name) {
        return new RawRequest(
                method,
                target,
                fields.stream().filter(field -> !isNamed(field, name)).toList(),
                body,
                certificate);
    }

    /** {@return this request with another host, which the client claims} */
    RawRequest host(String host) {
        return without("Host").field("Host", host);
    }

    RawRequest bearer(String token) {
        return field("Authorization", "Bearer " + token);
    }

    RawRequest dpop(String token, String proof) {
        return field("Authorization", "DPoP " + token).field("DPoP", proof);
    }

    /** {@return this request as a POST of a form} */
    RawRequest form(String content) {
        return new RawRequest("POST", target, fields, content, certificate)
                .field("Content-Type", "application/x-www-form-urlencoded");
    }

    RawRequest showing(ClientCertificate shown) {
        return new RawRequest(method, target, fields, body, Optional.of(shown));
    }

    /** {@return the values of a field, in the order of its lines} */
    List<String> values(String name) {
        return fields.stream()
                .filter(field -> isNamed(field, name))
                .map(field -> field.substring(name.length() + 1).strip())
                .toList();
    }

    /** {@return method and target; the fields hold credentials and are not shown} */
    @Override
    public String toString() {
        return method + " " + target;
    }

    private boolean has(String name) {
        return fields.stream().anyMatch(field -> isNamed(field, name));
    }

    private static boolean isNamed(String field, String name) {
        return field.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }
}
