package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.FORGE;
import static io.redoubt.testkit.AttackTier.RESPELL;
import static io.redoubt.testkit.RequestAnswer.INVALID_REQUEST;
import static io.redoubt.testkit.RequestAnswer.NO_CREDENTIALS;
import static io.redoubt.testkit.RequestTarget.ORDERS;

import java.util.List;
import java.util.Map;

/** Group I, as far as it is about the credentials in the field Authorization. */
final class CredentialAttacks {

    private static final String BASIC = "Basic YTpi";

    private CredentialAttacks() {}

    static List<RequestAttack> all() {
        RequestRows rows = new RequestRows();
        none(rows);
        twoFields(rows);
        notOneToken(rows);
        schemes(rows);
        mixed(rows);
        return rows.attacks();
    }

    private static void none(RequestRows rows) {
        RequestRows.Row row = rows.row(172, FORGE, "no credentials", "RFC 6750 3.1")
                .answers(NO_CREDENTIALS, "no field", t -> t.get(ORDERS))
                .answers(NO_CREDENTIALS, "an empty field", t -> t.get(ORDERS).field("Authorization", ""))
                .answers(NO_CREDENTIALS, "white space", t -> t.get(ORDERS).field("Authorization", " \t "))
                .answers(
                        NO_CREDENTIALS,
                        "only a proof",
                        t -> t.get(ORDERS)
                                .field("DPoP", t.proof(t.bound().sign()).sign()))
                .answers(NO_CREDENTIALS, "at a path that has no rule", t -> t.get("/nowhere"));
        List.of(
                        "X-Authorization",
                        "Proxy-Authorization",
                        "Authentication",
                        "Authorisation",
                        "WWW-Authenticate",
                        "X-Forwarded-Authorization",
                        "X-Access-Token",
                        "X-Auth-Token",
                        "Token")
                .forEach(name -> row.answers(
                        NO_CREDENTIALS,
                        "in " + name,
                        t -> t.get(ORDERS).field(name, "Bearer " + t.good().sign())));
    }

    private static void twoFields(RequestRows rows) {
        rows.row(173, RESPELL, "two tokens", "RFC 9110 5.3, 11.6.2; Spring takes the first")
                .answers(INVALID_REQUEST, "the same in two fields", t -> {
                    String token = t.good().sign();
                    return t.get(ORDERS).bearer(token).bearer(token);
                })
                .answers(INVALID_REQUEST, "a good and a bad one", t -> good(t).bearer("x.y.z"))
                .answers(
                        INVALID_REQUEST,
                        "a bad and a good one",
                        t -> t.get(ORDERS).bearer("x.y.z").bearer(t.good().sign()))
                .answers(INVALID_REQUEST, "a good one and an empty field", t -> good(t).field("Authorization", ""))
                .answers(
                        INVALID_REQUEST,
                        "the second field's name in lower case",
                        t -> good(t).field("authorization", "Bearer x"))
                .answers(
                        INVALID_REQUEST,
                        "one bound and one not",
                        t -> t.goodRequest().bearer(t.good().sign()))
                .answers(INVALID_REQUEST, "one not bound and one bound", t -> {
                    String token = t.bound().sign();
                    return good(t).dpop(token, t.proof(token).sign());
                })
                .answers(
                        INVALID_REQUEST,
                        "joined by a comma",
                        t -> t.get(ORDERS)
                                .field(
                                        "Authorization",
                                        "Bearer " + t.good().sign() + ", Bearer "
                                                + t.good().sign()))
                .answers(
                        INVALID_REQUEST,
                        "joined by a comma, one scheme",
                        t -> t.get(ORDERS)
                                .bearer(t.good().sign() + "," + t.good().sign()))
                .answers(
                        INVALID_REQUEST,
                        "joined by a space",
                        t -> t.get(ORDERS)
                                .bearer(t.good().sign() + " " + t.good().sign()));
    }

