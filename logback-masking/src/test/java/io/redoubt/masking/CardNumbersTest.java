package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers were made up from ISO/IEC 7812-1: a published range, digits in a row, and the check digit. */
class CardNumbersTest {

    private static final Masker MASKER = Masker.of(MaskingRules.of(Profile.DEFAULT));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4112131415161710", // Visa
                "5534123412345674", // Mastercard
                "2223123412341239",
                "378281828384859", // American Express
                "36141516171816", // Diners Club
                "6205123456789012346", // UnionPay
                "630412345674", // Maestro
                "3530123412341235", // JCB
                "2204123412341232" // Mir
            })
    void findsNumbersOfEachNetwork(String number) {
        String last = number.substring(number.length() - 4);

        assertThat(MASKER.mask("paid with " + number + ".")).isEqualTo("paid with [REDACTED:card ..." + last + "].");
        assertThat(MASKER.mask("[" + number + "," + number + "]"))
                .isEqualTo("[[REDACTED:card ..." + last + "],[REDACTED:card ..." + last + "]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4112 1314 1516 1710",
                "4112-1314-1516-1710",
                "4112.1314.1516.1710",
                "3782 818283 84859",
                "3614-151617-1816",
                "6205 1234 5678 9012 346"
            })
    void findsNumbersInGroups(String number) {
        assertThat(MASKER.mask("on " + number + " at 7"))
                .startsWith("on [REDACTED:card ...")
                .endsWith("] at 7");
        assertThat(MASKER.mask("2026-11-23 01:55:53.123 200 " + number + " 12/29 paid"))
                .startsWith("2026-11-23 01:55:53.123 200 [REDACTED:card ...")
                .endsWith("] 12/29 paid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4112131415161711", // check digit
                "1780000000000000006", // no issuer
                "1795312345678", // milliseconds
                "1795312345678901237", // nanoseconds
                "20261123015553", // a date and time
                "4026123456783", // 13 digits with the first digit of Visa and of German goods
                "4026123456789012348", // 19 digits, of which one in seventy would be a card
                "41121 31415 16171 0",
                "4112 1314-1516 1710",
                "41 12 13 14 15 16 17 10",
                "blk_4112131415161710",
                "blk_-4112131415161710",
                "-4112131415161710",
                "+4112131415161710",
                "0.4112131415161710",
                "4112131415161710.25",
                "4112131415161710f",
                "a4112131415161710",
                "5f0c-4112131415161710",
                "4112131415161710-9a",
                "4112131415161710_1",
                "550e8400-e29b-41d4-a716-411213141512",
                "traceId=4112131415161710",
                "{\"requestId\":\"4112131415161710\"}",
                "{\"id\":4112131415161710}",
                "orderId: 4112131415161710",
                "user_id=4112131415161710",
                "timestamp=4112131415161710",
                "blockHash: 4112131415161710",
                "2024 4112 1314 1516 1710",
                "4112 1314 1516 1710 2024",
                "6612345678901238", // Maestro, of which no bank is known
                "Some.java:4112131415161711"
            })
    void leavesOtherNumbers(String line) {
        assertThat(MASKER.mask(line)).isSameAs(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "card 4026123456783",
                "VISA: 4026123456789012348",
                "Karte 4026123456783",
                "Maestro 6612345678901238",
                "card 4112 1314 1516 1710 2029"
            })
    void findsUnlikelyLengthsBehindAWordOfCards(String line) {
        assertThat(MASKER.mask(line)).contains("[REDACTED:card ...");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cardNumber=4112131415161711",
                "card_number: 12345678",
                "\"creditCard\": \"4112-1314-1516-1711\"",
                "<pan>4112131415161711</pan>",
                "Payment[kartennummer=1111222233334445, n=1]"
            })
    void masksWhateverStandsBesideTheKeyOfACard(String line) {
        assertThat(MASKER.mask(line)).contains("[REDACTED:card").doesNotContainPattern("[0-9]{5}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"card=visa", "card=************1710", "cardNumber: null"})
    void leavesWhatNamesNoCard(String line) {
        assertThat(MASKER.mask(line)).isSameAs(line);
    }

    @Test
    void masksCodesOfCardsBesideTheirKeysOnly() {
        assertThat(MASKER.mask("cvv=123 cvc2=1234 cardPin=123456"))
                .isEqualTo("cvv=[REDACTED:cvv] cvc2=[REDACTED:cvv] cardPin=[REDACTED:pin]");
        assertThat(MASKER.mask("{\"securityCode\":123,\"pin\":\"1234\"}"))
                .isEqualTo("{\"securityCode\":\"[REDACTED:cvv]\",\"pin\":\"[REDACTED:pin]\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pin=13", "cvv=missing", "pin: GPIO17", "pin=1234567890123"})
    void leavesWhatIsNoCode(String line) {
        assertThat(MASKER.mask(line)).isSameAs(line);
    }

    @Test
    void keepsNothingOfACardUnderTheRulesOfThePaymentIndustry() {
        assertThat(Masker.of(MaskingRules.of(Profile.PCI)).mask("on 4112131415161710"))
                .isEqualTo("on [REDACTED:card]");
    }
}
