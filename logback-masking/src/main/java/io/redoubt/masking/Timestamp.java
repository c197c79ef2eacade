package io.redoubt.masking;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Knows a date with a time of day (ISO 8601, RFC 3339 section 5.6), with which most lines of a log begin, and in which nothing is hidden. */
final class Timestamp {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long SIGNS = 0x8080808080808080L;
    private static final int TIME = 11;
    private static final int SHORTEST = 19;
    private static final int LONGEST_FRACTION = 10;

    private static final Shape DATE = Shape.of("0000-00-");
    private static final Shape HOURS = Shape.of("00:00:00");

    private Timestamp() {}

    /** Eight bytes at a time: what must be a digit, and what must be that sign. */
    private record Shape(long text, long room) {

        static Shape of(String text) {
            long bytes = 0;
            long room = 0;
            for (int i = 7; i >= 0; i--) {
                bytes = bytes << 8 | text.charAt(i);
                room = room << 8 | (text.charAt(i) == '0' ? 0x80 - 10 : 0x80 - 1);
            }
            return new Shape(bytes, room);
        }

        boolean standsAt(byte[] bytes, int offset) {
            long rest = (long) EIGHT_BYTES.get(bytes, offset) ^ text;
            return ((rest + room | rest) & SIGNS) == 0;
        }
    }

    /** {@return where the timestamp ends that begins at an offset, with its fraction and its zone; the offset if there is none} */
    static int end(byte[] text, int from) {
        if (from + SHORTEST > text.length || text[from + 4] != '-' || !DATE.standsAt(text, from)) {
            return from;
        }
        int sign = text[from + TIME - 1];
        boolean day = Ascii.isDigit(text[from + 8]) && Ascii.isDigit(text[from + 9]);
        if (!day || (sign != 'T' && sign != ' ') || !HOURS.standsAt(text, from + TIME)) {
            return from;
        }
        return zone(text, fraction(text, from + SHORTEST));
    }

    private static int fraction(byte[] text, int from) {
        int sign = Ascii.at(text, from);
        if ((sign != '.' && sign != ',') || !Ascii.isDigit(Ascii.at(text, from + 1))) {
            return from;
        }
        int last = Math.min(text.length, from + LONGEST_FRACTION);
        int end = from + 1;
        while (end < last && Ascii.isDigit(text[end])) {
            end++;
        }
        return end;
    }

    private static int zone(byte[] text, int from) {
        int sign = Ascii.at(text, from);
        if (sign == 'Z') {
            return from + 1;
        }
        boolean zone = (sign == '+' || sign == '-')
                && Ascii.isDigit(Ascii.at(text, from + 1))
                && Ascii.isDigit(Ascii.at(text, from + 2))
                && Ascii.at(text, from + 3) == ':'
                && Ascii.isDigit(Ascii.at(text, from + 4))
                && Ascii.isDigit(Ascii.at(text, from + 5));
        return zone ? from + 6 : from;
    }
}
