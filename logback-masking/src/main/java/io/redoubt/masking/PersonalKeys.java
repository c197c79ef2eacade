package io.redoubt.masking;

import java.util.List;

/** Personal data that only its key tells. */
final class PersonalKeys {

    private PersonalKeys() {}

    static List<Detector> detectors() {
        return List.of(
                pseudonym(
                        "pii.username",
                        "user username login loginname loginid preferredusername principal principalname sub jusername remoteuser userlogin"),
                pseudonym("pii.person", """
                        firstname lastname surname familyname givenname fullname middlename maidenname birthname customername
                        patientname employeename cardholder cardholdername accountholder accountholdername holdername contactname
                        vorname nachname prenom nomdefamille apellido apellidos cognome nombrecompleto personname
                        """),
                placeholder("pii.address", """
                        address street streetaddress streetname addressline addressline1 addressline2 homeaddress postaladdress
                        billingaddress shippingaddress deliveryaddress mailingaddress residence city town zipcode postalcode postcode
                        zip plz strasse adresse anschrift rue direccion indirizzo housenumber
                        """),
                KeyedValues.of(
                        "pii.birth",
                        Strategy.placeholder(),
                        PersonalKeys::isNoMoment,
                        "dob dateofbirth birthdate birthday birthplace placeofbirth geburtsdatum geburtstag datenaissance fechanacimiento"),
                placeholder(
                        "pii.gender-religion", "gender religion ethnicity sexualorientation maritalstatus nationality"),
                placeholder("pii.geo", "lat lng lon latitude longitude geolocation geo coordinates"),
                placeholder("pii.mac", "mac macaddress devicemac wifimac bssid ethernetaddress"),
                new IpAddress());
    }

    private static Detector pseudonym(String id, String names) {
        return KeyedValues.of(id, Strategy.pseudonym(), PersonalKeys::isNoMachine, names);
    }

    private static Detector placeholder(String id, String names) {
        return KeyedValues.of(id, Strategy.placeholder(), PersonalKeys::isNoMachine, names);
    }

    /** {@return whether a value is not a moment in milliseconds, such as Logback's birthdate of a context} */
    private static boolean isNoMoment(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Ascii.isDigit(text[i])) {
                return true;
            }
        }
        return to - from < 12;
    }

    /** {@return whether a value is not the address of a machine or an object, as in {@code address=10.0.0.1:8080}} */
    private static boolean isNoMachine(byte[] text, int from, int to) {
        if (text[from] == '/' || Ascii.standsAt(text, from, "0x") || Ascii.standsAt(text, from, "http")) {
            return false;
        }
        boolean dots = false;
        for (int i = from; i < to; i++) {
            int c = text[i];
            if (!Ascii.isDigit(c) && c != '.' && c != ':') {
                return !Ascii.standsAt(text, from, "localhost") && !isObject(text, to);
            }
            dots |= c == '.' || c == ':';
        }
        return !dots;
    }

    /** {@return whether it is the name of a class and of an object of it, or the beginning of its text} */
    private static boolean isObject(byte[] text, int to) {
        return text[to - 1] == '{' || text[to - 1] == '(' || Ascii.at(text, to) == '{';
    }
}
