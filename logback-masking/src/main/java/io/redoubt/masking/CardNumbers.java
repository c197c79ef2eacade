package io.redoubt.masking;

import java.util.List;

/** Numbers of payment cards (ISO/IEC 7812-1) that stand by themselves: an issuer's beginning and length, and the check digit. */
record CardNumbers() implements Detector {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 19;
    private static final int BEGINNING = 6;
    /** Fewer digits beside the key of a card are its kind, or were masked before. */
    private static final int LEAST_BESIDE_KEY = 8;

    private static final String[] WORDS = {
        "card",
        "karte",
        "carte",
        "tarjeta",
        "cartao",
        "carta",
        "pan",
        "visa",
        "mastercard",
        "maestro",
        "amex",
        "credit",
        "debit",
        "unionpay",
        "discover",
        "diners",
        "jcb",
        "uatp",
        "rupay"
    };

    static List<Detector> detectors() {
        return List.of(
                new CardNumbers(),
                KeyedValues.of(
                        "pii.card",
                        Strategy.keepLast(4),
                        (text, from, to) -> KeyedValues.hasDigits(text, from, to, LEAST_BESIDE_KEY),
                        """
                        card cardnumber cardno cardnum cardpan creditcard creditcardnumber creditcardno debitcard debitcardnumber
                        bankcard bankcardnumber paymentcard paymentcardnumber ccnumber ccno ccnum pan primaryaccountnumber fpan dpan
                        kartennummer kreditkarte kreditkartennummer numerocarte cartebancaire numerocartebancaire numerotarjeta
                        tarjeta tarjetacredito numerocartao cartaocredito numerocarta cartadicredito kreditkort kortnummer
                        """),
                keyed("pii.cvv", 3, 4, "cvv cvv2 cvc cvc2 cvn csc securitycode cardsecuritycode cardverificationvalue"),
                keyed("pii.pin", 4, 12, "pin pincode cardpin pinnumber pinblock userpin atmpin"));
    }

    private static Detector keyed(String id, int least, int most, String names) {
        return KeyedValues.of(
                id, Strategy.placeholder(), (text, from, to) -> isNumber(text, from, to, least, most), names);
    }

    private static boolean isNumber(byte[] text, int from, int to, int least, int most) {
        for (int i = from; i < to; i++) {
            if (!Ascii.isDigit(text[i])) {
                return false;
            }
        }
        return to - from >= least && to - from <= most;
    }

    @Override
    public String id() {
        return "pii.card";
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(Anchor.digits(SHORTEST, LONGEST));
    }

    @Override
    public Strategy strategy() {
        return Strategy.keepLast(4);
    }

    @Override
    public long find(byte[] text, int start, int end) {
        if (!CardIssuers.mayIssue(text[start], Ascii.at(text, start + 1))) {
            return Span.NONE;
        }
        int length = CheckDigits.count(text, start, end);
        int beginning = (int) CheckDigits.number(text, start, end, 0, BEGINNING);
        if (length < SHORTEST || length > LONGEST || !CardIssuers.issue(beginning, length)) {
            return Span.NONE;
        }
        boolean plain = length == end - start;
        boolean stands = CheckDigits.luhn(text, start, end)
                && Neighbours.areApart(text, start, end)
                && (plain || isGrouped(text, start, end));
        if (!stands) {
            return Span.NONE;
        }
        boolean byItself = CardIssuers.issueByItself(beginning, length)
                && !(plain ? Neighbours.isNamedAsThing(text, start) : isRow(text, start, end));
        return byItself || Words.areBefore(text, start, WORDS) ? Span.of(start, end) : Span.NONE;
    }

    /** {@return whether the digits stand in groups as on cards: of four, or of four, six and four or five; parted by one sign} */
    private static boolean isGrouped(byte[] text, int start, int end) {
        int sign = text[Math.min(start + 4, end - 1)];
        if (sign != ' ' && sign != '-' && sign != '.') {
            return false;
        }
        int groups = 0;
        int inGroup = 0;
        boolean six = false;
        for (int i = start; i < end; i++) {
            if (Ascii.isDigit(text[i])) {
                inGroup++;
                continue;
            }
            six |= groups == 1 && inGroup == 6;
            if (text[i] != sign || (inGroup != 4 && !(groups == 1 && inGroup == 6))) {
                return false;
            }
            groups++;
            inGroup = 0;
        }
        boolean fours = !six && groups >= 2 && inGroup <= 4;
        return (fours || (six && groups == 2 && inGroup >= 4 && inGroup <= 5));
    }

    /** {@return whether another four digits stand before or behind, so that it is a row of numbers} */
    private static boolean isRow(byte[] text, int start, int end) {
        return (isFour(text, start - 5) && text[start - 1] == text[start + 4])
                || (isFour(text, end + 1) && text[end] == text[start + 4]);
    }

    private static boolean isFour(byte[] text, int from) {
        for (int i = from; i < from + 4; i++) {
            if (!Ascii.isDigit(Ascii.at(text, i))) {
                return false;
            }
        }
        return !Ascii.isAlphanumeric(Ascii.at(text, from - 1)) && !Ascii.isAlphanumeric(Ascii.at(text, from + 4));
    }
}
