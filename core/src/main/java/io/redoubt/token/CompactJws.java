package io.redoubt.token;

import io.redoubt.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The canonical gate: a token that passed it has exactly one spelling, so a deny-list or a cache cannot be dodged by
 * writing the same token differently.
 *
 * <p>One pass over the characters, before any parser: RFC 7515 section 7.1 (two dots), RFC 4648 sections 3.3 and 3.5
 * (no foreign characters, no padding, unused bits zero).
 */
final class CompactJws {

    /** The longest token that is looked at. */
    static final int MAX_CHARS = 8192;

    private static final int MAX_HEADER_CHARS = 1366; // 1 KiB of JSON
    private static final int MAX_SIGNATURE_CHARS = 1366; // RSA-8192

    private static final int PARTS_OF_A_JWE = 5; // RFC 7516 section 7.1
    private static final byte[] VALUES = sextets();

    private final String text;
    private final int headerEnd;
    private final int payloadEnd;

    private CompactJws(String text, int headerEnd, int payloadEnd) {
        this.text = text;
        this.headerEnd = headerEnd;
        this.payloadEnd = payloadEnd;
    }

    static CompactJws parse(String token) throws RefusedException {
        if (token.length() > MAX_CHARS) {
            throw new RefusedException(Reason.TOKEN_TOO_LONG);
        }
        int dots = 0;
        int firstDot = -1;
        int secondDot = -1;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c == '.') {
                dots++;
                if (dots == 1) {
                    firstDot = i;
                } else if (dots == 2) {
                    secondDot = i;
                }
            } else if (c >= VALUES.length || VALUES[c] < 0) {
                throw new RefusedException(Reason.TOKEN_MALFORMED);
            }
        }
        if (dots != 2) {
            throw new RefusedException(dots == PARTS_OF_A_JWE - 1 ? Reason.TOKEN_ENCRYPTED : Reason.TOKEN_MALFORMED);
        }
        if (secondDot == token.length() - 1) {
            throw new RefusedException(Reason.TOKEN_UNSIGNED);
        }
        requirePart(token, 0, firstDot, MAX_HEADER_CHARS);
        requirePart(token, firstDot + 1, secondDot, MAX_CHARS);
        requirePart(token, secondDot + 1, token.length(), MAX_SIGNATURE_CHARS);
        return new CompactJws(token, firstDot, secondDot);
    }

    private static void requirePart(String token, int start, int end, int maxChars) throws RefusedException {
        int length = end - start;
        int remainder = length & 3;
        if (length == 0 || length > maxChars || remainder == 1) {
            throw new RefusedException(Reason.TOKEN_MALFORMED);
        }
        if (remainder != 0) {
            // Two characters carry 12 bits for one byte, three carry 18 for two: the rest must be zero.
            int unusedBits = remainder == 2 ? 0b1111 : 0b11;
            if ((VALUES[token.charAt(end - 1)] & unusedBits) != 0) {
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
        return decode(payloadEnd + 1, text.length());
    }

    /** {@return the signature as it is written, for a verifier that decodes it itself} */
    String encodedSignature() {
        return text.substring(payloadEnd + 1);
    }

    /** {@return what was signed: header, dot and payload (RFC 7515 section 5.2 step 8)} */
    byte[] signingInput() {
        return text.substring(0, payloadEnd).getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] decode(int start, int end) {
        return Base64.getUrlDecoder().decode(text.substring(start, end));
    }

    private static byte[] sextets() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"; // RFC 4648 section 5
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }
}
