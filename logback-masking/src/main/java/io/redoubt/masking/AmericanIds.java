package io.redoubt.masking;

import static io.redoubt.masking.IdCheck.between;
import static io.redoubt.masking.IdCheck.multiple;
import static io.redoubt.masking.IdCheck.one;
import static io.redoubt.masking.IdCheck.sign;
import static io.redoubt.masking.IdCheck.written;
import static io.redoubt.masking.IdCheck.yearMonthDay;

import java.util.List;

/** Numbers of persons in the Americas. */
final class AmericanIds {

    private static final int[] CHILEAN = {3, 2, 7, 6, 5, 4, 3, 2};
    private static final int[] FIRST_COMPANY = {5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final int[] SECOND_COMPANY = {6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};

    static final List<NationalId> ALL = List.of(
            NationalId.of(
                    "us.ssn",
                    "United States",
                    "ssnnumber ssnno ssnlast socialsecurity socialsecurityno",
                    "ssn",
                    "999999999",
                    AmericanIds::isSocialSecurity),
            NationalId.of(
                    "us.itin",
                    "United States",
                    "itin itinnumber",
                    "itin",
                    "999999999",
                    one(0, "9")
                            .and(between(3, 2, 50, 65)
                                    .or(between(3, 2, 70, 88))
                                    .or(between(3, 2, 90, 92))
                                    .or(between(3, 2, 94, 99)))),
            NationalId.of(
                    "ca.sin",
                    "Canada",
                    "sin sinnumber socialinsurancenumber numeroassurancesociale",
                    "sin",
                    "999999999",
                    one(0, "12345679").and(CheckDigits::luhn)),
            NationalId.of(
                    "mx.curp",
                    "Mexico",
                    "curp clavecurp",
                    "curp",
                    "AAAA999999AAAAAAN9",
                    one(10, "hmx").and(yearMonthDay(4)).and(AmericanIds::isMexicanPerson)),
            NationalId.of(
                    "mx.rfc",
                    "Mexico",
                    "claverfc rfcfiscal rfccliente rfcreceptor rfcemisor registrofederaldecontribuyentes",
                    "rfc",
                    "AAAA999999NNN AAA999999NNN",
                    AmericanIds::isMexicanTaxpayer),
            NationalId.of(
                            "br.cpf",
                            "Brazil",
                            "cpf cpfnumero numerocpf cpfcliente",
                            "cpf",
                            "99999999999",
                            sign("00987654321", 10, 9, 8, 7, 6, 5, 4, 3, 2)
                                    .and(sign("00987654321", 11, 10, 9, 8, 7, 6, 5, 4, 3, 2))
                                    .and((text, from, to) -> !isOneDigit(text, from, to)))
                    .alone(written("999.999.999-99"), Anchor.digits(11, 11)),
            NationalId.of(
                            "br.cnpj",
                            "Brazil",
                            "cnpj cnpjnumero numerocnpj",
                            "cnpj",
                            "99999999999999 NNNNNNNNNNNN99",
                            AmericanIds::isBrazilianCompany)
                    .alone(written("99.999.999/9999-99"), Anchor.digits(14, 14)),
            NationalId.of(
                    "ar.cuit",
                    "Argentina",
                    "cuit cuil cuitcuil numerocuit",
                    "cuit cuil",
                    "99999999999",
                    one(0, "23").and(sign("09987654321", 5, 4, 3, 2, 7, 6, 5, 4, 3, 2))),
            NationalId.of(
                    "cl.rut",
                    "Chile",
                    "rut rutnumero rutcliente rolunicotributario",
                    "rut",
                    "99999999N 9999999N",
                    AmericanIds::isChilean),
            NationalId.of(
                    "co.nit",
                    "Colombia",
                    "nit numeronit cedulaciudadania",
                    "nit",
                    "9999999999",
                    sign("01987654321", 41, 37, 29, 23, 19, 17, 13, 7, 3)),
            NationalId.of(
                    "ec.cedula",
                    "Ecuador",
                    "cedula numerocedula cedulaidentidad",
                    "cedula",
                    "9999999999",
                    between(0, 2, 1, 30).and(between(2, 1, 0, 6)).and(CheckDigits::luhn)),
            NationalId.of(
                    "uy.ci",
                    "Uruguay",
                    "ciuruguay documentouruguayo",
                    "cedula",
                    "99999999",
                    multiple(10, 2, 9, 8, 7, 6, 3, 4, 1)));

    private AmericanIds() {}

    /** There are no numbers with a part of zeros, and none of the areas 666 and 900 to 999. */
    private static boolean isSocialSecurity(byte[] text, int from, int to) {
        long area = CheckDigits.number(text, from, to, 0, 3);
        return area >= 1
                && area < 900
                && area != 666
                && CheckDigits.number(text, from, to, 3, 2) > 0
                && CheckDigits.number(text, from, to, 5, 4) > 0;
    }

    private static boolean isOneDigit(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Ascii.isDigit(text[i]) && text[i] != text[from]) {
                return false;
            }
        }
        return true;
    }

    /** In the order of this alphabet, N with a tilde stands behind N. */
    private static boolean isMexicanPerson(byte[] text, int from, int to) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            int value = CheckDigits.at(text, from, to, i);
            sum += (value > CheckDigits.value('n') ? value + 1 : value) * (18 - i);
        }
        return (10 - sum % 10) % 10 == CheckDigits.at(text, from, to, 17);
    }

    /** In the order of this alphabet, an ampersand stands behind N; companies have three letters, and a space before them (37). */
    private static boolean isMexicanTaxpayer(byte[] text, int from, int to) {
        int length = CheckDigits.count(text, from, to);
        int letters = length - 9;
        long month = CheckDigits.number(text, from, to, letters + 2, 2);
        long day = CheckDigits.number(text, from, to, letters + 4, 2);
        int sum = length == 12 ? 37 * 13 : 0;
        for (int i = 0; i < length - 1; i++) {
            int value = CheckDigits.at(text, from, to, i);
            sum += (value > CheckDigits.value('n') ? value + 1 : value) * (length - i);
        }
        int check = (11 - sum % 11) % 11;
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && CheckDigits.at(text, from, to, length - 1) == check;
    }

    /** From 2026 on letters are possible, which count as their code less that of zero: 17 for A. */
    private static boolean isBrazilianCompany(byte[] text, int from, int to) {
        return companyDigit(text, from, to, FIRST_COMPANY) == CheckDigits.at(text, from, to, 12)
                && companyDigit(text, from, to, SECOND_COMPANY) == CheckDigits.at(text, from, to, 13);
    }

    private static int companyDigit(byte[] text, int from, int to, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int value = CheckDigits.at(text, from, to, i);
            sum += (value > 9 ? value + 7 : value) * weights[i];
        }
        int remainder = sum % 11;
        return remainder < 2 ? 0 : 11 - remainder;
    }

    private static boolean isChilean(byte[] text, int from, int to) {
        int digits = CheckDigits.count(text, from, to) - 1;
        int sum = 0;
        for (int i = 0; i < digits; i++) {
            sum += CheckDigits.at(text, from, to, i) * CHILEAN[CHILEAN.length - digits + i];
        }
        return CheckDigits.at(text, from, to, digits) == CheckDigits.value("0K987654321".charAt(sum % 11));
    }
}
