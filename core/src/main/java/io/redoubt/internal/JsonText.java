package io.redoubt.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The characters of one JSON document, read from left to right: strings, numbers, literals and punctuation. */
final class JsonText {

    private static final int MAX_NUMBER_CHARS = 32;
    private static final int MAX_PLAIN_DIGITS = 18; // always within a long

    private final ByteBuffer in;

    JsonText(byte[] utf8) {
        this.in = ByteBuffer.wrap(utf8);
    }

    boolean atEnd() {
        return !in.hasRemaining();
    }

    String readString() throws JsonException {
        expect('"');
        // Over the array: this loop reads most of each token.
        byte[] bytes = in.array();
        int start = in.position();
        boolean ascii = true;
        for (int i = start; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '"') {
                in.position(i + 1);
                return text(start, i, ascii);
            }
            if (b == '\\') {
                in.position(i + 1);
                return readStringWithEscapes(start);
            }
            if (b < 0x20 && b >= 0) {
                in.position(i + 1);
                throw problem("a control character in a string");
            }
            ascii &= b >= 0;
        }
        in.position(bytes.length);
        throw problem("an unexpected end");
    }

    /** Goes to the end of a string without judging what is in it. */
    void skipString() throws JsonException {
        expect('"');
        byte[] bytes = in.array();
        for (int i = in.position(); i < bytes.length; i++) {
            if (bytes[i] == '"') {
                in.position(i + 1);
                return;
            }
            if (bytes[i] == '\\') {
                i++;
            }
        }
        throw problem("an unexpected end");
    }

    private String readStringWithEscapes(int start) throws JsonException {
        StringBuilder result = new StringBuilder();
        int runStart = start;
        in.position(in.position() - 1); // back on the first backslash; what precedes it is the first run
        while (true) {
            int b = next();
            if (b >= 0 && b < 0x20) {
                throw problem("a control character in a string");
            }
            if (b == '"' || b == '\\') {
                result.append(text(runStart, in.position() - 1, false));
                if (b == '"') {
                    return requireWellFormed(result.toString());
                }
                result.append(readEscape());
                runStart = in.position();
            }
        }
    }

    private char readEscape() throws JsonException {
        int b = next();
        return switch (b) {
            case '"', '\\', '/' -> (char) b;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
            default -> throw problem("an unknown escape");
        };
    }

    private int hex() throws JsonException {
        int digit = Character.digit(next(), 16);
        if (digit < 0) {
            throw problem("an escape without four hex digits");
        }
        return digit;
    }

    /** RFC 8259 section 8.2: escapes can spell surrogates that are no pair, which no two readers treat alike. */
    private String requireWellFormed(String text) throws JsonException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw problem("a lone surrogate");
            }
        }
        return text;
    }

    private String text(int start, int end, boolean ascii) throws JsonException {
        if (ascii) {
            return new String(in.array(), start, end - start, StandardCharsets.ISO_8859_1);
        }
        try {
            // A new decoder reports malformed input; the String constructor would replace it.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.array(), start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problem("malformed UTF-8");
        }
    }

    Object readLiteral(String literal, Object value) throws JsonException {
        for (int i = 0; i < literal.length(); i++) {
            expect(literal.charAt(i));
        }
        return value;
    }

    /** RFC 8259 section 6, to the letter: no leading zeros, no plus sign, no bare point, no NaN. */
    Object readNumber() throws JsonException {
        int start = in.position();
        int end = endOfPlainNumber(start);
        if (end > 0) {
            in.position(end);
            return plainNumber(start, end);
        }
        takeIf('-');
        if (!takeIf('0')) {
            takeDigits();
        }
        boolean integral = true;
        if (takeIf('.')) {
            integral = false;
            takeDigits();
        }
        if (takeIf('e') || takeIf('E')) {
            integral = false;
            if (!takeIf('+')) {
                takeIf('-');
            }
            takeDigits();
        }
        if (in.position() - start > MAX_NUMBER_CHARS) {
            throw problem("a number with too many digits");
        }
        return number(new String(in.array(), start, in.position() - start, StandardCharsets.ISO_8859_1), integral);
    }

    /** {@return the end of a whole number of a few digits, as dates are, or -1 if it is another kind of number} */
    private int endOfPlainNumber(int start) {
        byte[] bytes = in.array();
        int end = start;
        while (end < bytes.length && isDigit(bytes[end])) {
            end++;
        }
        boolean plain = end > start && end - start <= MAX_PLAIN_DIGITS && (bytes[start] != '0' || end == start + 1);
        return plain && end < bytes.length && (bytes[end] == ',' || bytes[end] == '}' || bytes[end] == ']') ? end : -1;
    }

    private Long plainNumber(int start, int end) {
        byte[] bytes = in.array();
        long value = 0;
        for (int i = start; i < end; i++) {
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }

    private Object number(String digits, boolean integral) throws JsonException {
        if (integral) {
            return wholeNumber(digits);
        }
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            throw problem("a number out of range");
        }
        return value;
    }

    /** Two identifiers that differ in their last digit must not become the same double. */
    private Long wholeNumber(String digits) throws JsonException {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            throw problem("a number out of range");
        }
    }

    private void takeDigits() throws JsonException {
        if (!isDigit(peek())) {
            throw problem("an unexpected character");
        }
        while (in.hasRemaining() && isDigit(upcoming())) {
            in.get();
        }
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    void skipSpace() {
        while (in.hasRemaining() && isSpace(upcoming())) {
            in.get();
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    boolean takeIf(char expected) {
        boolean taken = in.hasRemaining() && upcoming() == expected;
        if (taken) {
            in.get();
        }
        return taken;
    }

    void expect(char expected) throws JsonException {
        if (next() != expected) {
            throw problem("an unexpected character");
        }
    }

    /** {@return the next byte, negative if it is part of a character beyond ASCII, and leaves it there} */
    int peek() throws JsonException {
        if (!in.hasRemaining()) {
            throw problem("an unexpected end");
        }
        return upcoming();
    }

    private byte upcoming() {
        return in.get(in.position());
    }

    private int next() throws JsonException {
        int b = peek();
        in.get();
        return b;
    }

    JsonException problem(String what) {
        return new JsonException(what, in.position());
    }
}
