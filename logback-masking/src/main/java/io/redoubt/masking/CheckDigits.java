package io.redoubt.masking;

/**
 * The arithmetic of check digits, over a range of a text in which separators stand between the characters. What is neither a digit nor a
 * letter of ASCII is passed over; nothing is allocated.
 */
final class CheckDigits {

    /** Products in the dihedral group of ten elements, as in Verhoeff, "Error Detecting Decimal Codes" (1969). */
    private static final String DIHEDRAL = "0123456789" + "1234067895" + "2340178956" + "3401289567" + "4012395678" //
            + "5987604321" + "6598710432" + "7659821043" + "8765932104" + "9876543210";
    /** What becomes of a digit at each of eight places, from the right. */
    private static final String PERMUTATIONS = "0123456789" + "1576283094" + "5803796142" + "8916043527" //
            + "9453126870" + "4286573901" + "2793806415" + "7046913258";

    private CheckDigits() {}

    /** {@return 0 to 9 of a digit, 10 to 35 of a letter in any case, or a negative number} */
    static int value(int c) {
        if (Ascii.isDigit(c)) {
            return c - '0';
        }
        int lower = Ascii.lower(c);
        return Ascii.isLower(lower) ? lower - 'a' + 10 : -1;
    }

    /** {@return how many digits and letters a range holds} */
    static int count(byte[] text, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += value(text[i]) >= 0 ? 1 : 0;
        }
        return count;
    }

    /** {@return the value of a character; a negative number if there are not so many} */
    static int at(byte[] text, int from, int to, int index) {
        int left = index;
        for (int i = from; i < to; i++) {
            int value = value(text[i]);
            if (value >= 0 && left-- == 0) {
                return value;
            }
        }
        return -1;
    }

    /** {@return characters in a row, read as one number in base 10} */
    static long number(byte[] text, int from, int to, int index, int count) {
        long number = 0;
        int left = index + count;
        for (int i = from; i < to && left > 0; i++) {
            int value = value(text[i]);
            if (value >= 0 && left-- <= count) {
                number = number * 10 + value;
            }
        }
        return number;
    }

    /** {@return the sum of the first characters, each times its weight} */
    static int weighted(byte[] text, int from, int to, int[] weights) {
        int sum = 0;
        int index = 0;
        for (int i = from; i < to && index < weights.length; i++) {
            int value = value(text[i]);
            if (value >= 0) {
                sum += value * weights[index++];
            }
        }
        return sum;
    }

    /** ISO/IEC 7812-1, annex B. */
    static boolean luhn(byte[] text, int from, int to) {
        int sum = 0;
        boolean twice = false;
        for (int i = to - 1; i >= from; i--) {
            int value = value(text[i]);
            if (value >= 0) {
                int product = twice ? value * 2 : value;
                sum += product > 9 ? product - 9 : product;
                twice = !twice;
            }
        }
        return sum % 10 == 0;
    }

    /** {@return a range, letters as two digits, as one number modulo another one, behind what stood before} */
    static int remainder(byte[] text, int from, int to, int modulus, int before) {
        int remainder = before;
        for (int i = from; i < to; i++) {
            int value = value(text[i]);
            if (value >= 0) {
                remainder = (remainder * (value > 9 ? 100 : 10) + value) % modulus;
            }
        }
        return remainder;
    }

    /** ISO/IEC 7064, MOD 11,10. */
    static boolean mod11And10(byte[] text, int from, int to) {
        int product = 10;
        int sum = 0;
        for (int i = from; i < to; i++) {
            int value = value(text[i]);
            if (value >= 0) {
                sum = (product + value) % 10;
                product = (sum == 0 ? 10 : sum) * 2 % 11;
            }
        }
        return sum == 1;
    }

    /** ISO/IEC 7064, MOD 11-2; X stands for 10 at the end. */
    static boolean mod11Base2(byte[] text, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            int value = value(text[i]);
            if (value >= 0) {
                sum = (sum * 2 + (value > 9 ? 10 : value)) % 11;
            }
        }
        return sum == 1;
    }

    /** Verhoeff, over digits. */
    static boolean verhoeff(byte[] text, int from, int to) {
        return verhoeff(text, from, to, -1);
    }

    /** Verhoeff, over digits but one, counted from the right. */
    static boolean verhoeff(byte[] text, int from, int to, int leftOut) {
        int check = 0;
        int place = 0;
        int index = 0;
        for (int i = to - 1; i >= from; i--) {
            if (Ascii.isDigit(text[i]) && index++ != leftOut) {
                int permuted = PERMUTATIONS.charAt(place % 8 * 10 + text[i] - '0') - '0';
                check = DIHEDRAL.charAt(check * 10 + permuted) - '0';
                place++;
            }
        }
        return check == 0;
    }
}
