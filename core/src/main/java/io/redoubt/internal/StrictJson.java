package io.redoubt.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON (RFC 8259) in the one way in which every reader must agree, and refuses the rest: duplicate names at any
 * depth, malformed UTF-8, a byte order mark, lone surrogates, text after the document, numbers beyond a double.
 *
 * <p>Values become {@link String}, {@link Long} (a number without fraction and exponent that fits), {@link Double},
 * {@link Boolean}, {@link JsonNull}, unmodifiable {@link List} and unmodifiable {@link Map} in document order. One
 * instance reads one document; use the static methods.
 */
public final class StrictJson {

    private static final int MAX_NUMBER_CHARS = 32;

    private final byte[] utf8;
    private final JsonLimits limits;
    private int position;
    private int depth;

    private StrictJson(byte[] utf8, JsonLimits limits) {
        this.utf8 = utf8;
        this.limits = limits;
    }

    /**
     * {@return the members of a document that is one JSON object}
     *
     * @param utf8 the whole document
     * @param limits how much is accepted
     * @throws JsonException if the document is anything else
     */
    public static Map<String, Object> object(byte[] utf8, JsonLimits limits) throws JsonException {
        StrictJson json = new StrictJson(utf8, limits);
        json.checkSize();
        json.skipSpace();
        Map<String, Object> members = json.readObject();
        json.skipSpace();
        if (json.position != utf8.length) {
            throw json.problem("text after the document");
        }
        return members;
    }

    /**
     * Looks for one text member of the outermost object and stops there: what follows it is not read, so the answer is
     * good for choosing how to check the document, never for trusting it.
     *
     * @param utf8 the whole document
     * @param limits how much is accepted
     * @param name the name of the member
     * @return the first value under that name, or nothing if there is none or it is not text
     * @throws JsonException if the document is not strict JSON up to that place
     */
    public static Optional<String> peekText(byte[] utf8, JsonLimits limits, String name) throws JsonException {
        StrictJson json = new StrictJson(utf8, limits);
        json.checkSize();
        json.skipSpace();
        json.expect('{');
        json.depth = 1;
        json.skipSpace();
        if (json.peek() == '}') {
            return Optional.empty();
        }
        do {
            String member = json.readMemberName();
            Object value = json.readValue();
            if (member.equals(name)) {
                return value instanceof String text ? Optional.of(text) : Optional.empty();
            }
            json.skipSpace();
        } while (json.takeIf(','));
        json.expect('}');
        return Optional.empty();
    }

    private void checkSize() throws JsonException {
        if (utf8.length > limits.maxBytes()) {
            throw problem("the document is too long");
        }
    }

    private Object readValue() throws JsonException {
        return switch (peek()) {
            case '{' -> readObject();
            case '[' -> readArray();
            case '"' -> readString();
            case 't' -> readLiteral("true", true);
            case 'f' -> readLiteral("false", false);
            case 'n' -> readLiteral("null", JsonNull.NULL);
            default -> readNumber();
        };
    }

    private Map<String, Object> readObject() throws JsonException {
        expect('{');
        descend();
        Map<String, Object> members = new LinkedHashMap<>();
        skipSpace();
        if (!takeIf('}')) {
            do {
                // RFC 7515 section 10.12, RFC 7519 section 4: names within an object must be unique.
                if (members.put(readMemberName(), readValue()) != null) {
                    throw problem("a duplicate name");
                }
                if (members.size() > limits.maxMembers()) {
                    throw problem("too many members");
                }
                skipSpace();
            } while (takeIf(','));
            expect('}');
        }
        depth--;
        return Collections.unmodifiableMap(members);
    }

    /** Leaves the position at the first character of the member's value. */
    private String readMemberName() throws JsonException {
        skipSpace();
        String name = readString();
        skipSpace();
        expect(':');
        skipSpace();
        return name;
    }

    private List<Object> readArray() throws JsonException {
        expect('[');
        descend();
        List<Object> elements = new ArrayList<>();
        skipSpace();
        if (!takeIf(']')) {
            do {
                skipSpace();
                elements.add(readValue());
                if (elements.size() > limits.maxMembers()) {
                    throw problem("too many elements");
                }
                skipSpace();
            } while (takeIf(','));
            expect(']');
        }
        depth--;
        return Collections.unmodifiableList(elements);
    }

    private void descend() throws JsonException {
        if (++depth > limits.maxDepth()) {
            throw problem("nested too deeply");
        }
    }

    private String readString() throws JsonException {
        expect('"');
        int start = position;
        boolean ascii = true;
        while (true) {
            int b = next();
            if (b == '"') {
                return text(start, position - 1, ascii);
            }
            if (b == '\\') {
                return readStringWithEscapes(start);
            }
            if (b >= 0 && b < 0x20) {
                throw problem("a control character in a string");
            }
            ascii &= b >= 0;
        }
    }

    private String readStringWithEscapes(int start) throws JsonException {
        StringBuilder result = new StringBuilder();
        int runStart = start;
        position--; // back on the first backslash; what precedes it is the first run
        while (true) {
            int b = next();
            if (b >= 0 && b < 0x20) {
                throw problem("a control character in a string");
            }
            if (b == '"' || b == '\\') {
                result.append(text(runStart, position - 1, false));
                if (b == '"') {
                    return requireWellFormed(result.toString());
                }
                result.append(readEscape());
                runStart = position;
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
            return new String(utf8, start, end - start, StandardCharsets.ISO_8859_1);
        }
        try {
            // A new decoder reports malformed input; the String constructor would replace it.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problem("malformed UTF-8");
        }
    }

    private Object readLiteral(String literal, Object value) throws JsonException {
        for (int i = 0; i < literal.length(); i++) {
            expect(literal.charAt(i));
        }
        return value;
    }

    /** RFC 8259 section 6, to the letter: no leading zeros, no plus sign, no bare point, no NaN. */
    private Object readNumber() throws JsonException {
        int start = position;
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
        if (position - start > MAX_NUMBER_CHARS) {
            throw problem("a number with too many digits");
        }
        return number(new String(utf8, start, position - start, StandardCharsets.ISO_8859_1), integral);
    }

    private Object number(String digits, boolean integral) throws JsonException {
        if (integral && digits.length() <= 18) { // 18 characters always fit a long
            return Long.valueOf(digits);
        }
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            throw problem("a number out of range");
        }
        return value;
    }

    private void takeDigits() throws JsonException {
        if (peek() < '0' || peek() > '9') {
            throw problem("an unexpected character");
        }
        while (position < utf8.length && utf8[position] >= '0' && utf8[position] <= '9') {
            position++;
        }
    }

    private void skipSpace() {
        while (position < utf8.length) {
            byte b = utf8[position];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return;
            }
            position++;
        }
    }

    private boolean takeIf(char expected) {
        if (position < utf8.length && utf8[position] == expected) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(char expected) throws JsonException {
        if (next() != expected) {
            throw problem("an unexpected character");
        }
    }

    private int peek() throws JsonException {
        if (position >= utf8.length) {
            throw problem("an unexpected end");
        }
        return utf8[position];
    }

    private int next() throws JsonException {
        int b = peek();
        position++;
        return b;
    }

    private JsonException problem(String what) {
        return new JsonException(what, position);
    }
}
