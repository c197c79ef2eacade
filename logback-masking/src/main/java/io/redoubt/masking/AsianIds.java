package io.redoubt.masking;

import static io.redoubt.masking.IdCheck.NOTHING;
import static io.redoubt.masking.IdCheck.between;
import static io.redoubt.masking.IdCheck.capitals;
import static io.redoubt.masking.IdCheck.dayMonth;
import static io.redoubt.masking.IdCheck.one;
import static io.redoubt.masking.IdCheck.plain;
import static io.redoubt.masking.IdCheck.sign;
import static io.redoubt.masking.IdCheck.written;
import static io.redoubt.masking.IdCheck.yearMonthDay;

import java.util.List;

/** Numbers of persons in Asia. */
final class AsianIds {

    private static final int[] TAIWANESE = {0, 8, 7, 6, 5, 4, 3, 2, 1, 1};
    /** The letters of Taiwan in the order of their numbers, from 10 on. */
    private static final String TAIWANESE_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

    private static final int[] SINGAPOREAN = {0, 2, 7, 6, 5, 4, 3, 2};

    static final List<NationalId> ALL = List.of(
            NationalId.of(
                            "cn.ric",
                            "China",
                            "shenfenzheng shenfenzhenghao sfz sfzh residentidentitycard chineseid",
                            "shenfenzheng sfz",
                            "999999999999999999 99999999999999999A",
                            between(6, 2, 19, 20)
                                    .and(yearMonthDay(8))
                                    .and(between(0, 2, 11, 91))
                                    .and(AsianIds::isChinese))
                    .alone(plain(), Anchor.digits(17, 18)),
            NationalId.of(
                    "in.aadhaar",
                    "India",
                    "aadhaar aadhar adhaar aadhaarnumber aadharnumber aadhaarno uidai uidnumber",
                    "aadhaar aadhar uidai",
                    "999999999999",
                    one(0, "23456789").and(CheckDigits::verhoeff)),
            NationalId.of(
                    "in.pan",
                    "India",
                    "pannumber panno pancard permanentaccountnumber",
                    "pan",
                    "AAAAA9999A",
                    one(3, "abcfghjlpt")),
            NationalId.of(
                    "in.gstin",
                    "India",
                    "gstin gstinnumber gstnumber gstno",
                    "gstin gst",
                    "99AAAAA9999ANAN",
                    one(13, "z").and(AsianIds::isTaxedInIndia)),
            NationalId.of(
                    "jp.mynumber",
                    "Japan",
                    "mynumber kojinbango individualnumber",
                    "mynumber my-number kojinbango",
                    "999999999999",
                    sign("00987654321", 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)),
            NationalId.of(
                            "kr.rrn",
                            "South Korea",
                            "rrn jumin juminno juminbeonho residentregistrationnumber",
                            "rrn jumin",
                            "9999999999999",
                            yearMonthDay(0)
                                    .and(one(6, "12345678"))
                                    .and(sign("10987654321", 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)))
                    .alone(written("999999-9999999"), Anchor.digits(13, 13)),
            NationalId.of(
                    "tw.id",
                    "Taiwan",
                    "taiwanid shenfenzhengzihao guominshenfenzheng",
                    "taiwan shenfenzheng",
                    "A999999999",
                    one(1, "1289").and(AsianIds::isTaiwanese)),
            NationalId.of(
                    "hk.hkid",
                    "Hong Kong",
                    "hkid hkidno hkidnumber hkidcard",
                    "hkid",
                    "AA999999N A999999N",
                    AsianIds::isFromHongKong),
            NationalId.of(
                            "sg.nric",
                            "Singapore",
                            "nric nricno nricnumber nricfin finnumber",
                            "nric fin",
                            "A9999999A",
                            one(0, "stfg").and(AsianIds::isSingaporean))
                    .alone(capitals().and(plain()), NationalId.letterAndDigit("stfg")),
            NationalId.of(
                    "th.pid",
                    "Thailand",
                    "thaiid thaiidnumber thainationalid citizenid",
                    "thai",
                    "9999999999999",
                    one(0, "12345678").and(sign("10987654321", 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2))),
            NationalId.of(
                    "my.mykad",
                    "Malaysia",
                    "mykad mykadno mykadnumber nokp nokadpengenalan icnumber",
                    "mykad nric nokp",
                    "999999999999",
                    yearMonthDay(0)),
            NationalId.of(
                    "id.nik",
                    "Indonesia",
                    "nik nomornik ktp noktp nomorktp nomorindukkependudukan",
                    "nik ktp",
                    "9999999999999999",
                    between(0, 2, 11, 97).and(dayMonth(6, NOTHING, 40))),
            NationalId.of(
                    "il.tz", "Israel", "teudatzehut misparzehut zehut", "zehut teudat", "999999999", CheckDigits::luhn),
            NationalId.of(
                            "ae.eid",
                            "United Arab Emirates",
                            "emiratesid emiratesidnumber eidnumber eidano",
                            "emirates",
                            "999999999999999",
                            between(0, 3, 784, 784)
                                    .and(between(3, 4, 1900, 2099))
                                    .and(CheckDigits::luhn))
                    .alone(plain().or(written("999-9999-9999999-9")), Anchor.digits(15, 15)),
            NationalId.of(
                    "sa.id",
                    "Saudi Arabia",
                    "iqama iqamanumber iqamano saudiid",
                    "iqama",
                    "9999999999",
                    one(0, "12").and(CheckDigits::luhn)));

    private AsianIds() {}

    private static boolean isChinese(byte[] text, int from, int to) {
        int last = CheckDigits.at(text, from, to, 17);
        return (last <= 9 || last == CheckDigits.value('x')) && CheckDigits.mod11Base2(text, from, to);
    }

    /** As Luhn, in base 36. */
    private static boolean isTaxedInIndia(byte[] text, int from, int to) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int product = CheckDigits.at(text, from, to, i) * (i % 2 + 1);
            sum += i < 14 ? product / 36 + product % 36 : CheckDigits.at(text, from, to, 14);
        }
        return sum % 36 == 0;
    }

    private static boolean isTaiwanese(byte[] text, int from, int to) {
        int letter = TAIWANESE_LETTERS.indexOf(Ascii.lower(text[from]) - 0x20) + 10;
        return (letter / 10 + letter % 10 * 9 + CheckDigits.weighted(text, from, to, TAIWANESE)) % 10 == 0;
    }

    /** One letter or two before six digits; the place of a missing first one counts 36, and A at the end is 10. */
    private static boolean isFromHongKong(byte[] text, int from, int to) {
        int length = CheckDigits.count(text, from, to);
        int sum = length == 8 ? 36 * 9 : 0;
        for (int i = 0; i < length; i++) {
            sum += CheckDigits.at(text, from, to, i) * (length - i);
        }
        return CheckDigits.at(text, from, to, length - 1) <= 10 && sum % 11 == 0;
    }

    private static boolean isSingaporean(byte[] text, int from, int to) {
        int first = Ascii.lower(text[from]);
        boolean later = first == 't' || first == 'g';
        boolean citizen = first == 's' || first == 't';
        int sum = CheckDigits.weighted(text, from, to, SINGAPOREAN) + (later ? 4 : 0);
        String signs = citizen ? "JZIHGFEDCBA" : "XWUTRQPNMLK";
        return CheckDigits.value(signs.charAt(sum % 11)) == CheckDigits.at(text, from, to, 8);
    }
}
