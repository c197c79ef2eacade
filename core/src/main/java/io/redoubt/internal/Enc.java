package io.redoubt.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a label and its fields so that no two lists of fields give the same bytes:
 * {@code enc(label, f1..fn) = u8 length of label, label, u8 n, then per field u16 length and bytes}, big-endian.
 *
 * <p>What cannot be written exactly is refused, never cut or replaced. The vectors are in {@code docs/vectors/enc.json}.
 * Not thread-safe.
 */
public final class Enc {

    private static final int MAX_U8 = 0xFF;
    private static final int MAX_U16 = 0xFFFF;
    private static final long MAX_U32 = 0xFFFF_FFFFL;
    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;

    private final byte[] label;
    private final List<byte[]> fields = new ArrayList<>();

    private Enc(byte[] label) {
        this.label = label;
    }

    /**
     * Begins with a label, for which number and types of the fields are fixed.
     *
     * @param label 1 to 255 ASCII characters
     * @return no field yet
     * @throws IllegalArgumentException if the label is anything else
     */
    public static Enc label(String label) {
        byte[] bytes = encode(label, StandardCharsets.US_ASCII);
        if (bytes.length == 0 || bytes.length > MAX_U8) {
            throw new IllegalArgumentException("a label has 1 to 255 characters");
        }
        return new Enc(bytes);
    }

    /**
     * Adds a name that is ASCII by its nature.
     *
     * @param name the field
     * @return this
     * @throws IllegalArgumentException if it is not ASCII, or the field or their number is too long
     */
    public Enc ascii(String name) {
        return bytes(encode(name, StandardCharsets.US_ASCII));
    }

    /**
     * Adds text, as UTF-8 and not normalised.
     *
     * @param text the field
     * @return this
     * @throws IllegalArgumentException if it has a surrogate that is no pair, or the field or their number is too long
     */
    public Enc text(String text) {
        return bytes(encode(text, StandardCharsets.UTF_8));
    }

    /**
     * Adds text that may be missing, which is another field than empty text.
     *
     * @param text the field, or nothing
     * @return this
     * @throws IllegalArgumentException if it has a surrogate that is no pair, or the field or their number is too long
     */
    public Enc optionalText(Optional<String> text) {
        byte[] value = encode(text.orElse(""), StandardCharsets.UTF_8);
        byte[] field = new byte[text.isPresent() ? 1 + value.length : 1];
        field[0] = text.isPresent() ? PRESENT : ABSENT;
        System.arraycopy(value, 0, field, 1, field.length - 1);
        return bytes(field);
    }

    /**
     * Adds a number, as four bytes.
     *
     * @param number the field, 0 to 2<sup>32</sup> - 1
     * @return this
     * @throws IllegalArgumentException if it is out of range, or there are too many fields
     */
    public Enc number(long number) {
        if (number < 0 || number > MAX_U32) {
            throw new IllegalArgumentException("a number has 32 bits");
        }
        return bytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) number).array());
    }

    /**
     * Adds bytes as they are.
     *
     * @param field the field, at most 65,535 bytes
     * @return this
     * @throws IllegalArgumentException if it is longer, or is the 256th
     */
    public Enc bytes(byte[] field) {
        if (field.length > MAX_U16) {
            throw new IllegalArgumentException("a field has at most 65535 bytes");
        }
        if (fields.size() == MAX_U8) {
            throw new IllegalArgumentException("there are at most 255 fields");
        }
        fields.add(field.clone());
        return this;
    }

    /**
     * {@return whether text can be written as UTF-8: every surrogate is half of a pair}
     *
     * @param text any text
     */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isHighSurrogate(text.charAt(i))
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** {@return the label and the fields so far} */
    public byte[] toBytes() {
        int length =
                fields.stream().mapToInt(field -> Short.BYTES + field.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(2 + label.length + length)
                .put((byte) label.length)
                .put(label)
                .put((byte) fields.size());
        fields.forEach(field -> bytes.putShort((short) field.length).put(field));
        return bytes.array();
    }

    /** A new encoder reports what it cannot write; {@code getBytes} would put a question mark there. */
    private static byte[] encode(String text, Charset charset) {
        try {
            ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            // Without its cause, which would say where in the text.
            throw new IllegalArgumentException("the text has a character that " + charset + " cannot write");
        }
    }
}
