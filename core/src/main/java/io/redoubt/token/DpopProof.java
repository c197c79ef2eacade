package io.redoubt.token;

import io.redoubt.Reason;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A DPoP proof (RFC 9449 section 4.2) as it reads; its signature is not verified yet. */
final class DpopProof {

    private static final int MAX_CHARS = 4096;
    private static final int MAX_ID_CHARS = 256;
    private static final String TYPE = "dpop+jwt";

    /** One level more than the header of a token: browsers export a public key with its {@code key_ops}. */
    private static final JsonLimits HEADER_LIMITS = new JsonLimits(1024, 3, 16);

    private final CompactJws jws;
    private final JoseHeader header;
    private final ProofKey key;
    private final Claims claims;

    private DpopProof(CompactJws jws, JoseHeader header, ProofKey key, Claims claims) {
        this.jws = jws;
        this.header = header;
        this.key = key;
        this.claims = claims;
    }

    /**
     * RFC 9449 section 4.3, checks 1 to 5 and 7 but for the signature.
     *
     * @throws RefusedException if there is not exactly one proof, of the specified form
     */
    static DpopProof read(List<String> fields) throws RefusedException {
        if (fields.isEmpty() || fields.get(0).isEmpty()) {
            throw new RefusedException(Reason.PROOF_MISSING);
        }
        if (fields.size() > 1) {
            throw new RefusedException(Reason.SEVERAL_PROOFS);
        }
        CompactJws jws = parse(fields.get(0));
        Map<String, Object> members = members(jws.header());
        JoseHeader header = header(members);
        return new DpopProof(jws, header, ProofKey.read(members.get("jwk"), header), claims(jws.payload()));
    }

    private static CompactJws parse(String proof) throws RefusedException {
        if (proof.length() > MAX_CHARS) {
            throw malformed("is longer than " + MAX_CHARS + " characters");
        }
        try {
            return CompactJws.parse(proof);
        } catch (RefusedException e) {
            throw malformed("is not one compact JWS in canonical base64url");
        }
    }

    private static Map<String, Object> members(byte[] json) throws RefusedException {
        try {
            return StrictJson.object(json, HEADER_LIMITS);
        } catch (JsonException e) {
            throw malformed("has a header that is no strict JSON: " + e.getMessage());
        }
    }

    private static JoseHeader header(Map<String, Object> members) throws RefusedException {
        JoseHeader header;
        try {
            header = JoseHeader.of(members);
        } catch (RefusedException e) {
            throw e.refusal().reason() == Reason.ALGORITHM_REFUSED
                    ? new RefusedException(Reason.PROOF_ALGORITHM_REFUSED)
                    : malformed("has a header with a parameter that is missing, malformed or never accepted");
        }
        if (!header.type().equals(Optional.of(TYPE))) {
            throw malformed("has another typ than " + TYPE);
        }
        // RFC 9449 section 4.3 check 5: asymmetric. A proof under a shared secret would prove nothing.
        if (header.algorithm().keyType() == KeyType.OCT) {
            throw new RefusedException(Reason.PROOF_ALGORITHM_REFUSED);
        }
        return header;
    }

    private static Claims claims(byte[] payload) throws RefusedException {
        try {
            return Claims.read(payload);
        } catch (RefusedException e) {
            throw malformed("has claims that are no strict JSON");
        }
    }

    ProofKey key() {
        return key;
    }

    String method() throws RefusedException {
        return text("htm");
    }

    String uri() throws RefusedException {
        return text("htu");
    }

    String tokenHash() throws RefusedException {
        return text("ath");
    }

    String id() throws RefusedException {
        String id = text("jti");
        if (id.length() > MAX_ID_CHARS) {
            throw malformed("has a jti of more than " + MAX_ID_CHARS + " characters");
        }
        return id;
    }

    Optional<String> nonce() throws RefusedException {
        return claims.has("nonce") ? Optional.of(text("nonce")) : Optional.empty();
    }

    Instant issuedAt() throws RefusedException {
        return date("iat").orElseThrow(() -> malformed("has no iat"));
    }

    Optional<Instant> expiresAt() throws RefusedException {
        return date("exp");
    }

    Optional<Instant> notBefore() throws RefusedException {
        return date("nbf");
    }

    boolean isSignedBy(VerificationKey verifying) {
        return verifying.verifies(header.algorithm(), jws);
    }

    private Optional<Instant> date(String claim) throws RefusedException {
        try {
            return claims.date(claim);
        } catch (RefusedException e) {
            throw malformed("has an " + claim + " that is no whole number of seconds");
        }
    }

    private String text(String claim) throws RefusedException {
        if (claims.get(claim) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw malformed("has no " + claim + " that is text");
    }

    private static RefusedException malformed(String detail) {
        return new RefusedException(Reason.PROOF_MALFORMED, "the DPoP proof " + detail);
    }
}
