package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.RESPELL;
import static io.redoubt.testkit.RequestAnswer.INVALID_REQUEST;
import static io.redoubt.testkit.RequestAnswer.MALFORMED;
import static io.redoubt.testkit.RequestAnswer.NO_CREDENTIALS;
import static io.redoubt.testkit.RequestTarget.ORDERS;

import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Group I, as far as it is about tokens in other places than one well-formed field. */
final class TokenPlaceAttacks {

    private TokenPlaceAttacks() {}

    static List<RequestAttack> all() {
        RequestRows rows = new RequestRows();
        otherPlaces(rows);
        severalPlaces(rows);
        fieldLines(rows);
        return rows.attacks();
    }

    private static void otherPlaces(RequestRows rows) {
        rows.row(177, RESPELL, "a token in another place", "RFC 6750 2.2, 2.3; RFC 9700 4.3.2")
                .answers(INVALID_REQUEST, "in the query", t -> t.get(query(t)))
                .answers(
                        INVALID_REQUEST,
                        "in the query, behind another parameter",
                        t -> t.get(ORDERS + "?page=1&access_token=" + t.good().sign()))
                .answers(INVALID_REQUEST, "in the query, before another parameter", t -> t.get(query(t) + "&page=1"))
                .answers(INVALID_REQUEST, "in the query, twice", t -> t.get(query(t) + "&access_token=x"))
                .answers(
                        INVALID_REQUEST,
                        "in the query of a POST",
                        t -> t.get(query(t)).by("POST"))
                .answers(
                        NO_CREDENTIALS,
                        "in the query by another name",
                        t -> t.get(ORDERS + "?token=" + t.good().sign()))
                .answers(
                        NO_CREDENTIALS,
                        "in a form",
                        t -> t.get(ORDERS).form("access_token=" + t.good().sign()))
                .answers(
                        NO_CREDENTIALS,
                        "in a cookie",
                        t -> t.get(ORDERS)
                                .field("Cookie", "access_token=" + t.good().sign()))
                .answers(
                        NO_CREDENTIALS,
                        "in a cookie called Authorization",
                        t -> t.get(ORDERS)
                                .field(
                                        "Cookie",
                                        "Authorization=Bearer " + t.good().sign()))
                .answers(
                        NO_CREDENTIALS,
                        "in Basic's password",
                        t -> t.get(ORDERS)
                                .field(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(Texts.utf8(
                                                                "x:" + t.good().sign()))));
    }

    private static void severalPlaces(RequestRows rows) {
        Function<RequestTarget, String> form = t -> "access_token=" + t.good().sign();
        rows.row(178, RESPELL, "tokens in two places", "RFC 6750 2")
                .answers(INVALID_REQUEST, "in the field and in the query", t -> good(t).at(query(t)))
                .answers(
                        INVALID_REQUEST,
                        "in the field, and a bad one in the query",
                        t -> good(t).at(ORDERS + "?access_token=x"))
                .answers(
                        INVALID_REQUEST,
                        "in the field, and an empty one in the query",
                        t -> good(t).at(ORDERS + "?access_token="))
                .answers(
                        INVALID_REQUEST,
                        "a bound one in the field, and one in the query",
                        t -> t.goodRequest().at(query(t)))
                .passes(
                        "in the field; the form's is nobody's business",
                        t -> t.get(ORDERS)
                                .bearer(t.good().scope("orders:write").sign())
                                .form(form.apply(t)))
                .passes(
                        "in the field; the cookie's is nobody's business",
                        t -> good(t).field(
                                        "Cookie",
                                        "access_token=" + t.stranger().token().sign()));
    }

    private static void fieldLines(RequestRows rows) {
        rows.row(179, RESPELL, "a line of the head that is none", "RFC 9112 2.2, 5.1, 5.2; RFC 9110 5.5")
                .answers(MALFORMED, "folded in the token", t -> {
                    String token = t.good().sign();
                    return t.get(ORDERS)
                            .line("Authorization: Bearer " + token.substring(0, 20) + "\r\n " + token.substring(20));
                })
                .answers(
                        MALFORMED,
                        "a carriage return in the token",
                        t -> t.get(ORDERS).bearer(inTheMiddle(t, "\r")))
                .answers(MALFORMED, "a null in the token", t -> t.get(ORDERS).bearer(inTheMiddle(t, "\u0000")))
                .answers(MALFORMED, "a control in the token", t -> t.get(ORDERS).bearer(inTheMiddle(t, "\u0001")))
                .answers(
                        MALFORMED,
                        "a letter beyond ASCII in the token",
                        t -> t.get(ORDERS).bearer(inTheMiddle(t, "\u00e9")))
                .answers(
                        MALFORMED,
                        "a space before the colon",
                        t -> t.get(ORDERS)
                                .line("Authorization : Bearer " + t.good().sign()))
                .answers(
                        MALFORMED,
                        "a space before the name",
                        t -> t.get(ORDERS)
                                .without("Host")
                                .line(" Authorization: Bearer " + t.good().sign())
                                .field("Host", t.baseUrl().getRawAuthority()))
                .answers(
                        MALFORMED,
                        "no colon",
                        t -> t.get(ORDERS)
                                .line("Authorization Bearer " + t.good().sign()))
                .answers(
                        MALFORMED,
                        "a null in the name",
                        t -> t.get(ORDERS)
                                .line("Authori\u0000zation: Bearer " + t.good().sign()))
                .answers(
                        NO_CREDENTIALS,
                        "an underscore behind the name",
                        t -> t.get(ORDERS)
                                .field("Authorization_", "Bearer " + t.good().sign()))
                .answers(
                        NO_CREDENTIALS,
                        "as CGI calls it",
                        t -> t.get(ORDERS)
                                .field(
                                        "HTTP_AUTHORIZATION",
                                        "Bearer " + t.good().sign()))
                .passes(
                        "its name in upper case",
                        t -> t.get(ORDERS)
                                .field("AUTHORIZATION", "Bearer " + t.good().sign()))
                .passes(
                        "white space around the value",
                        t -> t.get(ORDERS)
                                .line("Authorization: \t Bearer " + t.good().sign() + " \t"));
    }

    private static RawRequest good(RequestTarget target) {
        return target.get(ORDERS).bearer(target.good().sign());
    }

    private static String query(RequestTarget target) {
        return ORDERS + "?access_token=" + target.good().sign();
    }

    private static String inTheMiddle(RequestTarget target, String text) {
        String token = target.good().sign();
        return token.substring(0, 20) + text + token.substring(20);
    }
}
