package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.MISISSUE;
import static io.redoubt.testkit.AttackTier.REPLAY;
import static io.redoubt.testkit.RequestAnswer.INSUFFICIENT_SCOPE;
import static io.redoubt.testkit.RequestAnswer.INVALID_TOKEN;
import static io.redoubt.testkit.RequestAnswer.PASSES;
import static io.redoubt.testkit.RequestAnswer.STEP_UP;
import static io.redoubt.testkit.RequestTarget.ACR;
import static io.redoubt.testkit.RequestTarget.ORDERS;
import static io.redoubt.testkit.RequestTarget.PAYMENTS;
import static io.redoubt.testkit.RequestTarget.TRANSFERS;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Group H, as far as it is about tenants, sessions and the second factor. */
final class StepUpAttacks {

    private StepUpAttacks() {}

    static List<RequestAttack> all() {
        RequestRows rows = new RequestRows();
        tenants(rows);
        levels(rows);
        ages(rows);
        timesOfNoForm(rows);
        means(rows);
        sessions(rows);
        singleUse(rows);
        cookies(rows);
        return rows.attacks();
    }

    private static void tenants(RequestRows rows) {
        RequestRows.Row row =
                rows.row(159, REPLAY, "a token of another tenant", "RFC 8725 3.8; Quarkus pull request 56319");
        List.of("X-Tenant", "X-Tenant-Id", "X-Issuer", "X-Realm", "X-Forwarded-Host")
                .forEach(name -> row.answers(
                        INVALID_TOKEN,
                        "which " + name + " names",
                        t -> strangers(t).field(name, t.stranger().issuerUri())));
        row.answers(
                        INVALID_TOKEN,
                        "which Host names",
                        t -> strangers(t).host(t.stranger().issuer().getAuthority()))
                .answers(
                        INVALID_TOKEN,
                        "which the query names",
                        t -> strangers(t)
                                .at(ORDERS + "?tenant=" + t.stranger().issuer().getAuthority()))
                .answers(
                        INVALID_TOKEN,
                        "which the path names",
                        t -> strangers(t)
                                .at(ORDERS + "/" + t.stranger().issuer().getPort()))
                .answers(
                        INVALID_TOKEN,
                        "at a route that needs a second factor",
                        t -> t.get(TRANSFERS)
                                .bearer(t.stranger()
                                        .token()
                                        .authenticatedAt(t.now(), ACR, "pwd", "otp")
                                        .sign()));
    }

    private static RawRequest strangers(RequestTarget target) {
        return target.get(ORDERS).bearer(target.stranger().token().sign());
    }

    private static void levels(RequestRows rows) {
        RequestRows.Row row =
                rows.row(162, REPLAY, "a token of a user who has not reached the level", "RFC 9470 3; RFC 9068 2.2.1");
        Map<String, Object> levels = new LinkedHashMap<>();
        levels.put("a lower one", "urn:example:password");
        levels.put("one that nobody knows", "urn:example:mfa2");
        levels.put("only its beginning", "urn:example:mf");
        levels.put("in another case", ACR.toUpperCase(Locale.ROOT));
        levels.put("with a space behind", ACR + " ");
        levels.put("among others in one text", "urn:example:password " + ACR);
        levels.put("in a list", List.of(ACR));
        levels.put("in an object", Map.of(ACR, true));
        levels.put("a number", 99);
        levels.put("true", true);
        levels.put("empty", "");
        levels.forEach((name, level) -> row.answers(STEP_UP, name, transfer(token -> token.claim("acr", level))));
        row.answers(STEP_UP, "missing", transfer(token -> token.without("acr")))
                .answers(STEP_UP, "null", transfer(token -> token.claim("acr", null)))
                .answers(
                        STEP_UP,
                        "only in acr_values",
                        transfer(token -> token.without("acr").claim("acr_values", ACR)))
                .answers(
                        STEP_UP,
                        "only nested",
                        transfer(token -> token.without("acr").claim("id_token", Map.of("acr", ACR))))
                .answers(
                        STEP_UP,
                        "only in the scope",
                        transfer(token -> token.without("acr").scope("orders:read", ACR)))
                .answers(
                        STEP_UP,
                        "only in the header",
                        transfer(token -> token.without("acr").header("acr", ACR)))
                .answers(
                        STEP_UP,
                        "only in a field of the request",
                        t -> t.get(TRANSFERS)
                                .bearer(t.good().sign())
                                .field("X-Acr", ACR)
                                .field("acr", ACR))
                .answers(
                        STEP_UP,
                        "only in the query",
                        t -> t.get(TRANSFERS + "?acr=" + ACR).bearer(t.good().sign()))
                .passes("the one that is asked for", RequestTarget::goodStepUp);
    }

