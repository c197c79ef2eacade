package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers were made up from the registry of ISO 13616, and their check digits computed here by another way. */
class IbansTest {

    private static final Masker MASKER = Masker.of(MaskingRules.of(Profile.DEFAULT));

    /** As the registry lists them. */
    private static final String LENGTHS = """
            AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18
            FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20
            LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24
            SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30
            """;

    static List<String> countries() {
        return Ibans.countries();
    }

    @Test
    void hasTheLengthOfEachCountry() {
        assertThat(countries().stream()
                        .map(country -> country
                                + withCheckDigits(country, account(country)).length()))
                .containsExactlyInAnyOrder(LENGTHS.strip().split("\\s+", -1));
    }

    @ParameterizedTest
    @MethodSource("countries")
    void findsAnAccountOfEachCountryHoweverItIsWritten(String country) {
        String iban = withCheckDigits(country, account(country));
        String groups = iban.replaceAll("(.{4})(?=.)", "$1 ");
        String masked = "[REDACTED:iban ..." + iban.substring(iban.length() - 4);

        for (String written : List.of(iban, groups, groups.replace(' ', '-'))) {
            assertThat(MASKER.mask("to " + written + ", 5 EUR")).isEqualTo("to " + masked + "], 5 EUR");
            assertThat(MASKER.mask("to " + written.toLowerCase(Locale.ROOT) + ", 5 EUR"))
                    .isEqualTo("to "
                            + masked.replaceAll(
                                    "[.]{3}.*",
                                    "..." + iban.substring(iban.length() - 4).toLowerCase(Locale.ROOT))
                            + "], 5 EUR");
        }
    }

    @ParameterizedTest
    @MethodSource("countries")
    void leavesAnAccountWithOtherCheckDigits(String country) {
        String iban = withCheckDigits(country, account(country));
        int check = Integer.parseInt(iban, 2, 4, 10);
        String line = "to " + country + String.format("%02d", check == 98 ? 2 : check + 1) + iban.substring(4) + ".";

        assertThat(MASKER.mask(line)).isSameAs(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE18102030405060708090X",
                "DE1810203040506070809",
                "DE181020304050607080901",
                "XDE18102030405060708090",
                "DE18_102030405060708090",
                "DE18  102030405060708090",
                "ZZ18102030405060708090",
                "DEAB102030405060708090",
                "be12-4f3a and de89a1b2"
            })
    void leavesWhatIsLongerShorterOrOfNoCountry(String line) {
        assertThat(MASKER.mask(line)).isSameAs(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iban=DE19102030405060708090",
                "bankAccount: 12345678",
                "{\"creditorAccount\":\"1234 5678 90\"}",
                "account number: 0012345678",
                "accountNo='12-3456-78'"
            })
    void masksWhateverStandsBesideTheKeyOfAnAccount(String line) {
        assertThat(MASKER.mask(line)).contains("[REDACTED:iban").doesNotContainPattern("[0-9]{5}");
    }

    @Test
    void leavesTheKindOfAnAccount() {
        assertThat(MASKER.mask("bankAccount=savings accountNumber: null"))
                .isEqualTo("bankAccount=savings accountNumber: null");
    }

    /** {@return letters and digits in a row, as the structure has them} */
    private static String account(String country) {
        String structure = Ibans.structure(country.charAt(0), country.charAt(1));
        StringBuilder account = new StringBuilder();
        for (int i = 0; i < structure.length(); i++) {
            boolean letter = structure.charAt(i) == 'a' || (structure.charAt(i) == 'c' && i % 3 == 1);
            account.append((char) (letter ? 'C' + i % 20 : '0' + (i + 3) % 10));
        }
        return account.toString();
    }

    private static String withCheckDigits(String country, String account) {
        StringBuilder digits = new StringBuilder();
        (account + country + "00").chars().forEach(c -> digits.append(Character.digit(c, 36)));
        int remainder =
                new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue();
        return country + String.format("%02d", 98 - remainder) + account;
    }
}
