package io.redoubt.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A document and the signature over its exact bytes: a JWS in flattened JSON serialisation (RFC 7515 section 7.2.2) of one
 * fixed form. Nothing is ever written again in order to be verified. Immutable and thread-safe.
 */
public final class SignedEnvelope {

    /** The longest envelope that a service reads. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final Set<String> MEMBERS = Set.of("payload", "protected", "signature");
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
    private static final int MAX_DEPTH = 2;
    private static final int MAX_MEMBERS = 8;

    private final Map<String, Object> header;
    private final byte[] payload;
    private final byte[] signingInput;
    private final byte[] signature;

    private SignedEnvelope(Map<String, Object> header, byte[] payload, byte[] signingInput, byte[] signature) {
        this.header = header;
        this.payload = payload;
        this.signingInput = signingInput;
        this.signature = signature;
    }

    /**
     * Reads the form of an envelope of at most {@link #MAX_BYTES}, without believing anything.
     *
     * @param bytes the whole file or answer
     * @return the envelope, not verified
     * @throws JsonException if it is not exactly one envelope
     */
    public static SignedEnvelope read(byte[] bytes) throws JsonException {
        return read(bytes, MAX_BYTES);
    }

    /**
     * Reads the form of an envelope that may be longer, as the manifest of a large fleet is.
     *
     * @param bytes the whole file
     * @param maxBytes the longest that is accepted
     * @return the envelope, not verified
     * @throws JsonException if it is not exactly one envelope
     */
    public static SignedEnvelope read(byte[] bytes, int maxBytes) throws JsonException {
        JsonLimits limits = new JsonLimits(maxBytes, MAX_DEPTH, MAX_MEMBERS);
        Map<String, Object> members = exactly(MEMBERS, StrictJson.object(bytes, limits));
        String protectedHeader = text(members, "protected");
        String payload = text(members, "payload");
        return new SignedEnvelope(
                exactly(HEADER, StrictJson.object(decode(protectedHeader), limits)),
                decode(payload),
                (protectedHeader + "." + payload).getBytes(StandardCharsets.US_ASCII),
                decode(text(members, "signature")));
    }

    /**
     * {@return the payload, which the key with the key id that the header names has signed for this type, or nothing}
     *
     * @param type what the envelope must hold
     * @param keys finds a trusted key by its id
     */
    public Optional<byte[]> verified(EnvelopeType type, Function<String, Optional<EnvelopeKey>> keys) {
        if (!type.mediaType().equals(header.get("typ"))) {
            return Optional.empty();
        }
        return keys.apply(text(header, "kid"))
                .filter(key -> key.algorithm().equals(header.get("alg")))
                .filter(key -> key.verifies(signingInput, signature))
                .map(key -> payload.clone());
    }

    /** {@return the payload, which nobody may have signed: to say what is wrong with it, never to use it} */
    public byte[] unverifiedPayload() {
        return payload.clone();
    }

    /**
     * {@return an envelope as it is stored and sent}
     *
     * @param type what it holds
     * @param payload the document
     * @param signer who answers for it
     */
    public static byte[] write(EnvelopeType type, byte[] payload, EnvelopeSigner signer) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", signer.key().algorithm());
        header.put("typ", type.mediaType());
        header.put("kid", signer.key().id());
        String protectedHeader = encode(Json.write(header));
        String encoded = encode(payload);
        byte[] signature = signer.sign((protectedHeader + "." + encoded).getBytes(StandardCharsets.US_ASCII));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("protected", protectedHeader);
        members.put("payload", encoded);
        members.put("signature", encode(signature));
        return Json.write(members);
    }

    private static Map<String, Object> exactly(Set<String> names, Map<String, Object> members) throws JsonException {
        if (!members.keySet().equals(names) || !members.values().stream().allMatch(String.class::isInstance)) {
            throw new JsonException("the members are not those of an envelope");
        }
        return members;
    }

    private static String text(Map<String, Object> members, String name) {
        return (String) Objects.requireNonNull(members.get(name));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** One spelling only: no padding, no bits left over. */
    private static byte[] decode(String text) throws JsonException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (encode(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Told below, without the text.
        }
        throw new JsonException("a part is not canonical base64url");
    }
}