    private static void ages(RequestRows rows) {
        Map<String, Integer> past = new LinkedHashMap<>();
        past.put("6 minutes ago", -360);
        past.put("an hour ago", -3600);
        past.put("a year ago", -31_536_000);
        RequestRows.Row row = rows.row(
                163,
                REPLAY,
                "an authentication that is too long ago, or that nobody tells of",
                "RFC 9470 3, 6.2; Quarkus takes iat");
        past.forEach((name, seconds) -> row.answers(STEP_UP, name, authenticated(seconds)));
        row.answers(STEP_UP, "missing: the token is fresh, as after a refresh", transfer(t -> t.without("auth_time")))
                .answers(STEP_UP, "null", transfer(token -> token.claim("auth_time", null)))
                .answers(
                        STEP_UP,
                        "only nested",
                        transfer(token ->
                                token.without("auth_time").claim("id_token", Map.of("auth_time", 1_767_268_800))))
                .answers(
                        STEP_UP,
                        "only updated_at",
                        t -> t.get(TRANSFERS)
                                .bearer(t.elevated()
                                        .without("auth_time")
                                        .claim("updated_at", t.now())
                                        .sign()))
                .passes("4 minutes ago", authenticated(-240))
                .passes("now", authenticated(0))
                .passes(
                        "long ago, where no second factor is asked for",
                        t -> t.get(ORDERS)
                                .bearer(t.good()
                                        .authenticatedAt(t.now().minusSeconds(86_400), "0")
                                        .sign()));
        RequestRows.Row ahead =
                rows.row(164, MISISSUE, "an authentication at a time that is none", "RFC 9470 6.2; RFC 7519 2");
        ahead.answers(STEP_UP, "in an hour", authenticated(3600))
                .answers(STEP_UP, "in two minutes", authenticated(120))
                .answers(STEP_UP, "in 68 years", authenticated(Integer.MAX_VALUE));
    }

    private static Function<RequestTarget, RawRequest> authenticated(int seconds) {
        return t -> t.get(TRANSFERS)
                .bearer(t.elevated()
                        .claim("auth_time", t.now().plusSeconds(seconds))
                        .sign());
    }

    private static void timesOfNoForm(RequestRows rows) {
        Map<String, Function<Long, Object>> times = new LinkedHashMap<>();
        times.put("as text", now -> Long.toString(now));
        times.put("as a date", now -> "2026-01-01T12:00:00Z");
        times.put("in milliseconds", now -> now * 1000);
        times.put("zero", now -> 0);
        times.put("negative", now -> -now);
        times.put("a fraction", now -> BigDecimal.valueOf(now).subtract(new BigDecimal("0.5")));
        times.put("beyond all numbers", now -> new BigDecimal("1e99"));
        times.put("true", now -> true);
        times.put("in a list", now -> List.of(now));
        RequestRows.Row row =
                rows.row(164, MISISSUE, "an authentication at a time that is none", "RFC 9470 6.2; RFC 7519 2");
        times.forEach((name, time) -> row.answers(
                STEP_UP,
                name,
                t -> t.get(TRANSFERS)
                        .bearer(t.elevated()
                                .claim("auth_time", time.apply(t.now().getEpochSecond()))
                                .sign())));
    }

