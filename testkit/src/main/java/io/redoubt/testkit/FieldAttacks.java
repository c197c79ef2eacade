package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.FORGE;
import static io.redoubt.testkit.AttackTier.RESPELL;
import static io.redoubt.testkit.RequestAnswer.INSUFFICIENT_SCOPE;
import static io.redoubt.testkit.RequestAnswer.INVALID_PROOF;
import static io.redoubt.testkit.RequestAnswer.INVALID_REQUEST;
import static io.redoubt.testkit.RequestAnswer.INVALID_TOKEN;
import static io.redoubt.testkit.RequestAnswer.MALFORMED;
import static io.redoubt.testkit.RequestAnswer.NO_CREDENTIALS;
import static io.redoubt.testkit.RequestAnswer.STEP_UP;
import static io.redoubt.testkit.RequestTarget.ORDERS;
import static io.redoubt.testkit.RequestTarget.TRANSFERS;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Group I, as far as it is about what a request says beside its token, and what an answer may repeat. */
final class FieldAttacks {

    private static final String ELSEWHERE = AttackTarget.CANARY + ".example";

    /** Fields in which gateways and meshes tell a service who the user is. */
    private static final List<String> IDENTITIES = List.of(
            "X-Forwarded-User",
            "X-Forwarded-Email",
            "X-Forwarded-Groups",
            "X-Forwarded-Preferred-Username",
            "X-Forwarded-Access-Token",
            "X-Auth-Request-User",
            "X-Auth-Request-Email",
            "X-Auth-Request-Groups",
            "X-User-Id",
            "X-User",
            "X-Remote-User",
            "Remote-User",
            "X-Authenticated-User",
            "X-Userinfo",
            "X-Jwt-Payload");

    private FieldAttacks() {}

    static List<RequestAttack> all() {
        RequestRows rows = new RequestRows();
        identities(rows);
        hosts(rows);
        reflections(rows);
        upgrades(rows);
        caches(rows);
        return rows.attacks();
    }

    private static void identities(RequestRows rows) {
        RequestRows.Row row = rows.row(
                180,
                FORGE,
                "a user whom the request itself names",
                "CWE-290; the fields of oauth2-proxy, Envoy and Istio");
        for (String name : IDENTITIES) {
            row.answers(
                            NO_CREDENTIALS,
                            name + " without a token",
                            t -> t.get(ORDERS).field(name, "admin"))
                    .answers(
                            INSUFFICIENT_SCOPE,
                            name + " with a token that grants too little",
                            t -> t.get(ORDERS)
                                    .bearer(t.good().scope("orders:list").sign())
                                    .field(name, "admin"));
            row.hiding(name)
                    .passes(name + " with a good token", t -> good(t).field(name, "admin"))
                    .passes(
                            name + " twice, in lower case",
                            t -> good(t).field(name.toLowerCase(Locale.ROOT), "admin")
                                    .field(name, "root"));
        }
    }

    private static void hosts(RequestRows rows) {
        rows.row(182, FORGE, "a host that the client made up", "RFC 9728 7.3; CWE-644; Spring builds metadata from it")
                .answers(NO_CREDENTIALS, "Host", t -> t.get(ORDERS).host(ELSEWHERE))
                .answers(NO_CREDENTIALS, "Host with a port", t -> t.get(ORDERS).host(ELSEWHERE + ":8443"))
                .answers(NO_CREDENTIALS, "X-Forwarded-Host", t -> t.get(ORDERS).field("X-Forwarded-Host", ELSEWHERE))
                .answers(
                        NO_CREDENTIALS,
                        "X-Forwarded-Prefix",
                        t -> t.get(ORDERS).field("X-Forwarded-Prefix", "/" + AttackTarget.CANARY))
                .answers(NO_CREDENTIALS, "Forwarded", t -> t.get(ORDERS).field("Forwarded", "host=" + ELSEWHERE))
                .answers(
                        NO_CREDENTIALS,
                        "the target itself",
                        t -> t.get("http://" + ELSEWHERE + ORDERS).host(ELSEWHERE))
                .answers(
                        INVALID_TOKEN,
                        "Host with a bad token",
                        t -> t.get(ORDERS).host(ELSEWHERE).bearer("x.y.z"))
                .answers(
                        STEP_UP,
                        "Host where a second factor is missing",
                        t -> t.get(TRANSFERS).host(ELSEWHERE).bearer(t.good().sign()))
                .answers(MALFORMED, "two Host fields", t -> t.get(ORDERS).field("Host", ELSEWHERE))
                .passes("Host with a good token", t -> good(t).host(ELSEWHERE));
    }

