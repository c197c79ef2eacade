package io.redoubt.masking;

import static io.redoubt.masking.IdCheck.NOTHING;
import static io.redoubt.masking.IdCheck.between;
import static io.redoubt.masking.IdCheck.dayMonth;
import static io.redoubt.masking.IdCheck.multiple;
import static io.redoubt.masking.IdCheck.one;
import static io.redoubt.masking.IdCheck.plain;
import static io.redoubt.masking.IdCheck.written;
import static io.redoubt.masking.IdCheck.yearMonthDay;

import java.util.List;

/** Numbers of persons in France, the Benelux, Germany, Austria, Switzerland, the United Kingdom and Ireland. */
final class WesternEuropeanIds {

    private static final String IRISH = "WABCDEFGHIJKLMNOPQRSTUV";
    private static final int[] PENSION = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
    private static final int[] REFERENCE = {0, 6, 7, 8, 9, 10, 5, 4, 3, 2};
    private static final int[] PPS = {8, 7, 6, 5, 4, 3, 2};

    static final List<NationalId> ALL = List.of(
            NationalId.of(
                            "fr.nir",
                            "France",
                            "nir numerosecu nosecu numsecu numss numerosecuritesociale securitesociale inseenumber numeroinsee",
                            "nir secu insee sociale",
                            "999999999999999 999999A99999999",
                            WesternEuropeanIds::isRegisteredInFrance)
                    .alone(plain().or(written("9 99 99 99 999 999 99")), Anchor.digits(15, 15)),
            NationalId.of(
                            "be.nrn",
                            "Belgium",
                            "rijksregisternummer rijksregisternr nationaalnummer registrenational numeroregistrenational nrn insz niss",
                            "rijksregisternummer rijksregister rrn insz niss registre",
                            "99999999999",
                            WesternEuropeanIds::isBelgian)
                    .alone(
                            plain().or(written("99.99.99-999.99"))
                                    .and(yearMonthDay(0, 20, NOTHING).and(between(2, 2, 1, 52))),
                            Anchor.digits(11, 11)),
            NationalId.of(
                    "nl.bsn",
                    "Netherlands",
                    "bsn bsnnummer burgerservicenummer sofinummer",
                    "bsn burgerservicenummer sofi sofinummer",
                    "999999999",
                    multiple(11, 9, 8, 7, 6, 5, 4, 3, 2, -1)),
            NationalId.of(
                    "lu.matricule",
                    "Luxembourg",
                    "matriculenational numeromatricule matriculeluxembourg",
                    "matricule",
                    "9999999999999",
                    yearMonthDay(2).and(WesternEuropeanIds::isLuxembourgish)),
            NationalId.of(
                    "de.idnr",
                    "Germany",
                    "steuerid steueridnr steueridentifikationsnummer steuernummer idnr identifikationsnummer",
                    "steuer-id steuerid steuer-idnr idnr steueridentifikationsnummer identifikationsnummer",
                    "99999999999",
                    one(0, "123456789").and(WesternEuropeanIds::repeatsOneDigit).and(CheckDigits::mod11And10)),
            NationalId.of(
                    "de.rvnr",
                    "Germany",
                    "rentenversicherungsnummer rvnummer rvnr versicherungsnummer versicherungsnr",
                    "rentenversicherungsnummer rvnr rv-nummer sozialversicherungsnummer versicherungsnummer",
                    "99999999A999",
                    dayMonth(2).and(WesternEuropeanIds::isGermanPension)),
            NationalId.of(
                    "at.svnr",
                    "Austria",
                    "svnr svnummer sozialversicherungsnummer sozialversicherungsnr versichertennummer",
                    "svnr sv-nr sv-nummer svnummer sozialversicherungsnummer",
                    "9999999999",
                    one(0, "123456789")
                            .and(between(4, 2, 1, 31))
                            .and(between(6, 2, 1, 15))
                            .and(multiple(11, 3, 7, 9, -1, 5, 8, 4, 2, 1, 6))),
            NationalId.of(
                            "ch.ahv",
                            "Switzerland",
                            "ahv ahvnummer ahvnr avs navs numeroavs ahvn",
                            "ahv avs ahv-nr ahvnr ahv-nummer",
                            "9999999999999",
                            between(0, 3, 756, 756).and(multiple(10, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1)))
                    .alone(plain().or(written("999.9999.9999.99")), Anchor.digits(13, 13)),
            NationalId.of(
                    "gb.nino",
                    "United Kingdom",
                    "nino ninumber nationalinsurance nationalinsurancenumber nationalinsuranceno",
                    "nino insurance ni-number",
                    "AA999999A",
                    one(0, "abceghjklmnoprstwxyz")
                            .and(one(1, "abceghjklmnprstwxyz"))
                            .and(one(8, "abcd"))
                            .and((text, from, to) -> !isNeverGivenInBritain(text, from))),
            NationalId.of(
                    "gb.nhs",
                    "United Kingdom",
                    "nhs nhsnumber nhsno",
                    "nhs",
                    "9999999999",
                    multiple(11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)),
            NationalId.of(
                    "gb.utr",
                    "United Kingdom",
                    "utr utrnumber uniquetaxpayerreference",
                    "utr",
                    "9999999999",
                    WesternEuropeanIds::isTaxpayerReference),
            NationalId.of(
                    "ie.pps",
                    "Ireland",
                    "pps ppsn ppsno ppsnumber",
                    "pps ppsn",
                    "9999999AA 9999999A",
                    WesternEuropeanIds::isIrish));