    private static void notOneToken(RequestRows rows) {
        Map<String, String> credentials = Texts.named(
                "only the scheme", "Bearer",
                "the scheme and a space", "Bearer ",
                "two spaces", "Bearer  %s",
                "a tab", "Bearer\t%s",
                "no space", "Bearer%s",
                "text behind", "Bearer %s x",
                "a comma behind", "Bearer %s,",
                "a semicolon behind", "Bearer %s;",
                "a parameter", "Bearer token=%s;a=b",
                "in quotation marks", "Bearer \"%s\"",
                "in angle brackets", "Bearer <%s>",
                "percent-encoded", "Bearer %%65%s",
                "the scheme twice", "Bearer Bearer %s");
        RequestRows.Row row = rows.row(174, RESPELL, "a field that is not one token", "RFC 6750 2.1; RFC 9110 11.4");
        credentials.forEach((name, value) -> row.answers(
                INVALID_REQUEST,
                name,
                t -> t.get(ORDERS)
                        .field("Authorization", value.formatted(t.good().sign()))));
    }

    private static void schemes(RequestRows rows) {
        RequestRows.Row row = rows.row(175, RESPELL, "a scheme, spelled differently", "RFC 9110 11.1")
                .answers(
                        INVALID_REQUEST,
                        "Bearer and a colon",
                        t -> t.get(ORDERS)
                                .field("Authorization", "Bearer: " + t.good().sign()))
                .answers(
                        INVALID_REQUEST,
                        "Bearerx",
                        t -> t.get(ORDERS)
                                .field("Authorization", "Bearerx " + t.good().sign()));
        List.of("Token", "JWT", "OAuth", "XBearer", "Bear", "MAC")
                .forEach(scheme -> row.answers(
                        NO_CREDENTIALS,
                        scheme,
                        t -> t.get(ORDERS)
                                .field("Authorization", scheme + " " + t.good().sign())));
        row.answers(
                NO_CREDENTIALS,
                "none",
                t -> t.get(ORDERS).field("Authorization", t.good().sign()));
        List.of("bearer", "BEARER", "bEaReR")
                .forEach(scheme -> row.passes(
                        scheme + " is one",
                        t -> t.get(ORDERS)
                                .field("Authorization", scheme + " " + t.good().sign())));
        List.of("dpop", "DPOP", "dPoP")
                .forEach(scheme -> row.passes(scheme + " is one", t -> {
                    String token = t.bound().sign();
                    return t.get(ORDERS)
                            .field("Authorization", scheme + " " + token)
                            .field("DPoP", t.proof(token).sign());
                }));
    }

    private static void mixed(RequestRows rows) {
        RequestRows.Row row = rows.row(176, RESPELL, "credentials of another scheme", "RFC 9110 11.6.1")
                .answers(INVALID_REQUEST, "Basic behind, in another field", t -> good(t).field("Authorization", BASIC))
                .answers(
                        INVALID_REQUEST,
                        "Basic before, in another field",
                        t -> t.get(ORDERS)
                                .field("Authorization", BASIC)
                                .bearer(t.good().sign()))
                .answers(
                        INVALID_REQUEST,
                        "Basic behind, joined by a comma",
                        t -> t.get(ORDERS).bearer(t.good().sign() + ", " + BASIC))
                .answers(
                        NO_CREDENTIALS,
                        "Basic before, joined by a comma",
                        t -> t.get(ORDERS)
                                .field(
                                        "Authorization",
                                        BASIC + ", Bearer " + t.good().sign()));
        List.of(BASIC, "Negotiate YTpi", "Digest username=\"a\"", "NTLM YTpi")
                .forEach(value -> row.answers(
                        NO_CREDENTIALS,
                        value.substring(0, value.indexOf(' ')) + " alone",
                        t -> t.get(ORDERS).field("Authorization", value)));
    }

    private static RawRequest good(RequestTarget target) {
        return target.get(ORDERS).bearer(target.good().sign());
    }
}
