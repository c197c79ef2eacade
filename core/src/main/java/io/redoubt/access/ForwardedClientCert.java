package io.redoubt.access;

import io.redoubt.internal.Sha256;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Envoy's field {@code X-Forwarded-Client-Cert}: one element for each proxy that appended to it, the nearest one last, each
 * of {@code key=value} pairs; a value with a comma, a semicolon or an equals sign in it is quoted, and a quote in it
 * escaped.
 */
final class ForwardedClientCert {

    static final int MAX_ELEMENTS = 16;

    private static final int SHA256_HEX_CHARS = 64;
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private ForwardedClientCert() {}

    /** {@return the thumbprint of the certificate in the first element, if there are as many as proxies that append one} */
    static Optional<String> thumbprint(String field, int depth) {
        if (field.length() > ClientCertField.MAX_CHARS) {
            return Optional.empty();
        }
        // With fewer, a proxy is missing; with more, somebody in front has written elements of his own.
        return split(field, ',')
                .filter(elements -> elements.size() == depth)
                .flatMap(elements -> pairs(elements.get(0)))
                .flatMap(ForwardedClientCert::thumbprint);
    }

    /** The certificate itself if it is there, and its hash, which must then be that of the certificate. */
    private static Optional<String> thumbprint(Map<String, String> element) {
        String hash = element.get("hash");
        String certificate = element.get("cert");
        if (hash == null) {
            return certificate == null ? Optional.empty() : ofCertificate(certificate);
        }
        Optional<String> hashed = ofHash(hash);
        return certificate == null || hashed.equals(ofCertificate(certificate)) ? hashed : Optional.empty();
    }

    private static Optional<String> ofHash(String hex) {
        if (hex.length() != SHA256_HEX_CHARS || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        byte[] hash = HexFormat.of().parseHex(hex);
        return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    /** One certificate as PEM (RFC 7468 section 5), percent-encoded. */
    private static Optional<String> ofCertificate(String encoded) {
        return percentDecoded(encoded)
                .map(String::strip)
                .filter(pem ->
                        pem.length() > BEGIN.length() + END.length() && pem.startsWith(BEGIN) && pem.endsWith(END))
                .map(pem -> pem.substring(BEGIN.length(), pem.length() - END.length()))
                .flatMap(body -> ClientCertField.der(body.replace("\r", "").replace("\n", "")))
                .map(Sha256::base64url);
    }

    private static Optional<Map<String, String>> pairs(String element) {
        Optional<List<String>> parts = split(element, ';');
        Map<String, String> pairs = new HashMap<>();
        for (String part : parts.orElse(List.of())) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                return Optional.empty();
            }
            String name = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String earlier = pairs.put(name, unquoted(part.substring(equals + 1).strip()));
            // A certificate has one hash; of alternative names it may have several.
            if (earlier != null && (name.equals("hash") || name.equals("cert"))) {
                return Optional.empty();
            }
        }
        return parts.map(all -> pairs);
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    /** {@return the parts between the separators that are in no quotes, or nothing if a quote is not closed or a part empty} */
    private static Optional<List<String>> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean end = i == text.length();
            char c = end ? separator : text.charAt(i);
            if (quoted && c == '\\' && !end) {
                i++; // what is escaped is no quote
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && (end || !quoted)) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        boolean whole = !quoted && parts.stream().noneMatch(String::isBlank);
        return whole ? Optional.of(parts) : Optional.empty();
    }

    private static Optional<String> percentDecoded(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                decoded.append(c);
                continue;
            }
            boolean complete = i + 2 < text.length()
                    && HexFormat.isHexDigit(text.charAt(i + 1))
                    && HexFormat.isHexDigit(text.charAt(i + 2));
            if (!complete) {
                return Optional.empty();
            }
            decoded.append((char) HexFormat.fromHexDigits(text, i + 1, i + 3));
            i += 2;
        }
        return Optional.of(decoded.toString());
    }
}
