package io.redoubt.masking;

import static io.redoubt.masking.IdCheck.between;
import static io.redoubt.masking.IdCheck.multiple;
import static io.redoubt.masking.IdCheck.one;
import static io.redoubt.masking.IdCheck.sign;
import static io.redoubt.masking.IdCheck.yearMonthDay;

import java.util.List;

/** Numbers of persons in South Africa, Australia and New Zealand. */
final class SouthernIds {

    private static final int[] FIRST_REVENUE = {3, 2, 7, 6, 5, 4, 3, 2};
    private static final int[] SECOND_REVENUE = {7, 4, 3, 2, 5, 2, 7, 6};

    static final List<NationalId> ALL = List.of(
            NationalId.of(
                    "za.id",
                    "South Africa",
                    "saidnumber rsaid rsaidnumber southafricanid",
                    "rsa rsaid sa-id",
                    "9999999999999",
                    yearMonthDay(0).and(between(10, 1, 0, 2)).and(CheckDigits::luhn)),
            NationalId.of(
                    "au.tfn",
                    "Australia",
                    "tfn tfnnumber taxfilenumber",
                    "tfn",
                    "999999999",
                    multiple(11, 1, 4, 3, 7, 5, 8, 6, 9, 10)),
            NationalId.of(
                    "au.medicare",
                    "Australia",
                    "medicarenumber medicareno medicarecard medicarecardnumber",
                    "medicare",
                    "9999999999",
                    one(0, "23456").and(sign("0123456789", 1, 3, 7, 9, 1, 3, 7, 9))),
            NationalId.of(
                    "nz.ird",
                    "New Zealand",
                    "ird irdnumber irdno",
                    "ird",
                    "999999999 99999999",
                    SouthernIds::isRevenueNumber),
            NationalId.of("nz.nhi", "New Zealand", "nhi nhinumber", "nhi", "AAA9999", SouthernIds::isHealthIndex));

    private SouthernIds() {}

    /** Numbers of eight digits have a zero before them; where the first weights leave 10, the second ones decide. */
    private static boolean isRevenueNumber(byte[] text, int from, int to) {
        int digits = CheckDigits.count(text, from, to) - 1;
        int remainder = revenueSum(text, from, to, digits, FIRST_REVENUE) % 11;
        if (remainder == 1) {
            remainder = revenueSum(text, from, to, digits, SECOND_REVENUE) % 11;
        }
        return remainder != 1 && CheckDigits.at(text, from, to, digits) == (11 - remainder) % 11;
    }

    private static int revenueSum(byte[] text, int from, int to, int digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < digits; i++) {
            sum += CheckDigits.at(text, from, to, i) * weights[weights.length - digits + i];
        }
        return sum;
    }

    /** Its alphabet leaves out I and O. */
    private static boolean isHealthIndex(byte[] text, int from, int to) {
        int sum = 0;
        for (int i = 0; i < 6; i++) {
            int value = CheckDigits.at(text, from, to, i);
            sum += (i < 3 ? letter(value) : value) * (7 - i);
        }
        int remainder = sum % 11;
        return remainder != 0 && CheckDigits.at(text, from, to, 6) == (11 - remainder) % 10;
    }

    private static int letter(int value) {
        int place = value - CheckDigits.value('a') + 1;
        return place - (value > CheckDigits.value('i') ? 1 : 0) - (value > CheckDigits.value('o') ? 1 : 0);
    }
}
