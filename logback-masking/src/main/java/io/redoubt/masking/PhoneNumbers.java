package io.redoubt.masking;

import java.util.ArrayList;
import java.util.List;

/** Telephone numbers in their international form (ITU-T E.123): {@code +} or {@code 00}, a country code, and as many digits as its plan has. */
record PhoneNumbers() implements Detector {

    private static final int LEAST_BESIDE_KEY = 5;
    private static final int MOST_SEPARATORS = 3;
    private static final int LONGEST_CODE = 3;
    private static final int NORTH_AMERICA = 1;

    static List<Detector> detectors() {
        return List.of(
                new PhoneNumbers(),
                KeyedValues.of(
                        "pii.phone",
                        Strategy.keepLast(2),
                        (text, from, to) -> KeyedValues.hasDigits(text, from, to, LEAST_BESIDE_KEY),
                        """
                        phone phonenumber phoneno phonenum phonenr mobile mobilephone mobilephonenumber mobilenumber mobileno mobilenr
                        tel telno telnr telnumber telephone telephonenumber telephoneno msisdn cell cellphone cellphonenumber cellnumber
                        fax faxnumber faxno faxnr handy handynummer handynr telefon telefonnummer telefonnr mobilnummer mobiltelefon
                        rufnummer festnetz portable numeroportable numerotelephone numtel telefono numerotelefono telefonomovil movil
                        celular telefone numerotelefone telemovel cellulare telefoon telefoonnummer mobiel puhelin puhelinnumero
                        matkapuhelin telefonszam numertelefonu komorka mobilnr gsm gsmnumber ceptelefonu nomortelepon nohp
                        whatsapp whatsappnumber smsnumber smsrecipient callernumber callednumber callingnumber dialednumber contactnumber
                        contactphone homephone workphone landline
                        """));
    }

    @Override
    public String id() {
        return "pii.phone";
    }

    @Override
    public List<Anchor> anchors() {
        List<Anchor> anchors = new ArrayList<>();
        anchors.add(Anchor.sign('+'));
        for (int first = 1; first <= 9; first++) {
            anchors.add(Anchor.word("00" + first));
        }
        return anchors;
    }

    @Override
    public Strategy strategy() {
        return Strategy.keepLast(2);
    }

    @Override
    public long find(byte[] text, int start, int end) {
        boolean plus = text[start] == '+';
        if (!isApart(text, start) || (!plus && Neighbours.isNamedAsThing(text, start))) {
            return Span.NONE;
        }
        int code = 0;
        int i = start + (plus ? 1 : 2);
        int last = i + LONGEST_CODE;
        while (i < last && Ascii.isDigit(Ascii.at(text, i)) && !(code != 0 && CallingCodes.contains(code))) {
            code = code * 10 + text[i] - '0';
            i++;
            if (code == 0) {
                return Span.NONE;
            }
        }
        int to = CallingCodes.contains(code) ? endOfNumber(text, i, code) : -1;
        return to < 0 ? Span.NONE : Span.of(start, to);
    }

    private static boolean isApart(byte[] text, int start) {
        int before = Ascii.at(text, start - 1);
        boolean escape = Ascii.at(text, start - 2) == '\\' && (before == 'n' || before == 'r' || before == 't');
        return escape || (!Ascii.isAlphanumeric(before) && "_+)].-".indexOf(before) < 0);
    }

    /** {@return the offset behind the last group of digits with which a number is long enough, and not too long; or a negative number} */
    private static int endOfNumber(byte[] text, int from, int code) {
        int end = -1;
        int digits = 0;
        int next = afterSeparators(text, from);
        if (code == NORTH_AMERICA && (Ascii.at(text, next) == '0' || Ascii.at(text, next) == '1')) {
            return -1;
        }
        while (next >= 0) {
            int group = next;
            while (Ascii.isDigit(Ascii.at(text, next))) {
                next++;
            }
            digits += isTrunkPrefix(text, group, next) ? 0 : next - group;
            if (digits > CallingCodes.most(code) || !endsGroup(text, next)) {
                break;
            }
            if (digits >= CallingCodes.least(code)) {
                end = next;
            }
            next = afterSeparators(text, next);
        }
        return end;
    }

    /** {@return whether a group of digits is no beginning of a word, a time of the day or an address} */
    private static boolean endsGroup(byte[] text, int end) {
        int behind = Ascii.at(text, end);
        if (behind == ':' || behind == '=') {
            return !Ascii.isDigit(Ascii.at(text, end + 1));
        }
        return behind != '_' && behind != '@' && !Ascii.isAlphanumeric(behind);
    }

    /** {@code (0)}, which is dialled within the country only. */
    private static boolean isTrunkPrefix(byte[] text, int from, int to) {
        return to - from == 1 && text[from] == '0' && Ascii.at(text, from - 1) == '(' && Ascii.at(text, to) == ')';
    }

    /** {@return the offset of the next digit behind the signs that may part groups; a negative number if there is none} */
    private static int afterSeparators(byte[] text, int from) {
        int i = from;
        while (i < text.length && i - from < MOST_SEPARATORS && " -./()".indexOf(text[i]) >= 0) {
            i++;
        }
        return Ascii.isDigit(Ascii.at(text, i)) ? i : -1;
    }
}
