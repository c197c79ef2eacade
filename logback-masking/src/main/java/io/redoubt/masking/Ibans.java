package io.redoubt.masking;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers of bank accounts as ISO 13616-1 writes them: a country of the registry, its structure, and the check digits of ISO/IEC 7064. */
record Ibans() implements Detector {

    private static final int LETTERS = 26;
    private static final int LEAST_BESIDE_KEY = 4;
    /**
     * Country codes, and what follows the check digits: so many digits (n), capitals (a), or either (c). From the registry that SWIFT
     * keeps for ISO 13616.
     */
    private static final String REGISTRY = """
            AD:8n12c AE:19n AL:8n16c AT:16n AZ:4a20c BA:16n BE:12n BG:4a6n8c BH:4a14c BI:23n BR:23n1a1c BY:4c4n16c CH:5n12c CR:18n
            CY:8n16c CZ:20n DE:18n DJ:23n DK:14n DO:4c20n EE:16n EG:25n ES:20n FI:14n FK:2a12n FO:14n FR:10n11c2n GB:4a14n GE:2a16n
            GI:4a15c GL:14n GR:7n16c GT:24c HN:4a20n HR:17n HU:24n IE:4a14n IL:19n IQ:4a15n IS:22n IT:1a10n12c JO:4a4n18c KW:4a22c
            KZ:3n13c LB:4n20c LC:4a24c LI:5n12c LT:16n LU:3n13c LV:4a13c LY:21n MC:10n11c2n MD:20c ME:18n MK:3n10c2n MN:16n MR:23n
            MT:4a5n18c MU:4a19n3a NI:4a20n NL:4a10n NO:11n OM:3n16c PK:4a16c PL:24n PS:4a21c PT:21n QA:4a21c RO:4a16c RS:18n
            RU:14n15c SA:2n18c SC:4a20n3a SD:14n SE:20n SI:15n SK:20n SM:1a10n12c SO:19n ST:21n SV:4a20n TL:19n TN:20n TR:6n16c
            UA:6n19c VA:18n VG:4a16n XK:16n YE:4a4n18c
            """;

    /** What each place behind the check digits holds, by the two letters. */
    private static final @Nullable String[] STRUCTURES = new String[LETTERS * LETTERS];

    static {
        for (String entry : REGISTRY.strip().split("\\s+", -1)) {
            STRUCTURES[index(entry.charAt(0), entry.charAt(1))] = unfolded(entry.substring(3));
        }
    }

    static List<Detector> detectors() {
        return List.of(
                new Ibans(),
                KeyedValues.of(
                        "pii.iban",
                        Strategy.keepLast(4),
                        (text, from, to) -> KeyedValues.hasDigits(text, from, to, LEAST_BESIDE_KEY),
                        """
                        iban ibannumber ibancode bankaccount bankaccountnumber bankaccountno accountnumber accountno accountiban
                        creditoraccount debtoraccount creditoriban debtoriban beneficiaryaccount beneficiaryiban payeraccount
                        payeeaccount routingnumber routingtransitnumber abanumber abarouting sortcode kontonummer kontonr
                        numerocuenta numerodecuenta cuentabancaria clabe numerocompte numerodecompte rib contocorrente numeroconto
                        numeroconta contabancaria rekeningnummer numerrachunku
                        """));
    }

    /** {@return {@code nna} for {@code 2n1a}} */
    private static String unfolded(String structure) {
        StringBuilder places = new StringBuilder();
        int count = 0;
        for (int i = 0; i < structure.length(); i++) {
            char c = structure.charAt(i);
            if (Ascii.isDigit(c)) {
                count = count * 10 + c - '0';
            } else {
                places.append(String.valueOf(c).repeat(count));
                count = 0;
            }
        }
        return places.toString();
    }

    /** {@return the codes of the countries in the registry} */
    static List<String> countries() {
        List<String> countries = new ArrayList<>();
        for (String entry : REGISTRY.strip().split("\\s+", -1)) {
            countries.add(entry.substring(0, 2));
        }
        return countries;
    }

    /** {@return what stands behind the check digits of a country, place by place; null if there is no such country} */
    static @Nullable String structure(int first, int second) {
        boolean letters = Ascii.isLower(Ascii.lower(first)) && Ascii.isLower(Ascii.lower(second));
        return letters ? STRUCTURES[index(first, second)] : null;
    }

    private static int index(int first, int second) {
        return (Ascii.lower(first) - 'a') * LETTERS + Ascii.lower(second) - 'a';
    }

    @Override
    public String id() {
        return "pii.iban";
    }

    @Override
    public List<Anchor> anchors() {
        return countries().stream().map(Anchor::word).toList();
    }

    @Override
    public Strategy strategy() {
        return Strategy.keepLast(4);
    }

    @Override
    public long find(byte[] text, int start, int end) {
        String structure = structure(text[start], Ascii.at(text, start + 1));
        if (structure == null) {
            return Span.NONE;
        }
        int account = after(text, start + 2, "nn");
        int to = account < 0 ? account : after(text, account, structure);
        if (to < 0 || Ascii.isAlphanumeric(Ascii.at(text, to)) || Ascii.at(text, to) == '_') {
            return Span.NONE;
        }
        int remainder = CheckDigits.remainder(text, account, to, 97, 0);
        return CheckDigits.remainder(text, start, account, 97, remainder) == 1 ? Span.of(start, to) : Span.NONE;
    }

    /** {@return the offset behind characters of a structure, with single spaces or hyphens between them; a negative number if they are others} */
    private static int after(byte[] text, int from, String structure) {
        int i = from;
        for (int place = 0; place < structure.length(); place++) {
            int c = Ascii.at(text, i);
            if (c == ' ' || c == '-') {
                i++;
            }
            if (i >= text.length || !fits(structure.charAt(place), text[i])) {
                return -1;
            }
            i++;
        }
        return i;
    }

    private static boolean fits(char kind, int c) {
        boolean digit = Ascii.isDigit(c);
        boolean letter = Ascii.isLower(Ascii.lower(c));
        return switch (kind) {
            case 'n' -> digit;
            case 'a' -> letter;
            default -> digit || letter;
        };
    }
}
