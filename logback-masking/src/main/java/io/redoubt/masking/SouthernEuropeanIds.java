package io.redoubt.masking;

import static io.redoubt.masking.IdCheck.capitals;
import static io.redoubt.masking.IdCheck.dayMonth;
import static io.redoubt.masking.IdCheck.multiple;
import static io.redoubt.masking.IdCheck.one;
import static io.redoubt.masking.IdCheck.plain;
import static io.redoubt.masking.IdCheck.sign;

import java.util.List;

/** Numbers of persons in Spain, Portugal, Italy, Greece and Turkey. */
final class SouthernEuropeanIds {

    private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
    /** What the Italian code makes of 0 to 9 and A to Z at places with an odd number. */
    private static final int[] ITALIAN = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10,
        22, 25, 24, 23
    };

    static final List<NationalId> ALL = List.of(
            NationalId.of(
                    "es.dni",
                    "Spain",
                    "dni nif dninif numerodni nifdni documentonacionaldeidentidad documentoidentidad docidentidad",
                    "dni nif documento identidad",
                    "99999999A",
                    SouthernEuropeanIds::isSpanish),
            NationalId.of(
                            "es.nie",
                            "Spain",
                            "nie numeronie nieextranjero numeroidentidadextranjero identidadextranjero",
                            "nie extranjero",
                            "A9999999A",
                            one(0, "xyz").and(SouthernEuropeanIds::isSpanishForeigner))
                    .alone(capitals().and(plain()), NationalId.letterAndDigit("xyz")),
            NationalId.of(
                    "es.nuss",
                    "Spain",
                    "nuss numeroseguridadsocial seguridadsocial numeroafiliacion",
                    "nuss seguridad",
                    "999999999999",
                    SouthernEuropeanIds::isSpanishSocial),
            NationalId.of(
                    "pt.nif",
                    "Portugal",
                    "contribuinte numerocontribuinte nipc nifportugal numeroidentificacaofiscal",
                    "nif contribuinte nipc",
                    "999999999",
                    one(0, "1235689").and(sign("00987654321", 9, 8, 7, 6, 5, 4, 3, 2))),
            NationalId.of(
                    "pt.cc",
                    "Portugal",
                    "cartaocidadao cartaodecidadao numerocartaocidadao numerocc",
                    "cartao cidadao",
                    "999999999AA9",
                    SouthernEuropeanIds::isCitizenCard),
            NationalId.of(
                    "it.cf",
                    "Italy",
                    "codicefiscale codfiscale codfisc",
                    "codice fiscale cod",
                    "AAAAAANNANNANNNA",
                    one(8, "abcdehlmprst").and(SouthernEuropeanIds::isFiscalCode)),
            NationalId.of(
                    "gr.amka",
                    "Greece",
                    "amka amkanumber",
                    "amka",
                    "99999999999",
                    dayMonth(0).and(CheckDigits::luhn)),
            NationalId.of(
                    "gr.afm",
                    "Greece",
                    "afm afmnumber arithmosforologikoumitroou",
                    "afm",
                    "999999999",
                    sign("01234567890", 256, 128, 64, 32, 16, 8, 4, 2)),
            NationalId.of(
                    "tr.tckn",
                    "Turkey",
                    "tckn tckimlik tckimlikno tcno kimlikno kimliknumarasi",
                    "tckn kimlik t.c.",
                    "99999999999",
                    one(0, "123456789")
                            .and(multiple(10, 7, -1, 7, -1, 7, -1, 7, -1, 7, -1))
                            .and(multiple(10, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1))));

    private SouthernEuropeanIds() {}

    private static boolean isSpanish(byte[] text, int from, int to) {
        int number = (int) CheckDigits.number(text, from, to, 0, 8);
        return Ascii.lower(text[to - 1]) == Ascii.lower(SPANISH.charAt(number % 23));
    }

    private static boolean isSpanishForeigner(byte[] text, int from, int to) {
        int first = CheckDigits.at(text, from, to, 0) - CheckDigits.value('x');
        int number = first * 10_000_000 + (int) CheckDigits.number(text, from, to, 1, 7);
        return Ascii.lower(text[to - 1]) == Ascii.lower(SPANISH.charAt(number % 23));
    }

    /** The number is province and number, in one with zeros between them only if it is long enough. */
    private static boolean isSpanishSocial(byte[] text, int from, int to) {
        long province = CheckDigits.number(text, from, to, 0, 2);
        long number = CheckDigits.number(text, from, to, 2, 8);
        long whole = province * (number < 10_000_000 ? 10_000_000 : 100_000_000) + number;
        return province >= 1 && province <= 66 && whole % 97 == CheckDigits.number(text, from, to, 10, 2);
    }

    private static boolean isCitizenCard(byte[] text, int from, int to) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            int value = CheckDigits.at(text, from, to, i);
            int product = i % 2 == 0 ? value * 2 : value;
            sum += i % 2 == 0 && product > 9 ? product - 9 : product;
        }
        return sum % 10 == 0;
    }

    private static boolean isFiscalCode(byte[] text, int from, int to) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int value = CheckDigits.at(text, from, to, i);
            sum += i % 2 == 0 ? ITALIAN[value] : value > 9 ? value - 10 : value;
        }
        return sum % 26 == CheckDigits.at(text, from, to, 15) - 10;
    }
}
