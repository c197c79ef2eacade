package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.MISISSUE;
import static io.redoubt.testkit.AttackTier.REPLAY;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Group C, as far as time is the attack. */
final class TimeAttacks {

    private static final String EXPIRED = "token.expired";
    private static final String EARLY = "token.not-yet-valid";
    private static final String LONG = "token.lifetime-too-long";
    private static final String MALFORMED = "token.malformed-claim";
    private static final String CLAIMS = "token.claims-malformed";
    private static final String MISSING = "token.missing-claim";

    private TimeAttacks() {}

    static List<Attack> all() {
        AttackRows rows = new AttackRows();
        expired(rows);
        notNumericDates(rows);
        notYetValid(rows);
        issuedOddly(rows);
        longLived(rows);
        return rows.attacks();
    }

    private static void expired(AttackRows rows) {
        rows.row(63, REPLAY, "an expired token", "RFC 7519 4.1.4")
                .refused(EXPIRED, "five minutes ago", t -> at(t, -600, -300))
                .refused(EXPIRED, "a year ago", t -> at(t, -31_536_300, -31_536_000))
                .refused(EXPIRED, "in 1970", t -> at(t, -600, -300).expiresAt(Instant.EPOCH))
                .refused(EXPIRED, "on the second at which the skew ends", t -> at(t, -600, -30))
                .accepted("a second before the skew ends", t -> at(t, -600, -29));
        rows.row(
                        64,
                        MISISSUE,
                        "a token without an end",
                        "RFC 9068 2.2; Spring, jose4j, Vert.x, jjwt, java-jwt accept it")
                .refused(MISSING, "no exp", t -> t.good().without("exp"))
                .refused(
                        MISSING,
                        "Exp",
                        t -> t.good().without("exp").claim("Exp", t.now().plusSeconds(300)))
                .refused(MISSING, "expires_in", t -> t.good().without("exp").claim("expires_in", 300));
    }

    /** What is no whole number of seconds that a clock can show, with the reason. */
    private static Map<String, String> notDates() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("\"4102444800\"", MALFORMED);
        values.put("\"2099-01-01T00:00:00Z\"", MALFORMED);
        values.put("4102444800.7", MALFORMED);
        values.put("4.1e9", MALFORMED);
        values.put("1e99", MALFORMED);
        values.put("-1", MALFORMED);
        values.put("-9223372036854775808", MALFORMED);
        values.put("9223372036854775807", MALFORMED);
        values.put("1099511627777", MALFORMED); // 2^40 + 1: beyond any clock
        values.put("18446744073709551616", CLAIMS); // 2^64: wraps to 0
        values.put("18446744077812000000", CLAIMS); // 2^64 + a date: wraps to the date
        values.put("1e400", CLAIMS);
        values.put("null", MALFORMED);
        values.put("true", MALFORMED);
        values.put("[4102444800]", MALFORMED);
        values.put("{\"value\":4102444800}", MALFORMED);
        values.put("0x7fffffff", CLAIMS);
        values.put("+4102444800", CLAIMS);
        values.put("04102444800", CLAIMS);
        values.put("Infinity", CLAIMS);
        return values;
    }

    private static void notNumericDates(AttackRows rows) {
        AttackRows.Row end = rows.row(
                65,
                MISISSUE,
                "an end that is no NumericDate",
                "RFC 7519 2; jose4j, Vert.x accept 1e99 and 2^63 - 1, Nimbus wraps");
        notDates()
                .forEach((value, reason) -> end.refused(
                        reason,
                        "exp is " + value,
                        t -> t.good().without("exp").rewriteClaims(Texts.last("\"exp\":" + value))));
        AttackRows.Row begin = rows.row(
                66,
                MISISSUE,
                "a beginning that is no NumericDate",
                "RFC 7519 2; Spring, Nimbus, jjwt, Vert.x accept 1e99");
        notDates()
                .forEach((value, reason) -> begin.refused(
                        reason,
                        "nbf is " + value,
                        t -> t.good().without("nbf").rewriteClaims(Texts.last("\"nbf\":" + value))));
        AttackRows.Row issue = rows.row(67, MISISSUE, "an odd time of issue", "RFC 7519 4.1.6; RFC 9068 2.2");
        notDates()
                .forEach((value, reason) -> issue.refused(
                        reason,
                        "iat is " + value,
                        t -> t.good().without("iat").rewriteClaims(Texts.last("\"iat\":" + value))));
    }

    private static void notYetValid(AttackRows rows) {
        rows.row(66, MISISSUE, "a beginning that is no NumericDate, or still to come", "RFC 7519 4.1.5")
                .refused(
                        EARLY,
                        "in two minutes",
                        t -> t.good().claim("nbf", t.now().plusSeconds(120)))
                .refused(EARLY, "in 2100", t -> t.good().claim("nbf", 4_102_444_800L))
                .refused(
                        EARLY,
                        "a second beyond the skew",
                        t -> t.good().claim("nbf", t.now().plusSeconds(31)))
                .accepted(
                        "at the end of the skew",
                        t -> t.good().claim("nbf", t.now().plusSeconds(30)));
    }

    private static void issuedOddly(AttackRows rows) {
        rows.row(
                        67,
                        MISISSUE,
                        "an odd time of issue",
                        "RFC 7519 4.1.6; Spring, jose4j, Vert.x, Nimbus, jjwt accept the future")
                .refused(EARLY, "in ten minutes", t -> at(t, 600, 900))
                .refused(EARLY, "a second beyond the skew", t -> at(t, 31, 300))
                .refused(
                        EARLY,
                        "in 2099",
                        t -> t.good().claim("iat", 4_070_908_800L).claim("exp", 4_070_909_100L))
                .refused(MALFORMED, "after exp", t -> at(t, 20, 10))
                .refused(MALFORMED, "at exp", t -> at(t, 20, 20))
                .refused(LONG, "25 hours ago", t -> at(t, -90_000, 300))
                .refused(MISSING, "missing", t -> t.good().without("iat"));
    }

    private static void longLived(AttackRows rows) {
        rows.row(68, MISISSUE, "a token that lives for years", "limit of lifetime")
                .refused(LONG, "ten years", t -> t.good().expiresAt(t.now().plus(Duration.ofDays(3650))))
                .refused(
                        LONG,
                        "a day and a second",
                        t -> t.good().expiresAt(t.now().plusSeconds(86_401)))
                .refused(LONG, "the year 30000", t -> t.good().claim("exp", 884_541_600_000L))
                .refused(
                        MALFORMED,
                        "milliseconds",
                        t -> t.good().claim("exp", t.now().plusSeconds(300).toEpochMilli()))
                .accepted("a day", t -> t.good().expiresAt(t.now().plusSeconds(86_400)));
    }

    /** {@return the good token with these times, in seconds from now} */
    private static TestToken at(AttackTarget target, long issued, long expires) {
        return target.good()
                .issuedAt(target.now().plusSeconds(issued))
                .expiresAt(target.now().plusSeconds(expires));
    }
}
