package io.redoubt.token;

import io.redoubt.Reason;
import io.redoubt.internal.Sha256;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The public key that a proof brings in its header (RFC 9449 section 4.2): worth nothing by itself, for everybody can bring
 * one, until its thumbprint is that to which the token is bound.
 *
 * @param algorithm with which the proof is signed
 * @param members what RFC 7638 section 3.2 requires of such a key, as it was spelled
 * @param thumbprint RFC 7638 with SHA-256 of that very spelling, in base64url
 */
record ProofKey(SignatureAlgorithm algorithm, Map<String, Object> members, String thumbprint) {

    /** 4,096 bits in base64url; a client that chooses more makes each of its proofs costly for us. */
    private static final int MAX_NUMBER_CHARS = 683;

    private static final JwkReader READER = new JwkReader(SignatureProviders.here());

    /** @throws RefusedException if there is no public key for this algorithm */
    static ProofKey read(@Nullable Object jwk, JoseHeader header) throws RefusedException {
        if (!(jwk instanceof Map<?, ?> members)) {
            throw refused("has no jwk that is a JSON object");
        }
        // RFC 9449 section 4.3 check 7. Whoever shows a private key has told everybody on the way.
        if (members.keySet().stream().anyMatch(JwkReader.SECRETS::contains)) {
            throw refused("has a jwk with private or symmetric parts");
        }
        Object algorithm = members.get("alg");
        if (algorithm != null
                && !SignatureAlgorithm.named(algorithm.toString()).equals(Optional.of(header.algorithm()))) {
            throw refused("has a jwk for another algorithm than its own");
        }
        TreeMap<String, Object> required = new TreeMap<>(); // RFC 7638 section 3.3: in lexicographic order
        required.put("kty", text(members, "kty"));
        for (String name : header.algorithm().keyType().publicMembers()) {
            required.put(name, text(members, name));
        }
        return new ProofKey(header.algorithm(), Map.copyOf(required), Sha256.base64url(json(required)));
    }

    /** RFC 7638 section 3.3: without space; nothing in it needs to be escaped. */
    private static String json(TreeMap<String, Object> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String text(Map<?, ?> members, String name) throws RefusedException {
        if (members.get(name) instanceof String text && isPlain(text) && text.length() <= MAX_NUMBER_CHARS) {
            return text;
        }
        throw refused("has a jwk that is not one of its algorithm");
    }

    /** Names of types and curves, and numbers in base64url. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain =
                    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!plain) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /**
     * {@return the key, checked as an issuer's would be}
     *
     * @throws RefusedException if it must not be used
     */
    VerificationKey toVerificationKey() throws RefusedException {
        VerificationKey key;
        try {
            key = READER.readPublic(members).orElseThrow(() -> refused("has a jwk of an unknown type"));
        } catch (KeySetException e) {
            throw refused("has a key that " + e.getMessage());
        }
        if (!key.fits(algorithm)) {
            throw refused("has a key that is not one for its algorithm");
        }
        if (!key.thumbprint().equals(thumbprint)) {
            throw refused("has a jwk whose numbers are spelled in a second way");
        }
        return key;
    }

    private static RefusedException refused(String detail) {
        return new RefusedException(Reason.PROOF_KEY_REFUSED, "the DPoP proof " + detail);
    }

    /** {@return that this is a key; it is text from outside} */
    @Override
    public String toString() {
        return "ProofKey";
    }
}
