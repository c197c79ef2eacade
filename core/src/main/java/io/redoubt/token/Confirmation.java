package io.redoubt.token;

import io.redoubt.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * To which key or certificate a token is bound (RFC 7800): at least one of the methods that can be proven by a request.
 * Members that nobody has defined are tolerated beside these, for providers annotate them.
 *
 * @param keyThumbprint {@code jkt}, RFC 9449 section 6.1
 * @param certificateThumbprint {@code x5t#S256}, RFC 8705 section 3.1
 */
record Confirmation(Optional<String> keyThumbprint, Optional<String> certificateThumbprint) {

    private static final Set<SenderConstraint> BOTH = Set.of(SenderConstraint.DPOP, SenderConstraint.MTLS);
    private static final Set<SenderConstraint> BY_KEY = Set.of(SenderConstraint.DPOP);
    private static final Set<SenderConstraint> BY_CERTIFICATE = Set.of(SenderConstraint.MTLS);

    private static final int SHA256_CHARS = 43; // 32 bytes as base64url

    /**
     * {@return what the value of {@code cnf} says}
     *
     * @throws RefusedException if there is anything that cannot be proven: a bound token is worth nothing without proof
     */
    static Confirmation read(@Nullable Object cnf) throws RefusedException {
        if (!(cnf instanceof Map<?, ?> members)) {
            throw refused("the token's cnf is not a JSON object");
        }
        if (members.isEmpty()) {
            throw refused("the token's cnf is empty");
        }
        // RFC 7800 sections 3.2 to 3.5: defined, but nothing a request could prove.
        if (members.containsKey("jwk")
                || members.containsKey("jwe")
                || members.containsKey("jku")
                || members.containsKey("kid")) {
            throw refused("the token is bound by jwk, jwe, jku or kid (RFC 7800), which no request can prove");
        }
        Confirmation confirmation = new Confirmation(thumbprint(members, "jkt"), thumbprint(members, "x5t#S256"));
        if (confirmation.keyThumbprint.isEmpty() && confirmation.certificateThumbprint.isEmpty()) {
            throw refused("the token is bound by a method that is neither jkt nor x5t#S256");
        }
        return confirmation;
    }

    Set<SenderConstraint> methods() {
        if (keyThumbprint.isPresent() && certificateThumbprint.isPresent()) {
            return BOTH;
        }
        return keyThumbprint.isPresent() ? BY_KEY : BY_CERTIFICATE;
    }

    private static Optional<String> thumbprint(Map<?, ?> members, String method) throws RefusedException {
        Object value = members.get(method);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && isSha256(text)) {
            return Optional.of(text);
        }
        throw refused("the token's cnf member " + method + " is not the SHA-256 thumbprint that it should be");
    }

    private static boolean isSha256(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean base64url =
                    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!base64url) {
                return false;
            }
        }
        return text.length() == SHA256_CHARS;
    }

    private static RefusedException refused(String detail) {
        return new RefusedException(Reason.CONFIRMATION_REFUSED, detail);
    }
}
