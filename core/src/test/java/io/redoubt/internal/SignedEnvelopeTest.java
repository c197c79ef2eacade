package io.redoubt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each envelope is signed over exactly what it says, and has one thing wrong: the signature alone refuses none of them. */
class SignedEnvelopeTest {

    private static final EnvelopeSigner SIGNER = EnvelopeSigner.of(P256Keys.fromSeed(new byte[32]));
    private static final byte[] PAYLOAD = "{\"v\":1}".getBytes(StandardCharsets.UTF_8);
    private static final String NOT_CANONICAL = "a part is not canonical base64url";
    private static final String OTHER_MEMBERS = "the members are not those of an envelope";

    @Test
    void givesThePayloadThatATrustedKeySigned() throws Exception {
        assertThat(verified(SignedEnvelope.write(EnvelopeType.KEYSET, PAYLOAD, SIGNER), SIGNER.key()))
                .hasValue(PAYLOAD);
        assertThat(verified(Json.write(envelope(header(), SIGNER)), SIGNER.key()))
                .hasValue(PAYLOAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "HS256", "none", "es256", ""})
    void refusesAnAlgorithmThatIsNotTheOneOfTheKey(String algorithm) throws Exception {
        Map<String, Object> header = header();
        header.put("alg", algorithm);

        assertThat(verified(Json.write(envelope(header, SIGNER)), SIGNER.key())).isEmpty();
    }

    @Test
    void refusesTheAlgorithmOfP256OverAKeyOfEd25519() throws Exception {
        EnvelopeSigner ed25519 =
                EnvelopeSigner.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());

        assertThat(verified(Json.write(envelope(header(), ed25519)), ed25519.key()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redoubt-manifest+json",
                "redoubt-attestation+json",
                "REDOUBT-KEYSET+JSON",
                "application/redoubt-keyset+json",
                ""
            })
    void refusesAnotherTypeThanTheOneThatIsWanted(String type) throws Exception {
        Map<String, Object> header = header();
        header.put("typ", type);

        assertThat(verified(Json.write(envelope(header, SIGNER)), SIGNER.key())).isEmpty();
    }

    @Test
    void asksForTheKeyThatTheHeaderNames() throws Exception {
        Map<String, Object> header = header();
        header.put("kid", "somebody");
        SignedEnvelope envelope = SignedEnvelope.read(Json.write(envelope(header, SIGNER)));

        assertThat(envelope.verified(
                        EnvelopeType.KEYSET,
                        kid -> kid.equals(SIGNER.key().id()) ? Optional.of(SIGNER.key()) : Optional.empty()))
                .isEmpty();
        assertThat(envelope.verified(
                        EnvelopeType.KEYSET,
                        kid -> kid.equals("somebody") ? Optional.of(SIGNER.key()) : Optional.empty()))
                .hasValue(PAYLOAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"protected", "payload", "signature"})
    void refusesBitsThatAreLeftOver(String part) {
        refusesSpelling(part, SignedEnvelopeTest::withBitsLeftOver);
    }

    @ParameterizedTest
    @ValueSource(strings = {"protected", "payload", "signature"})
    void refusesPadding(String part) {
        refusesSpelling(part, text -> text + "=".repeat(4 - text.length() % 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"protected", "payload", "signature"})
    void refusesWhatIsNoBase64url(String part) {
        refusesSpelling(part, text -> text + "\n");
    }

    /** The other spelling is what is signed. */
    private static void refusesSpelling(String part, UnaryOperator<String> spelling) {
        Map<String, Object> envelope = envelope(header(), SIGNER);
        String good = (String) envelope.get(part);
        assertThat(good.length() % 4).as("characters of the last group").isNotZero();
        envelope.put(part, spelling.apply(good));
        if (!part.equals("signature")) {
            sign(envelope, SIGNER);
        }

        assertThatThrownBy(() -> SignedEnvelope.read(Json.write(envelope)))
                .isInstanceOf(JsonException.class)
                .hasMessage(NOT_CANONICAL)
                .hasNoCause();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesOtherMembersOfTheEnvelope(String name, Consumer<Map<String, Object>> change) {
        Map<String, Object> envelope = envelope(header(), SIGNER);
        change.accept(envelope);

        refusesMembers(envelope);
    }

    static List<Arguments> refusesOtherMembersOfTheEnvelope() {
        return List.of(
                change("no payload", envelope -> envelope.remove("payload")),
                change("no protected header", envelope -> envelope.remove("protected")),
                change("no signature", envelope -> envelope.remove("signature")),
                change("a number for a signature", envelope -> envelope.put("signature", 1)),
                change("an unprotected header, as text", envelope -> envelope.put("header", "{}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesOtherMembersOfTheHeader(String name, Consumer<Map<String, Object>> change) {
        Map<String, Object> header = header();
        change.accept(header);

        refusesMembers(envelope(header, SIGNER));
    }

    static List<Arguments> refusesOtherMembersOfTheHeader() {
        return List.of(
                change("no algorithm", header -> header.remove("alg")),
                change("no type", header -> header.remove("typ")),
                change("no key id", header -> header.remove("kid")),
                change("a number for a key id", header -> header.put("kid", 1)),
                change("a critical extension", header -> header.put("crit", List.of("b64"))),
                change("a payload that is not encoded", header -> header.put("b64", false)),
                change("a key of its own", header -> header.put("jwk", Map.of("kty", "EC"))),
                change("an unknown member that is text", header -> header.put("cty", "json")));
    }

    private static void refusesMembers(Map<String, Object> envelope) {
        assertThatThrownBy(() -> SignedEnvelope.read(Json.write(envelope)))
                .isInstanceOf(JsonException.class)
                .hasMessage(OTHER_MEMBERS);
    }

    private static Arguments change(String name, Consumer<Map<String, Object>> change) {
        return Arguments.of(name, change);
    }

    private static Optional<byte[]> verified(byte[] envelope, EnvelopeKey key) throws JsonException {
        return SignedEnvelope.read(envelope).verified(EnvelopeType.KEYSET, kid -> Optional.of(key));
    }

    private static Map<String, Object> header() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", "ES256");
        header.put("typ", "redoubt-keyset+json");
        header.put("kid", SIGNER.key().id());
        return header;
    }

    private static Map<String, Object> envelope(Map<String, Object> header, EnvelopeSigner signer) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("protected", encode(Json.write(header)));
        envelope.put("payload", encode(PAYLOAD));
        sign(envelope, signer);
        return envelope;
    }

    private static void sign(Map<String, Object> envelope, EnvelopeSigner signer) {
        String input = envelope.get("protected") + "." + envelope.get("payload");
        envelope.put("signature", encode(signer.sign(input.getBytes(StandardCharsets.US_ASCII))));
    }

    /** {@return another text that a lenient reader takes for the same bytes} */
    private static String withBitsLeftOver(String text) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(text.charAt(text.length() - 1));
        String other = text.substring(0, text.length() - 1) + alphabet.charAt(last + 1);
        assertThat(Base64.getUrlDecoder().decode(other))
                .isEqualTo(Base64.getUrlDecoder().decode(text));
        return other;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