    private static void reflections(RequestRows rows) {
        rows.row(183, RESPELL, "text that would end a field of the answer", "CWE-113; RFC 9110 5.5, 11.2")
                .answers(
                        INVALID_REQUEST,
                        "a quotation mark in the token",
                        t -> t.get(ORDERS).bearer("x\", scope=\"" + AttackTarget.CANARY))
                .answers(
                        INVALID_TOKEN,
                        "line ends in the key id",
                        t -> t.get(ORDERS)
                                .bearer(t.good()
                                        .header("kid", "x\r\nX-Evil: " + AttackTarget.CANARY)
                                        .sign()))
                .answers(
                        INSUFFICIENT_SCOPE,
                        "line ends in the scope",
                        t -> t.get(ORDERS)
                                .bearer(t.good()
                                        .claim("scope", "x\"\r\nX-Evil: " + AttackTarget.CANARY)
                                        .sign()))
                .answers(
                        STEP_UP,
                        "line ends in the level",
                        t -> t.get(TRANSFERS)
                                .bearer(t.elevated()
                                        .claim("acr", "x\"\r\nX-Evil: " + AttackTarget.CANARY)
                                        .sign()))
                .answers(
                        NO_CREDENTIALS,
                        "an error in the query",
                        t -> t.get(ORDERS + "?error=" + AttackTarget.CANARY + "%0d%0aX-Evil:1"))
                .answers(
                        NO_CREDENTIALS,
                        "a method that nobody knows",
                        t -> t.get(ORDERS).by(AttackTarget.CANARY))
                .answers(
                        INVALID_PROOF,
                        "line ends in a proof's URI",
                        Proofs.with(proof -> proof.uri("https://x/\r\nX-Evil: " + AttackTarget.CANARY)))
                .answers(
                        INVALID_PROOF,
                        "a quotation mark in a proof's algorithm",
                        Proofs.with(proof -> proof.header("alg", "ES256\", algs=\"" + AttackTarget.CANARY)));
    }

    private static void upgrades(RequestRows rows) {
        rows.row(184, FORGE, "a connection that is to live long", "RFC 6455 4.2; WHATWG server-sent events")
                .answers(NO_CREDENTIALS, "a WebSocket without a token", t -> webSocket(t.get(ORDERS)))
                .answers(
                        INVALID_TOKEN,
                        "a WebSocket with a bad token",
                        t -> webSocket(t.get(ORDERS).bearer("x.y.z")))
                .answers(
                        INVALID_TOKEN,
                        "a WebSocket with a token that has expired",
                        t -> webSocket(t.get(ORDERS).bearer(expired(t))))
                .answers(
                        INVALID_REQUEST,
                        "a WebSocket with a token in the query",
                        t -> webSocket(
                                t.get(ORDERS + "?access_token=" + t.good().sign())))
                .answers(
                        NO_CREDENTIALS,
                        "a WebSocket with a token as protocol",
                        t -> webSocket(t.get(ORDERS))
                                .field(
                                        "Sec-WebSocket-Protocol",
                                        "bearer, " + t.good().sign()))
                .answers(
                        STEP_UP,
                        "a WebSocket without the second factor",
                        t -> webSocket(t.get(TRANSFERS).bearer(t.good().sign())))
                .answers(
                        NO_CREDENTIALS,
                        "HTTP 2 without a token",
                        t -> t.get(ORDERS)
                                .field("Connection", "Upgrade, HTTP2-Settings, close")
                                .field("Upgrade", "h2c")
                                .field("HTTP2-Settings", "AAMAAABkAAQAAP__"))
                .answers(
                        NO_CREDENTIALS,
                        "events without a token",
                        t -> t.get(ORDERS).field("Accept", "text/event-stream"))
                .answers(
                        INVALID_TOKEN,
                        "events with a token that has expired",
                        t -> t.get(ORDERS).bearer(expired(t)).field("Accept", "text/event-stream"));
    }

    private static void caches(RequestRows rows) {
        rows.row(185, FORGE, "an answer that a shared cache would keep", "RFC 6750 5.3; RFC 9111 3")
                .answers(NO_CREDENTIALS, "without a token", t -> asked(t.get(ORDERS)))
                .answers(
                        INVALID_TOKEN,
                        "with a bad token",
                        t -> asked(t.get(ORDERS).bearer("x.y.z")))
                .answers(INVALID_REQUEST, "with two tokens", t -> asked(good(t).bearer("x")))
                .answers(
                        INVALID_PROOF,
                        "with a bad proof",
                        t -> asked(t.get(ORDERS).dpop(t.bound().sign(), "x")))
                .answers(
                        INSUFFICIENT_SCOPE,
                        "with a token that grants too little",
                        t -> asked(t.get(ORDERS)
                                .bearer(t.good().scope("orders:list").sign())))
                .answers(
                        STEP_UP,
                        "without a second factor",
                        t -> asked(t.get(TRANSFERS).bearer(t.good().sign())));
    }

    /** A client that asks for a stored answer, however old. */
    private static RawRequest asked(RawRequest request) {
        return request.field("Cache-Control", "only-if-cached, max-stale")
                .field("If-None-Match", "*")
                .field("If-Modified-Since", "Thu, 01 Jan 2026 12:00:00 GMT");
    }

    private static RawRequest webSocket(RawRequest request) {
        return request.field("Connection", "Upgrade, close")
                .field("Upgrade", "websocket")
                .field("Sec-WebSocket-Version", "13")
                .field("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="); // RFC 6455 §1.3
    }

    private static RawRequest good(RequestTarget target) {
        return target.get(ORDERS).bearer(target.good().sign());
    }

    private static String expired(RequestTarget target) {
        return target.good()
                .issuedAt(target.now().minus(Duration.ofMinutes(10)))
                .expiresAt(target.now().minus(Duration.ofMinutes(5)))
                .sign();
    }
}
