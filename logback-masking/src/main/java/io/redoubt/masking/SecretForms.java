package io.redoubt.masking;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The ways in which a secret may stand in a log. */
final class SecretForms {

    private SecretForms() {}

    /** {@return the forms of a secret that passes: as it is, and percent-escaped} */
    static List<byte[]> ofPassing(String secret) {
        return bytes(List.of(secret, URLEncoder.encode(secret, UTF_8)));
    }

    /** {@return all forms of a secret} */
    static List<byte[]> of(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        String percent = URLEncoder.encode(secret, UTF_8);
        forms.add(secret);
        forms.add(percent);
        forms.add(percent.replace("+", "%20"));
        forms.add(lowerCaseEscapes(percent));
        forms.add(json(secret));
        forms.add(xml(secret));
        byte[] bytes = secret.getBytes(UTF_8);
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
        for (int phase = 0; phase < 3; phase++) {
            forms.add(base64(Base64.getEncoder(), bytes, phase));
            forms.add(base64(Base64.getUrlEncoder(), bytes, phase));
        }
        return bytes(List.copyOf(forms));
    }

    private static List<byte[]> bytes(List<String> forms) {
        return forms.stream()
                .distinct()
                .map(form -> form.getBytes(UTF_8))
                .filter(form -> form.length >= SecretForm.TAIL)
                .toList();
    }

    /** RFC 4648, section 4: a byte stands in one of three phases, and only whole characters belong to the secret alone. */
    private static String base64(Base64.Encoder encoder, byte[] secret, int phase) {
        byte[] shifted = new byte[phase + secret.length];
        System.arraycopy(secret, 0, shifted, phase, secret.length);
        String text = new String(encoder.encode(shifted), US_ASCII);
        int from = (phase * 8 + 5) / 6;
        return text.substring(from, Math.max(from, shifted.length * 8 / 6));
    }

    private static String lowerCaseEscapes(String percent) {
        StringBuilder lower = new StringBuilder(percent);
        for (int i = 0; i + 2 < lower.length(); i++) {
            if (lower.charAt(i) == '%') {
                lower.replace(i + 1, i + 3, lower.substring(i + 1, i + 3).toLowerCase(Locale.ROOT));
            }
        }
        return lower.toString();
    }

    /** RFC 8259, section 7. */
    private static String json(String secret) {
        return secret.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }

    private static String xml(String secret) {
        return secret.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Overwrites what was read from a secret. */
    static void forget(List<byte[]> forms) {
        forms.forEach(form -> Arrays.fill(form, (byte) 0));
    }
}
