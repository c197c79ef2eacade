package io.redoubt.field;

import java.util.Base64;
import java.util.Optional;

/** Ciphertexts as they stand in text columns: {@code r1.} and base64url without padding, in its one spelling. */
final class CiphertextText {

    private CiphertextText() {}

    static String text(byte[] ciphertext) {
        return CiphertextHeader.TEXT_PREFIX
                + Base64.getUrlEncoder().withoutPadding().encodeToString(ciphertext);
    }

    /** {@return the bytes, or nothing if the text is not written as {@link #text} does} */
    static Optional<byte[]> bytes(String text) {
        if (!text.startsWith(CiphertextHeader.TEXT_PREFIX)) {
            return Optional.empty();
        }
        String encoded = text.substring(CiphertextHeader.TEXT_PREFIX.length());
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(encoded);
            return text(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64url
        }
    }
}
