package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDocumentsTest {

    private static final Masker MASKER = Masker.of(MaskingRules.of(Profile.DEFAULT));

    @ParameterizedTest
    @CsvSource({
        "passport=C01X00T47, passport=[REDACTED:passport]",
        "passport_no: 123456789, passport_no: [REDACTED:passport]",
        "driverLicense=D1234567, driverLicense=[REDACTED:licence]",
        "licensePlate=B-TT 1234, licensePlate=[REDACTED:plate]",
        "kennzeichen: XX-YZ 12, kennzeichen: [REDACTED:plate]",
        "identity-card=T22000129, identity-card=[REDACTED:idcard]",
        "mbi=1EG4TE5MK73, mbi=[REDACTED:medical]",
        "medicareId=12-3456, medicareId=[REDACTED:medical]"
    })
    void masksDocumentsBesideTheirKeys(String line, String masked) {
        assertThat(MASKER.mask(line)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"passport=expired", "plate: none", "license=Apache-2.0", "medicare=yes"})
    void leavesWhatIsNoNumber(String line) {
        assertThat(MASKER.mask(line)).isSameAs(line);
    }
}
