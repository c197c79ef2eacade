package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.MISISSUE;
import static io.redoubt.testkit.AttackTier.REPLAY;

import java.time.Duration;
import java.time.Instant;
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

    /** JSON that is no whole number of seconds, or none that a clock can show, by name. */
    private static Map<String, String> notDates() {
        return Texts.named(
                "text", "\"4102444800\"",
                "a date", "\"2099-01-01T00:00:00Z\"",
                "a fraction", "4102444800.7",
                "an exponent", "4.1e9",
                "1e99", "1e99",
                "minus one", "-1",
                "the least long", "-9223372036854775808",
                "the greatest long", "9223372036854775807",
                "beyond any clock", "1099511627777",
                "null", "null",
                "true", "true",
                "a list", "[4102444800]",
                "an object", "{\"value\":4102444800}");
    }

    /** What is no number of JSON, or none that 64 bits can hold, by name. */
    private static Map<String, String> notNumbers() {
        return Texts.named(
                "2 to the 64, which wraps to 0", "18446744073709551616",
                "2 to the 64 and a date", "18446744077812000000",
                "1e400", "1e400",
                "hexadecimal", "0x7fffffff",
                "a plus sign", "+4102444800",
                "a leading zero", "04102444800",
                "Infinity", "Infinity");
    }

    private static void notNumericDates(AttackRows rows) {
        notNumericDates(
                "exp",
                rows.row(
                        65,
                        MISISSUE,
                        "an end that is no NumericDate",
                        "RFC 7519 2; jose4j, Vert.x accept 1e99 and 2^63 - 1, Nimbus wraps"));
        notNumericDates(
                "nbf",
                rows.row(
                        66,
                        MISISSUE,
                        "a beginning that is no NumericDate",
                        "RFC 7519 2; Spring, Nimbus, jjwt, Vert.x accept 1e99"));
        notNumericDates("iat", rows.row(67, MISISSUE, "an odd time of issue", "RFC 7519 4.1.6; RFC 9068 2.2"));
    }

    private static void notNumericDates(String claim, AttackRows.Row row) {
        notDates().forEach((name, json) -> row.refused(MALFORMED, claim + " is " + name, t -> dated(t, claim, json)));
        notNumbers().forEach((name, json) -> row.refused(CLAIMS, claim + " is " + name, t -> dated(t, claim, json)));
    }

    private static TestToken dated(AttackTarget target, String claim, String json) {
        return target.good().without(claim).rewriteClaims(Texts.last("\"" + claim + "\":" + json));
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
