package io.redoubt.access;

import io.redoubt.internal.Sha256;
import java.util.Base64;
import java.util.Optional;

/** The field {@code Client-Cert} (RFC 9440 section 2.1): one certificate in DER, as a byte sequence (RFC 9651 section 3.3.5). */
final class ClientCertField {

    /** Far more than any certificate of a client that we have seen. */
    static final int MAX_CHARS = 16_384;

    private ClientCertField() {}

    static Optional<String> thumbprint(String field) {
        int end = field.length() - 1;
        if (end < 2 || field.length() > MAX_CHARS || field.charAt(0) != ':' || field.charAt(end) != ':') {
            return Optional.empty();
        }
        return der(field.substring(1, end)).map(Sha256::base64url);
    }

    /** {@return what may be a certificate: its bytes are only compared, and never parsed} */
    static Optional<byte[]> der(String base64) {
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            return der.length == 0 ? Optional.empty() : Optional.of(der);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
