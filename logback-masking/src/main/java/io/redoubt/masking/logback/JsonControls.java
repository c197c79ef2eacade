package io.redoubt.masking.logback;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Escapes in finished JSON the controls from U+007F on, the ends of lines U+2028 and U+2029, and the marks that turn the direction of writing. RFC
 * 8259, section 7, lets writers leave them as they are, and readers read them back alike.
 */
final class JsonControls {

    private static final int ESCAPE = 6;
    private static final long ONES = 0x0101010101010101L;
    private static final long DELETES = 0x7f7f7f7f7f7f7f7fL;
    private static final long HIGHEST = 0x8080808080808080L;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private JsonControls() {}

    /** {@return the text with none of them; itself if there was none} */
    static byte[] escaped(byte[] json) {
        int first = next(json, 0);
        return first == json.length ? json : escapedFrom(json, first);
    }

    private static byte[] escapedFrom(byte[] json, int first) {
        byte[] escaped = new byte[json.length * ESCAPE];
        int size = 0;
        int from = 0;
        for (int i = first; i < json.length; i = next(json, from)) {
            System.arraycopy(json, from, escaped, size, i - from);
            size += i - from;
            from = i + lengthAt(json, i);
            char control = new String(json, i, from - i, StandardCharsets.UTF_8).charAt(0);
            byte[] escape = String.format("\\u%04x", (int) control).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(escape, 0, escaped, size, ESCAPE);
            size += ESCAPE;
        }
        System.arraycopy(json, from, escaped, size, json.length - from);
        return Arrays.copyOf(escaped, size + json.length - from);
    }

    /** {@return where the next one begins; the length if there is none} */
    private static int next(byte[] json, int from) {
        int i = from;
        while (i < json.length) {
            if (i + Long.BYTES <= json.length && isPlain((long) WORDS.get(json, i))) {
                i += Long.BYTES;
            } else if (lengthAt(json, i) > 0) {
                return i;
            } else {
                i++;
            }
        }
        return json.length;
    }

    /** {@return whether eight bytes are ASCII and none is 0x7f} */
    private static boolean isPlain(long word) {
        long delete = word ^ DELETES;
        return ((word | (delete - ONES & ~delete)) & HIGHEST) == 0;
    }

    /** {@return the bytes of the control that begins at an offset; 0 if none does} */
    private static int lengthAt(byte[] json, int at) {
        int lead = json[at] & 0xff;
        int second = at + 1 < json.length ? json[at + 1] & 0xff : 0;
        if (lead == 0x7f) {
            return 1;
        }
        if ((lead == 0xc2 && second >= 0x80 && second <= 0x9f) || (lead == 0xd8 && second == 0x9c)) {
            return 2;
        }
        int third = lead == 0xe2 && at + 2 < json.length ? json[at + 2] & 0xff : 0;
        boolean isMark = second == 0x80
                ? third == 0x8e || third == 0x8f || (third >= 0xa8 && third <= 0xae)
                : second == 0x81 && third >= 0xa6 && third <= 0xa9;
        return isMark ? 3 : 0;
    }
}
