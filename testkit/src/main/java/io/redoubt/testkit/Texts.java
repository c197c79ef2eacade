package io.redoubt.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** How the texts of hostile tokens are put together. */
final class Texts {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private Texts() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String base64url(String text) {
        return base64url(utf8(text));
    }

    static String base64url(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }

    /** {@return the SHA-256 digest of a text of ASCII characters} */
    static String sha256(String text) {
        return base64url(sha256(text.getBytes(StandardCharsets.US_ASCII)));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    static String decoded(String part) {
        return new String(decodedBytes(part), StandardCharsets.UTF_8);
    }

    static byte[] decodedBytes(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    /** {@return the octets with one of them changed} */
    static byte[] with(byte[] bytes, int place, int value) {
        byte[] changed = bytes.clone();
        changed[place] = (byte) value;
        return changed;
    }

    /** {@return texts by their names, in this order: a name, its text, the next name} */
    static Map<String, String> named(String... namesAndTexts) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return texts;
    }

    /** {@return the three parts of a token, empty ones too} */
    static String[] parts(String token) {
        return token.split("\\.", -1);
    }

    /** {@return a change that puts a member before all others} */
    static UnaryOperator<String> first(String member) {
        return json -> "{" + member + "," + json.substring(1);
    }

    /** {@return a change that puts a member behind all others} */
    static UnaryOperator<String> last(String member) {
        return json -> json.substring(0, json.length() - 1) + "," + member + "}";
    }
}
