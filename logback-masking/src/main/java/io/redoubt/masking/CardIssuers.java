package io.redoubt.masking;

/**
 * Which numbers of cards are issued (ISO/IEC 7812-1): the first six digits and the lengths of each network, as the networks publish them.
 * None begins with 1, the digit of today's time in milli-, micro- and nanoseconds, but UATP, which is therefore left out.
 */
final class CardIssuers {

    /** First and last beginning, and the lengths: before the stroke those that need no word beside them. */
    private static final String[] RANGES = {
        "220000-220599 16,17,18,19", // Mir, BORICA
        "222100-272099 16", // Mastercard
        "300000-305999 14|16,17,18,19", // Diners Club
        "309500-309599 14|16,17,18,19",
        "340000-349999 15", // American Express
        "352800-358999 16,17,18,19", // JCB
        "360000-369999 14|16,17,18,19", // Diners Club
        "370000-379999 15", // American Express
        "380000-399999 14|16,17,18,19", // Diners Club
        "400000-499999 16|13,19", // Visa; EAN-13 of German goods begin with 4, too
        "500000-509999 |12,13,14,15,16,17,18,19", // Maestro
        "501800-501999 12,13,14,15,16,17,18,19", // Maestro, Dankort
        "502000-502099 12,13,14,15,16,17,18,19",
        "503800-503899 12,13,14,15,16,17,18,19",
        "506099-506198 16,19", // Verve
        "506699-506778 16", // Elo
        "508500-508999 16", // RuPay
        "509000-509999 16", // Elo
        "510000-559999 16", // Mastercard
        "560000-589999 |12,13,14,15,16,17,18,19", // Maestro
        "589300-589399 12,13,14,15,16,17,18,19",
        "600000-619999 |12,13,14,15,16,17,18,19", // Maestro, RuPay
        "601100-601199 16,17,18,19", // Discover
        "606282-606282 16", // Hipercard
        "606985-608500 16", // RuPay
        "620000-629999 16,17,18,19", // UnionPay
        "630000-643999 |12,13,14,15,16,17,18,19", // Maestro
        "630400-630499 12,13,14,15,16,17,18,19",
        "637000-639999 16", // InstaPayment
        "644000-659999 16,17,18,19", // Discover, Troy, RuPay
        "660000-699999 |12,13,14,15,16,17,18,19", // Maestro
        "675900-676399 12,13,14,15,16,17,18,19",
        "810000-817199 16,17,18,19", // UnionPay
        "817200-829999 |16,17,18,19", // RuPay
        "860000-860099 16", // UzCard
        "979200-979299 16", // Troy
        "986000-986099 16", // Humo
    };

    private static final int[] FIRST = new int[RANGES.length];
    private static final int[] LAST = new int[RANGES.length];
    /** Whether a range begins with two digits: most numbers end here. */
    private static final boolean[] BEGIN = new boolean[100];

    private static final int[] SURE = new int[RANGES.length];
    private static final int[] POSSIBLE = new int[RANGES.length];

    static {
        for (int i = 0; i < RANGES.length; i++) {
            String[] lengths = RANGES[i].substring(14).split("\\|", -1);
            FIRST[i] = Integer.parseInt(RANGES[i], 0, 6, 10);
            LAST[i] = Integer.parseInt(RANGES[i], 7, 13, 10);
            SURE[i] = bits(lengths[0]);
            for (int two = FIRST[i] / 10_000; two <= LAST[i] / 10_000; two++) {
                BEGIN[two] = true;
            }
            POSSIBLE[i] = SURE[i] | (lengths.length > 1 ? bits(lengths[1]) : 0);
        }
    }

    private CardIssuers() {}

    private static int bits(String lengths) {
        int bits = 0;
        for (String length : lengths.isEmpty() ? new String[0] : lengths.split(",", -1)) {
            bits |= 1 << Integer.parseInt(length);
        }
        return bits;
    }

    /** {@return whether a card may begin with two digits} */
    static boolean mayIssue(int first, int second) {
        return Ascii.isDigit(first) && Ascii.isDigit(second) && BEGIN[(first - '0') * 10 + second - '0'];
    }

    /** {@return whether such a number is one of a card, so that nothing else need say so} */
    static boolean issueByItself(int beginning, int length) {
        return contains(SURE, beginning, length);
    }

    /** {@return whether such a number may be one of a card} */
    static boolean issue(int beginning, int length) {
        return contains(POSSIBLE, beginning, length);
    }

    private static boolean contains(int[] lengths, int beginning, int length) {
        for (int i = 0; i < FIRST.length; i++) {
            if (beginning >= FIRST[i] && beginning <= LAST[i] && (lengths[i] & 1 << length) != 0) {
                return true;
            }
        }
        return false;
    }
}
