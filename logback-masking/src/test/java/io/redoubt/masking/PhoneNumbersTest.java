package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a plan has numbers for fiction, they were taken: 555-01xx (NANPA), 7946 0xxx (Ofcom), 30 23125 (Bundesnetzagentur). */
class PhoneNumbersTest {

    private static final Masker MASKER = Masker.of(MaskingRules.of(Profile.DEFAULT));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12025550143",
                "+1 202 555 0143",
                "+1 (202) 555-0143",
                "+1-202-555-0143",
                "+1.202.555.0143",
                "+442079460958",
                "+44 (0)20 7946 0958",
                "+49 30 23125 042",
                "+49 (30) 23125-042",
                "+33 1 99 00 12 34",
                "+351 21 000 1234",
                "+61 2 5550 1234",
                "+91 98765 01234",
                "00442079460958",
                "0044 20 7946 0958",
                "00493023125042"
            })
    void findsInternationalNumbers(String number) {
        String last = number.substring(number.length() - 2);

        assertThat(MASKER.mask("calling " + number + ", now"))
                .isEqualTo("calling [REDACTED:phone ..." + last + "], now");
        assertThat(MASKER.mask("to=" + number + " code 7 12:30:00"))
                .startsWith("to=[REDACTED:phone ..." + last + "]")
                .endsWith("12:30:00");
        assertThat(MASKER.mask("{\"text\":\"call\\n" + number + "\"}"))
                .isEqualTo("{\"text\":\"call\\n[REDACTED:phone ..." + last + "]\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/call?to=%2B442079460958&n=1", "/call?to=%2b44%2020%207946%200958&n=1"})
    void findsThePlusOfAQuery(String line) {
        assertThat(MASKER.mask(line)).isEqualTo("/call?to=[REDACTED:phone ...58]&n=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T01:55:53.123+01:00",
                "2026-11-23 01:55:53,123 +0100 done",
                "[23/Nov/2026:01:55:53 +0000]",
                "GMT+02:00 and UTC+1",
                "x = 12345678+12345678901",
                "sum (1)+442079460958",
                "version 1.2.3+20261123015",
                "1.0.0+442079460958",
                "size +12345678",
                "+123456789012345678",
                "+0442079460958",
                "+999123456789",
                "+1 102 555 0143",
                "+44 1",
                "+442079460958ab",
                "0012345678",
                "000442079460958",
                "orderId=00442079460958",
                "0.00442079460958",
                "at 00:49:30.231",
                "a+442079460958@example",
                "c++ +- ++442079460958"
            })
    void leavesZonesVersionsSumsAndIds(String line) {
        assertThat(MASKER.mask(line)).doesNotContain("REDACTED:phone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phone=030 23125042",
                "phoneNumber: \"(202) 555-0143\"",
                "mobile=07700900123",
                "{\"tel\":2025550143}",
                "Contact[telephone=202.555.0143, n=1]",
                "msisdn=442079460958",
                "fax: 030/23125042",
                "handy=0170-0012345",
                "customerPhone=555 0143"
            })
    void masksWhateverStandsBesideTheKeyOfATelephone(String line) {
        assertThat(MASKER.mask(line)).contains("[REDACTED:phone").doesNotContainPattern("[0-9]{3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell=B12", "mobile=true", "phone=Pixel 8", "handy: yes"})
    void leavesWhatIsNoNumber(String line) {
        assertThat(MASKER.mask(line)).isSameAs(line);
    }
}
