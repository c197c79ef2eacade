package io.redoubt.cli;

import io.redoubt.field.CiphertextHeader;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A ciphertext as somebody copies it from a column: the text of a text column, or the bytes of a binary one as tools print them.
 *
 * @param header what it says of itself
 * @param size how many bytes it has
 */
record PastedCiphertext(CiphertextHeader header, int size) {

    private static final String TEXT_PREFIX = "r1.";
    private static final byte MAGIC = (byte) 0xC1;

    /** Before the digits: PostgreSQL's sign, that of MySQL and SQL Server, or the first byte. No base64 of a ciphertext so begins. */
    private static final Pattern HEX = Pattern.compile("(?i)(?:\\\\x|0x|(?=c1))([0-9a-f]+)");

    /** Tools break long values into lines. */
    private static final Pattern SPACE = Pattern.compile("\\s+");

    static PastedCiphertext parse(String pasted) {
        String text = SPACE.matcher(pasted).replaceAll("");
        byte[] bytes = bytes(text).orElseThrow(PastedCiphertext::unreadable);
        if (bytes.length == 0 || bytes[0] != MAGIC) {
            throw new CommandException(
                    "ciphertext.foreign",
                    "the value is not encrypted by Redoubt: its first byte is not c1",
                    "see that the right column was copied; a field that migrates may still hold plaintext");
        }
        Optional<CiphertextHeader> header = text.startsWith(TEXT_PREFIX)
                ? CiphertextHeader.parseText(text) // which knows one spelling of the bytes only
                : CiphertextHeader.parse(bytes);
        return new PastedCiphertext(header.orElseThrow(PastedCiphertext::malformed), bytes.length);
    }

    private static Optional<byte[]> bytes(String text) {
        Matcher hex = HEX.matcher(text);
        if (hex.matches()) {
            return Optional.of(bytesOfHex(hex.group(1)));
        }
        String encoded = text.startsWith(TEXT_PREFIX) ? text.substring(TEXT_PREFIX.length()) : text;
        try {
            return Optional.of(
                    Base64.getUrlDecoder().decode(encoded.replace('+', '-').replace('/', '_')));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64
        }
    }

    private static byte[] bytesOfHex(String digits) {
        if (digits.length() % 2 != 0) {
            throw malformed();
        }
        return HexFormat.of().parseHex(digits);
    }

    private static CommandException unreadable() {
        return new CommandException(
                "ciphertext.form",
                "the value is neither r1. text, nor hexadecimal digits, nor base64",
                "copy the whole value of the column and nothing else");
    }

    private static CommandException malformed() {
        return new CommandException(
                "ciphertext.header",
                "the value begins like a ciphertext, but is cut off, was changed, or is of a format that this version does not"
                        + " know",
                "copy the whole value, and take the version of redoubt that the service has");
    }

    /** {@return how many bytes are neither header, nor nonce, nor tag: type and value, as long as before they were sealed} */
    int sealed() {
        return size - header.length() - header.nonceLength() - header.tagLength();
    }
}