    private WesternEuropeanIds() {}

    /** Corsica writes 2A and 2B for what is counted as 19 and 18. */
    private static boolean isRegisteredInFrance(byte[] text, int from, int to) {
        int sex = CheckDigits.at(text, from, to, 0);
        int month = (int) CheckDigits.number(text, from, to, 3, 2);
        int corsica = CheckDigits.at(text, from, to, 6) - 10;
        boolean possible = (sex == 1 || sex == 2 || sex == 3 || sex == 4 || sex == 7 || sex == 8)
                && ((month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50)
                && (corsica < 0 || (corsica <= 1 && CheckDigits.at(text, from, to, 5) == 2));
        if (!possible) {
            return false;
        }
        long department = corsica < 0 ? CheckDigits.number(text, from, to, 5, 2) : 19 - corsica;
        long number = (CheckDigits.number(text, from, to, 0, 5) * 100 + department) * 1_000_000
                + CheckDigits.number(text, from, to, 7, 6);
        return 97 - number % 97 == CheckDigits.number(text, from, to, 13, 2);
    }

    /** Who was born in this century has a 2 before the number. */
    private static boolean isBelgian(byte[] text, int from, int to) {
        long number = CheckDigits.number(text, from, to, 0, 9);
        long check = CheckDigits.number(text, from, to, 9, 2);
        return 97 - number % 97 == check || 97 - (number + 2_000_000_000L) % 97 == check;
    }

    /** The last but one is the check of Luhn over the first eleven, the last one that of Verhoeff. */
    private static boolean isLuxembourgish(byte[] text, int from, int to) {
        int luhn = 0;
        int first = 0;
        for (int i = from; i < to && first < 12; i++) {
            first += Ascii.isDigit(text[i]) ? 1 : 0;
            luhn = i + 1;
        }
        return CheckDigits.luhn(text, from, luhn) && CheckDigits.verhoeff(text, from, to, 1);
    }

    /** Of the first ten digits one stands twice or three times; the others stand once at most. */
    private static boolean repeatsOneDigit(byte[] text, int from, int to) {
        long counts = 0;
        for (int i = 0; i < 10; i++) {
            counts += 1L << (4 * CheckDigits.at(text, from, to, i));
        }
        int repeated = 0;
        for (long rest = counts; rest != 0; rest >>>= 4) {
            int count = (int) (rest & 0xf);
            repeated += count > 3 ? 2 : count > 1 ? 1 : 0;
        }
        return repeated == 1;
    }

    private static boolean isGermanPension(byte[] text, int from, int to) {
        int letter = CheckDigits.at(text, from, to, 8) - 9;
        int sum = 0;
        for (int i = 0; i < PENSION.length; i++) {
            int digit = i < 8
                    ? CheckDigits.at(text, from, to, i)
                    : i == 8 ? letter / 10 : i == 9 ? letter % 10 : CheckDigits.at(text, from, to, i - 1);
            int product = digit * PENSION[i];
            sum += product / 10 + product % 10;
        }
        return sum % 10 == CheckDigits.at(text, from, to, 11);
    }

    private static boolean isNeverGivenInBritain(byte[] text, int from) {
        return Ascii.standsAt(text, from, "bg")
                || Ascii.standsAt(text, from, "gb")
                || Ascii.standsAt(text, from, "kn")
                || Ascii.standsAt(text, from, "nk")
                || Ascii.standsAt(text, from, "nt")
                || Ascii.standsAt(text, from, "tn")
                || Ascii.standsAt(text, from, "zz");
    }

    private static boolean isTaxpayerReference(byte[] text, int from, int to) {
        int sum = CheckDigits.weighted(text, from, to, REFERENCE);
        return "21987654321".charAt(sum % 11) - '0' == CheckDigits.at(text, from, to, 0);
    }

    private static boolean isIrish(byte[] text, int from, int to) {
        int second = CheckDigits.at(text, from, to, 8);
        int sum = CheckDigits.weighted(text, from, to, PPS) + (second < 0 ? 0 : (second - 9) * 9);
        return CheckDigits.value(IRISH.charAt(sum % 23)) == CheckDigits.at(text, from, to, 7);
    }
}
