package io.redoubt.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The numbers by which states know persons. */
final class NationalIds {

    private static final List<String> ANY = List.of(
            "ssn",
            "socialsecuritynumber",
            "nationalid",
            "nationalidnumber",
            "nationalidentifier",
            "nationalidentitynumber",
            "nationalinsuranceid",
            "personalid",
            "personalidnumber",
            "personalcode",
            "personalidentificationnumber",
            "taxid",
            "taxidnumber",
            "taxnumber",
            "taxidentificationnumber",
            "taxpayerid",
            "taxpayernumber",
            "tin",
            "identitynumber",
            "idnumber",
            "vatid",
            "vatnumber",
            "citizenshipnumber",
            "socialsecurityid");

    private NationalIds() {}

    /** {@return each number of which the form is known} */
    static List<NationalId> all() {
        return Stream.of(
                        WesternEuropeanIds.ALL,
                        SouthernEuropeanIds.ALL,
                        NorthernEuropeanIds.ALL,
                        EasternEuropeanIds.ALL,
                        AmericanIds.ALL,
                        AsianIds.ALL,
                        SouthernIds.ALL)
                .flatMap(List::stream)
                .toList();
    }

    static List<Detector> detectors() {
        List<Detector> detectors = new ArrayList<>();
        all().forEach(id -> detectors.addAll(id.detectors()));
        detectors.add(NationalId.byKey("pii.natid", ANY));
        return detectors;
    }
}
