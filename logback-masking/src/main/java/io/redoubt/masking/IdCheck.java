package io.redoubt.masking;

/** What must hold of the characters of an identifier; those between them are passed over. Allocates nothing. */
@FunctionalInterface
interface IdCheck {

    /** More than any month or day: nothing is added to it. */
    int NOTHING = 100;

    boolean holds(byte[] text, int from, int to);

    default IdCheck and(IdCheck other) {
        return (text, from, to) -> holds(text, from, to) && other.holds(text, from, to);
    }

    default IdCheck or(IdCheck other) {
        return (text, from, to) -> holds(text, from, to) || other.holds(text, from, to);
    }

    /** {@return that the sum of the characters, each times its weight, is a multiple of a number} */
    static IdCheck multiple(int modulus, int... weights) {
        return (text, from, to) -> CheckDigits.weighted(text, from, to, weights) % modulus == 0;
    }

    /**
     * {@return that the character behind those with weights is the one for the remainder of their sum}
     *
     * @param signs one for each remainder, so that there are as many as the modulus; {@code ?} where there is none
     */
    static IdCheck sign(String signs, int... weights) {
        return (text, from, to) -> {
            int remainder = Math.floorMod(CheckDigits.weighted(text, from, to, weights), signs.length());
            return CheckDigits.at(text, from, to, weights.length) == CheckDigits.value(signs.charAt(remainder));
        };
    }

    /** {@return that a character is one of some, given in lower case} */
    static IdCheck one(int index, String choice) {
        return (text, from, to) -> {
            int value = CheckDigits.at(text, from, to, index);
            return value >= 0 && choice.indexOf(Character.forDigit(value, Character.MAX_RADIX)) >= 0;
        };
    }

    /** {@return that a number in it lies in a range} */
    static IdCheck between(int index, int digits, int least, int most) {
        return (text, from, to) -> {
            long number = CheckDigits.number(text, from, to, index, digits);
            return number >= least && number <= most;
        };
    }

    /** {@return that six digits are year, month and day} */
    static IdCheck yearMonthDay(int index) {
        return yearMonthDay(index, NOTHING, NOTHING);
    }

    /** {@return that six digits are year, month and day}; some states add to the month or to the day to tell more */
    static IdCheck yearMonthDay(int index, int addedToMonth, int addedToDay) {
        return (text, from, to) -> isDay(text, from, to, index + 2, index + 4, addedToMonth, addedToDay);
    }

    /** {@return that four digits are day and month} */
    static IdCheck dayMonth(int index) {
        return dayMonth(index, NOTHING, NOTHING);
    }

    /** {@return that four digits are day and month}; some states add to them to tell more */
    static IdCheck dayMonth(int index, int addedToMonth, int addedToDay) {
        return (text, from, to) -> isDay(text, from, to, index + 2, index, addedToMonth, addedToDay);
    }

    private static boolean isDay(byte[] text, int from, int to, int month, int day, int addedToMonth, int addedToDay) {
        long m = CheckDigits.number(text, from, to, month, 2) % addedToMonth;
        long d = CheckDigits.number(text, from, to, day, 2) % addedToDay;
        long longest = m == 2 ? 29 : m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
        return m >= 1 && m <= 12 && d >= 1 && d <= longest;
    }

    /** {@return that nothing stands between its characters} */
    static IdCheck plain() {
        return (text, from, to) -> CheckDigits.count(text, from, to) == to - from;
    }

    /** {@return that it is written in one way, with these separators: {@code 9} for a digit, {@code A} for a letter} */
    static IdCheck written(String form) {
        return (text, from, to) -> {
            if (to - from != form.length()) {
                return false;
            }
            for (int i = 0; i < form.length(); i++) {
                char place = form.charAt(i);
                boolean sign = place != '9' && place != 'A';
                if (sign ? text[from + i] != place : !Shape.fits(place, text[from + i])) {
                    return false;
                }
            }
            return true;
        };
    }

    /** {@return that its letters are capitals} */
    static IdCheck capitals() {
        return (text, from, to) -> {
            for (int i = from; i < to; i++) {
                if (Ascii.isLower(text[i])) {
                    return false;
                }
            }
            return true;
        };
    }

    /** {@return that it is never enough} */
    static IdCheck never() {
        return (text, from, to) -> false;
    }
}
