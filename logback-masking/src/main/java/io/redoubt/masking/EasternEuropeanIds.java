package io.redoubt.masking;

import static io.redoubt.masking.IdCheck.NOTHING;
import static io.redoubt.masking.IdCheck.between;
import static io.redoubt.masking.IdCheck.dayMonth;
import static io.redoubt.masking.IdCheck.multiple;
import static io.redoubt.masking.IdCheck.one;
import static io.redoubt.masking.IdCheck.sign;
import static io.redoubt.masking.IdCheck.yearMonthDay;

import java.util.List;

/** Numbers of persons in Poland, Czechia and Slovakia, Hungary, the Balkans, Ukraine, Russia and Kazakhstan. */
final class EasternEuropeanIds {

    /** The same in all states that were Yugoslavia. */
    private static final IdCheck YUGOSLAV = dayMonth(0).and(multiple(11, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1));

    private static final int[] PENSION = {9, 8, 7, 6, 5, 4, 3, 2, 1};
    private static final int[] FIRST_KAZAKH = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private static final int[] SECOND_KAZAKH = {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2};
    private static final IdCheck DAY = yearMonthDay(0);
    private static final IdCheck CZECH_DAY = yearMonthDay(0, 50, NOTHING).or(yearMonthDay(0, 20, NOTHING));

    static final List<NationalId> ALL = List.of(
            NationalId.of(
                    "pl.pesel",
                    "Poland",
                    "pesel numerpesel nrpesel",
                    "pesel",
                    "99999999999",
                    yearMonthDay(0, 20, NOTHING).and(multiple(10, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1))),
            NationalId.of(
                    "pl.nip",
                    "Poland",
                    "nip numernip nrnip",
                    "nip",
                    "9999999999",
                    multiple(11, 6, 5, 7, 2, 3, 4, 5, 6, 7, -1)),
            NationalId.of(
                    "cz.rc",
                    "Czechia and Slovakia",
                    "rodnecislo rodcislo rodnecisloosoby",
                    "rodne rodn rodnecislo",
                    "9999999999",
                    CZECH_DAY.and(EasternEuropeanIds::isCzech)),
            NationalId.of(
                    "hu.adoazonosito",
                    "Hungary",
                    "adoazonosito adoazonositojel",
                    "adoazonosito",
                    "9999999999",
                    one(0, "8").and(multiple(11, 1, 2, 3, 4, 5, 6, 7, 8, 9, -1))),
            NationalId.of(
                    "hu.taj",
                    "Hungary",
                    "taj tajszam",
                    "taj taj-szam tajszam",
                    "999999999",
                    multiple(10, 3, 7, 3, 7, 3, 7, 3, 7, -1)),
            NationalId.of(
                    "ro.cnp",
                    "Romania",
                    "cnp codnumericpersonal",
                    "cnp",
                    "9999999999999",
                    one(0, "123456789")
                            .and(yearMonthDay(1))
                            .and(sign("01234567891", 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9))),
            NationalId.of(
                    "bg.egn",
                    "Bulgaria",
                    "egn egnnumber",
                    "egn",
                    "9999999999",
                    yearMonthDay(0, 20, NOTHING).and(sign("01234567890", 2, 4, 8, 5, 10, 9, 7, 3, 6))),
            NationalId.of("hr.oib", "Croatia", "oib oibbroj", "oib", "99999999999", CheckDigits::mod11And10),
            NationalId.of("si.emso", "Slovenia", "emso emsostevilka", "emso", "9999999999999", YUGOSLAV),
            NationalId.of(
                    "rs.jmbg",
                    "Serbia, Bosnia and Herzegovina, Montenegro, North Macedonia",
                    "jmbg embg maticnibroj",
                    "jmbg embg maticni",
                    "9999999999999",
                    YUGOSLAV),
            NationalId.of(
                    "ua.rnokpp",
                    "Ukraine",
                    "rnokpp ipnnumber",
                    "rnokpp",
                    "9999999999",
                    sign("01234567890", -1, 5, 7, 9, 4, 6, 10, 5, 7)),
            NationalId.of(
                    "ru.inn",
                    "Russia",
                    "inn innfl",
                    "inn",
                    "999999999999",
                    sign("01234567890", 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
                            .and(sign("01234567890", 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8))),
            NationalId.of(
                    "ru.snils",
                    "Russia",
                    "snils snilsnumber",
                    "snils",
                    "99999999999",
                    EasternEuropeanIds::isPensionNumber),
            NationalId.of(
                    "kz.iin",
                    "Kazakhstan",
                    "iin iinnumber",
                    "iin",
                    "999999999999",
                    DAY.and(between(6, 1, 1, 6)).and(EasternEuropeanIds::isKazakh)));

    private EasternEuropeanIds() {}

    /** Until 1985 a remainder of 10 was written as 0. */
    private static boolean isCzech(byte[] text, int from, int to) {
        long number = CheckDigits.number(text, from, to, 0, 9);
        return number % 11 % 10 == CheckDigits.at(text, from, to, 9);
    }

    private static boolean isPensionNumber(byte[] text, int from, int to) {
        int check = CheckDigits.weighted(text, from, to, PENSION) % 101 % 100;
        return CheckDigits.number(text, from, to, 9, 2) == check;
    }

    private static boolean isKazakh(byte[] text, int from, int to) {
        int check = CheckDigits.weighted(text, from, to, FIRST_KAZAKH) % 11;
        if (check == 10) {
            check = CheckDigits.weighted(text, from, to, SECOND_KAZAKH) % 11;
        }
        return CheckDigits.at(text, from, to, 11) == check;
    }
}
