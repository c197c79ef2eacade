package io.redoubt.token;

import io.redoubt.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The canonical gate: a token that passed it has exactly one spelling, so a deny-list or a cache cannot be dodged by
 * writing the same token differently.
 *
 * <p>One look at each character, before any parser: RFC 7515 section 7.1 (two dots), RFC 4648 sections 3.3 and 3.5
 * (no foreign characters, no padding, unused bits zero).
 */
final class CompactJws {

    /** The longest token that is looked at. */
    static final int MAX_CHARS = 8192;

    private static final int MAX_HEADER_CHARS = 1366; // 1 KiB of JSON
    private static final int MAX_SIGNATURE_CHARS = 1366; // RSA-8192

    private static final int PARTS_OF_A_JWE = 5; // RFC 7516 section 7.1
    private static final byte[] VALUES = sextets();

    private final byte[] ascii;
    private final int headerEnd;
    private final int payloadEnd;

    private CompactJws(byte[] ascii, int headerEnd, int payloadEnd) {
        this.ascii = ascii;
        this.headerEnd = headerEnd;
        this.payloadEnd = payloadEnd;
    }

    static CompactJws parse(String token) throws RefusedException {
        if (token.length() > MAX_CHARS) {
            throw new RefusedException(Reason.TOKEN_TOO_LONG);
        }
        int firstDot = token.indexOf('.');
        int secondDot = token.indexOf('.', firstDot + 1);
        if (firstDot < 0 || secondDot < 0 || token.indexOf('.', secondDot + 1) >= 0) {
            throw new RefusedException(hasPartsOfAJwe(token) ? Reason.TOKEN_ENCRYPTED : Reason.TOKEN_MALFORMED);
        }
        // A character beyond Latin-1 becomes '?', which is as foreign to base64url.
        byte[] ascii = token.getBytes(StandardCharsets.ISO_8859_1);
        requireAlphabet(ascii, 0, firstDot);
        requireAlphabet(ascii, firstDot + 1, secondDot);
        requireAlphabet(ascii, secondDot + 1, ascii.length);
        if (secondDot == ascii.length - 1) {
            throw new RefusedException(Reason.TOKEN_UNSIGNED);
        }
        requirePart(ascii, 0, firstDot, MAX_HEADER_CHARS);
        requirePart(ascii, firstDot + 1, secondDot, MAX_CHARS);
        requirePart(ascii, secondDot + 1, ascii.length, MAX_SIGNATURE_CHARS);
        return new CompactJws(ascii, firstDot, secondDot);
    }

    private static boolean hasPartsOfAJwe(String token) {
        return token.chars().filter(c -> c == '.').count() == PARTS_OF_A_JWE - 1
                && token.chars().allMatch(c -> c == '.' || (c < VALUES.length && VALUES[c] >= 0));
    }

    /** One look at each character and none back: a foreign one makes the sum of all negative. */
    private static void requireAlphabet(byte[] ascii, int start, int end) throws RefusedException {
        int all = 0;
        for (int i = start; i < end; i++) {
            all |= VALUES[ascii[i] & 0xFF];
        }
        if (all < 0) {
            throw new RefusedException(Reason.TOKEN_MALFORMED);
        }
    }

    private static void requirePart(byte[] ascii, int start, int end, int maxChars) throws RefusedException {
        int length = end - start;
        int remainder = length & 3;
        if (length == 0 || length > maxChars || remainder == 1) {
            throw new RefusedException(Reason.TOKEN_MALFORMED);
        }
        if (remainder != 0) {
            // Two characters carry 12 bits for one byte, three carry 18 for two: the rest must be zero.
            int unusedBits = remainder == 2 ? 0b1111 : 0b11;
            if ((VALUES[ascii[end - 1]] & unusedBits) != 0) {
                throw new RefusedException(Reason.TOKEN_MALFORMED);
            }
        }
    }

    byte[] header() {
        return decode(0, headerEnd);
    }

    byte[] payload() {
        return decode(headerEnd + 1, payloadEnd);
    }

    byte[] signature() {
        return decode(payloadEnd + 1, ascii.length);
    }

    /** {@return what was signed: header, dot and payload (RFC 7515 section 5.2 step 8)} */
    byte[] signingInput() {
        return Arrays.copyOf(ascii, payloadEnd);
    }

    private byte[] decode(int start, int end) {
        return Base64.getUrlDecoder().decode(Arrays.copyOfRange(ascii, start, end));
    }

    private static byte[] sextets() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"; // RFC 4648 section 5
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }
}
