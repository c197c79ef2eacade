package io.redoubt.masking;

import java.util.List;

/** Documents of persons, which only their keys tell: their numbers have no form of their own, or one that much else has. */
final class PersonalDocuments {

    private PersonalDocuments() {}

    static List<Detector> detectors() {
        return List.of(
                document("pii.passport", """
                        passport passportnumber passportno passportnum passportid travelpassport passnummer reisepass reisepassnummer
                        passeport numeropasseport pasaporte numeropasaporte passaporte passaporto numeropassaporto paspoort
                        paspoortnummer paszport numerpaszportu traveldocument traveldocumentnumber
                        """),
                document("pii.licence", """
                        driverlicence driverlicense driverslicence driverslicense drivinglicence drivinglicense
                        driverlicencenumber driverlicensenumber driverslicensenumber drivinglicencenumber drivinglicensenumber
                        driverlicenseno drivinglicenceno dlnumber driverlicenseid fuehrerschein fuehrerscheinnummer fuhrerschein
                        permisconduire numeropermis permisoconducir permisoconduccion licenciaconducir cartaconducao patente
                        numeropatente rijbewijs rijbewijsnummer prawojazdy ehliyet ehliyetno
                        """),
                document("pii.plate", """
                        plate plateno platenumber licenceplate licenseplate licenseplatenumber numberplate vehicleregistration
                        vehicleregistrationnumber vehiclereg registrationplate regplate kennzeichen kfzkennzeichen nummernschild
                        immatriculation plaqueimmatriculation matriculavehiculo placa targa kenteken plaka rejestracyjny
                        numerrejestracyjny vin vinnumber vehicleidentificationnumber fahrgestellnummer
                        """),
                document("pii.idcard", """
                        idcard idcardnumber idcardno identitycard identitycardnumber identitycardno identitydocument
                        identitydocumentnumber documentnumber ausweisnummer personalausweis personalausweisnummer ausweis
                        carteidentite numerocarteidentite cni cartaidentita numerocartaidentita identiteitskaart
                        dowodosobisty numerdowodu residencepermit residencepermitnumber aufenthaltstitel voterid voteridnumber
                        """),
                document("pii.medical", """
                        mbi mbinumber medicare medicareid medicaid medicaidid medicalrecord medicalrecordnumber mrn patientid
                        patientnumber healthcardnumber healthcard healthinsurancenumber insurednumber insuranceid
                        krankenversicherungsnummer krankenversichertennummer kvnr kvnummer versichertennr egknummer npi npinumber
                        deanumber cartevitale
                        """));
    }

    private static Detector document(String id, String names) {
        return KeyedValues.of(
                id, Strategy.pseudonym(), (text, from, to) -> KeyedValues.hasDigits(text, from, to, 1), names);
    }
}