    private static void means(RequestRows rows) {
        RequestRows.Row row =
                rows.row(165, REPLAY, "a token of a user who used other means", "RFC 8176; RFC 9068 2.2.1");
        Map<String, Object> means = new LinkedHashMap<>();
        means.put("only a password", List.of("pwd"));
        means.put("mfa, which is not what is asked for", List.of("mfa"));
        means.put("none", List.of());
        means.put("in another case", List.of("pwd", "OTP"));
        means.put("as part of another one", List.of("pwd", "otp2"));
        means.put("one text", "otp");
        means.put("one text with a space", "pwd otp");
        means.put("nested", List.of("pwd", List.of("otp")));
        means.put("an object", Map.of("otp", true));
        means.forEach((name, amr) -> row.answers(STEP_UP, name, transfer(token -> token.claim("amr", amr))));
        row.answers(STEP_UP, "missing", transfer(token -> token.without("amr")))
                .answers(STEP_UP, "null", transfer(token -> token.claim("amr", null)));
    }

    private static void sessions(RequestRows rows) {
        rows.row(166, REPLAY, "a second factor that was proven in another session", "RFC 9470 6")
                .answersLast(
                        STEP_UP,
                        "of the same user",
                        t -> List.of(
                                t.get(TRANSFERS)
                                        .bearer(t.elevated().session("a").sign()),
                                t.get(TRANSFERS).bearer(t.good().session("b").sign())))
                .answersLast(
                        STEP_UP,
                        "with the identifier of that session",
                        t -> List.of(
                                t.get(TRANSFERS)
                                        .bearer(t.elevated().session("a").sign()),
                                t.get(TRANSFERS).bearer(t.good().session("a").sign())))
                .answersLast(
                        STEP_UP,
                        "with the id of that token",
                        t -> List.of(
                                t.get(TRANSFERS)
                                        .bearer(t.elevated()
                                                .claim("jti", "same-id")
                                                .sign()),
                                t.get(TRANSFERS)
                                        .bearer(t.good().claim("jti", "same-id").sign())));
    }

    private static void singleUse(RequestRows rows) {
        rows.row(
                        168,
                        REPLAY,
                        "a second factor that was used before, where each serves once",
                        "RFC 9470 6; RFC 7519 4.1.7")
                .answersLast(STEP_UP, "the same request", t -> {
                    RawRequest seen = payment(t, t.elevated());
                    return List.of(seen, seen);
                })
                .answersLast(STEP_UP, "another path below", t -> {
                    RawRequest seen = payment(t, t.elevated());
                    return List.of(seen, seen.at(PAYMENTS + "/2"));
                })
                .answersLast(STEP_UP, "another method", t -> {
                    RawRequest seen = payment(t, t.elevated());
                    return List.of(seen, seen.by("POST"));
                })
                .answersLast(STEP_UP, "the same token, signed again", t -> {
                    TestToken token = t.elevated();
                    return List.of(payment(t, token), payment(t, token));
                })
                .answersLast(PASSES, "another token", t -> List.of(payment(t, t.elevated()), payment(t, t.elevated())))
                .answersLast(PASSES, "a token that was used where it may be used often", t -> {
                    String token = t.elevated().sign();
                    return List.of(
                            t.get(TRANSFERS).bearer(token), t.get(PAYMENTS).bearer(token));
                });
    }

    private static void cookies(RequestRows rows) {
        RequestRows.Row row = rows.row(
                169,
                REPLAY,
                "a session's cookie beside a token that grants too little",
                "Spring adds the rights of both up");
        List.of("JSESSIONID", "SESSION", "JSESSIONIDSSO", "remember-me", "access_token", "Authorization")
                .forEach(name -> row.answers(
                        INSUFFICIENT_SCOPE,
                        name,
                        t -> t.get(ORDERS)
                                .bearer(t.good().scope("orders:list").sign())
                                .field("Cookie", name + "=" + t.good().sign())));
        row.answers(
                STEP_UP,
                "of a session with a second factor",
                t -> t.get(TRANSFERS)
                        .bearer(t.good().sign())
                        .field("Cookie", "access_token=" + t.elevated().sign()));
    }

    private static RawRequest payment(RequestTarget target, TestToken token) {
        return target.get(PAYMENTS).bearer(token.sign());
    }

    private static Function<RequestTarget, RawRequest> transfer(UnaryOperator<TestToken> change) {
        return t -> t.get(TRANSFERS).bearer(change.apply(t.elevated()).sign());
    }
}
