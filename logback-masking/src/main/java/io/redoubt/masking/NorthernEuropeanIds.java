package io.redoubt.masking;

import static io.redoubt.masking.IdCheck.NOTHING;
import static io.redoubt.masking.IdCheck.between;
import static io.redoubt.masking.IdCheck.dayMonth;
import static io.redoubt.masking.IdCheck.multiple;
import static io.redoubt.masking.IdCheck.one;
import static io.redoubt.masking.IdCheck.plain;
import static io.redoubt.masking.IdCheck.sign;
import static io.redoubt.masking.IdCheck.written;
import static io.redoubt.masking.IdCheck.yearMonthDay;

import java.util.List;

/** Numbers of persons in the Nordic and Baltic states. */
final class NorthernEuropeanIds {

    private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final int[] FIRST_BALTIC = {1, 2, 3, 4, 5, 6, 7, 8, 9, 1};
    private static final int[] SECOND_BALTIC = {3, 4, 5, 6, 7, 8, 9, 1, 2, 3};
    private static final int[] LATVIAN = {10, 5, 8, 4, 2, 1, 6, 3, 7, 9};
    private static final IdCheck SWEDISH_DAY = yearMonthDay(0, NOTHING, 60);
    private static final IdCheck BALTIC =
            one(0, "12345678").and(yearMonthDay(1)).and(NorthernEuropeanIds::isBaltic);

    static final List<NationalId> ALL = List.of(
            NationalId.of(
                    "se.personnummer",
                    "Sweden",
                    "personnummer personnr samordningsnummer",
                    "personnummer personnr samordningsnummer",
                    "999999999999 9999999999",
                    NorthernEuropeanIds::isSwedish),
            NationalId.of(
                            "no.fnr",
                            "Norway",
                            "fodselsnummer foedselsnummer fnr fodselsnr dnummer dnr",
                            "fodselsnummer foedselsnummer fnr d-nummer",
                            "99999999999",
                            dayMonth(0, 40, 40)
                                    .and(sign("0?987654321", 3, 7, 6, 1, 8, 9, 4, 5, 2))
                                    .and(sign("0?987654321", 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)))
                    .alone(plain().or(written("999999 99999")), Anchor.digits(11, 11)),
            NationalId.of(
                    "dk.cpr",
                    "Denmark",
                    "cpr cprnummer cprnr cprnumber",
                    "cpr cpr-nr cpr-nummer cprnr cprnummer",
                    "9999999999",
                    dayMonth(0)),
            NationalId.of(
                            "fi.hetu",
                            "Finland",
                            "hetu henkilotunnus henkilotunnusnumero sotu personbeteckning",
                            "hetu henkilotunnus personbeteckning",
                            "999999A9999 999999A999A 999999999A 9999999999",
                            dayMonth(0).and(NorthernEuropeanIds::isFinnish))
                    .alone(NorthernEuropeanIds::hasLetter, Anchor.digits(9, 9)),
            NationalId.of(
                    "is.kennitala",
                    "Iceland",
                    "kennitala",
                    "kennitala",
                    "9999999999",
                    dayMonth(0, NOTHING, 40).and(multiple(11, 3, 2, 7, 6, 5, 4, 3, 2, 1))),
            NationalId.of("ee.isikukood", "Estonia", "isikukood", "isikukood", "99999999999", BALTIC),
            NationalId.of("lt.asmenskodas", "Lithuania", "asmenskodas", "asmenskodas asmens", "99999999999", BALTIC),
            NationalId.of(
                    "lv.personaskods",
                    "Latvia",
                    "personaskods",
                    "personaskods personas",
                    "99999999999",
                    dayMonth(0).or(between(0, 2, 32, 39)).and(NorthernEuropeanIds::isLatvian)));

    private NorthernEuropeanIds() {}

    /** Ten digits, or twelve with the century, which the check leaves out; coordination numbers add 60 to the day. */
    private static boolean isSwedish(byte[] text, int from, int to) {
        int start = from;
        if (CheckDigits.count(text, from, to) == 12) {
            long century = CheckDigits.number(text, from, to, 0, 2);
            if (century < 18 || century > 20) {
                return false;
            }
            start = from + 2;
        }
        return SWEDISH_DAY.holds(text, start, to) && CheckDigits.luhn(text, start, to);
    }

    /** The sign behind the day of birth tells the century, and does not count. */
    private static boolean isFinnish(byte[] text, int from, int to) {
        int characters = CheckDigits.count(text, from, to);
        if (characters == 11 && !isCentury(text[from + 6])) {
            return false;
        }
        long day = CheckDigits.number(text, from, to, 0, 6);
        long number = day * 1000 + CheckDigits.number(text, from, to, characters - 4, 3);
        int expected = CheckDigits.value(FINNISH.charAt((int) (number % 31)));
        return CheckDigits.at(text, from, to, characters - 1) == expected;
    }

    /** {@return whether a letter at its end tells it from a date and a number} */
    private static boolean hasLetter(byte[] text, int from, int to) {
        return to - from == 11 && text[from + 6] == '-' && Ascii.isUpper(text[to - 1]);
    }

    private static boolean isCentury(int c) {
        return c == '-' || c == '+' || (c >= 'A' && c <= 'F') || (c >= 'U' && c <= 'Y');
    }

    private static boolean isBaltic(byte[] text, int from, int to) {
        int check = CheckDigits.weighted(text, from, to, FIRST_BALTIC) % 11;
        if (check == 10) {
            check = CheckDigits.weighted(text, from, to, SECOND_BALTIC) % 11 % 10;
        }
        return CheckDigits.at(text, from, to, 10) == check;
    }

    private static boolean isLatvian(byte[] text, int from, int to) {
        int check = (1 + CheckDigits.weighted(text, from, to, LATVIAN)) % 11 % 10;
        return CheckDigits.at(text, from, to, 10) == check;
    }
}
