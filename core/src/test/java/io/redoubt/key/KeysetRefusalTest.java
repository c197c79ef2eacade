package io.redoubt.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.redoubt.ConfigurationException;
import io.redoubt.MacKeys;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.internal.EnvelopeSigner;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.Json;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.P256Keys;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.internal.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file is a good one with one thing wrong, and is refused by the check that is there for it. */
class KeysetRefusalTest {

    private static final Clock NOW = Clock.fixed(IssuedKeyset.ISSUED.plusSeconds(60), ZoneOffset.UTC);
    private static final JsonLimits LIMITS = new JsonLimits(SignedEnvelope.MAX_BYTES, 8, 1000);
    private static final EnvelopeSigner SOMEBODY =
            EnvelopeSigner.of(P256Keys.fromSeed(IssuedKeyset.digest("test somebody")));

    @TempDir
    Path mount;

    private final List<SecurityEvent> events = new CopyOnWriteArrayList<>();

    private KeysetCheck refusalOf(byte[] file) {
        return refusalOf(IssuedKeyset.at(IssuedKeyset.write(mount.resolve("keyset.json"), file)));
    }

    private KeysetCheck refusalOf(KeysetLocation location) {
        KeysetException refusal = catchThrowableOfType(
                KeysetException.class, () -> KeysetLoader.of(location, NOW).load());
        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal).hasNoCause().hasMessageContaining(refusal.check().remedy());
        return refusal.check();
    }

    @Test
    void another_services_file() {
        assertThat(refusalOf(IssuedKeyset.empty()
                        .to(new ServiceName("billing"))
                        .withEpoch(1, KeyState.PRIMARY)
                        .file()))
                .isEqualTo(KeysetCheck.ADDRESSEE);
    }

    @Test
    void another_trust_domains_file() {
        assertThat(refusalOf(
                        IssuedKeyset.ofOrders().in(new TrustDomain("shop.test")).file()))
                .isEqualTo(KeysetCheck.ADDRESSEE);
    }

    @Test
    void somebody_elses_signature() {
        assertThat(refusalOf(IssuedKeyset.ofOrders().signedBy(SOMEBODY).file())).isEqualTo(KeysetCheck.SIGNATURE);
    }

    @Test
    void somebody_elses_signature_under_the_id_of_ours() throws Exception {
        Map<String, Object> envelope =
                members(IssuedKeyset.ofOrders().signedBy(SOMEBODY).file());
        envelope.put("protected", members(IssuedKeyset.ofOrders().file()).get("protected"));

        assertThat(refusalOf(Json.write(envelope))).isEqualTo(KeysetCheck.SIGNATURE);
    }

    @Test
    void the_signature_of_another_generation() throws Exception {
        Map<String, Object> envelope = members(IssuedKeyset.ofOrders().file());
        envelope.put(
                "payload", members(IssuedKeyset.ofOrders().generation(2).file()).get("payload"));

        assertThat(refusalOf(Json.write(envelope))).isEqualTo(KeysetCheck.SIGNATURE);
    }

    @Test
    void what_the_provisioner_signed_as_something_else() {
        assertThat(refusalOf(
                        IssuedKeyset.ofOrders().signedAs(EnvelopeType.MANIFEST).file()))
                .isEqualTo(KeysetCheck.SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource
    void a_signature_that_is_none(String alg, String signature) throws Exception {
        Map<String, Object> envelope = members(IssuedKeyset.ofOrders().file());
        Map<String, Object> header = members(decode(envelope, "protected"));
        header.put("alg", alg);
        envelope.put("protected", encode(Json.write(header)));
        envelope.put("signature", signature);

        assertThat(refusalOf(Json.write(envelope))).isEqualTo(KeysetCheck.SIGNATURE);
    }

    static List<Arguments> a_signature_that_is_none() {
        String zeros = encode(new byte[64]);
        return List.of(
                Arguments.of("ES256", ""),
                Arguments.of("ES256", zeros),
                Arguments.of("none", ""),
                Arguments.of("HS256", zeros),
                Arguments.of("Ed25519", zeros));
    }

    @ParameterizedTest
    @MethodSource
    void an_envelope_of_another_form(String name, Consumer<Map<String, Object>> change) throws Exception {
        Map<String, Object> envelope = members(IssuedKeyset.ofOrders().file());
        change.accept(envelope);

        assertThat(refusalOf(Json.write(envelope))).isEqualTo(KeysetCheck.FORM);
    }

    static List<Arguments> an_envelope_of_another_form() {
        return List.of(
                change("signature stripped", envelope -> envelope.remove("signature")),
                change("payload stripped", envelope -> envelope.remove("payload")),
                change("unprotected header", envelope -> envelope.put("header", Map.of())),
                change("general serialisation", envelope -> envelope.put("signatures", List.of())),
                change("padded", envelope -> envelope.merge("signature", "==", (a, b) -> a + "=" + b)),
                change("number", envelope -> envelope.put("signature", 1)));
    }

    @ParameterizedTest
    @MethodSource
    void a_file_that_is_no_envelope(byte[] file) {
        assertThat(refusalOf(file)).isEqualTo(KeysetCheck.FORM);
    }

    static List<byte[]> a_file_that_is_no_envelope() {
        byte[] good = IssuedKeyset.ofOrders().file();
        return List.of(
                new byte[1],
                "{}".getBytes(StandardCharsets.UTF_8),
                "[".repeat(50_000).getBytes(StandardCharsets.UTF_8),
                new String(good, 0, good.length / 2, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8),
                (new String(good, StandardCharsets.UTF_8) + "{}").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource
    void a_payload_of_another_form_although_the_provisioner_signed_it(String name, Consumer<Map<String, Object>> change)
            throws Exception {
        assertThat(refusalOf(signed(change))).isEqualTo(KeysetCheck.FORM);
    }

    static List<Arguments> a_payload_of_another_form_although_the_provisioner_signed_it() {
        return List.of(
                change("unknown member", payload -> payload.put("note", "x")),
                change("missing member", payload -> payload.remove("root")),
                change("another version", payload -> payload.put("v", 2)),
                change("version as text", payload -> payload.put("v", "1")),
                change("no keys", payload -> payload.put("keys", List.of())),
                change("unknown member of a key", payload -> key(payload, 0).put("note", "x")),
                change("unknown purpose", payload -> key(payload, 0).put("purpose", "custom")),
                change("reserved purpose", payload -> key(payload, 0).put("purpose", "edge")),
                change("unknown suite", payload -> key(payload, 0).put("suite", "A128CBC")),
                change("suite of another purpose", payload -> key(payload, 0).put("suite", "HS256")),
                change("unknown state", payload -> key(payload, 0).put("state", "active")),
                change("epoch 0", payload -> key(payload, 0).put("epoch", 0)),
                change("epoch 65536", payload -> key(payload, 0).put("epoch", 65_536)),
                change(
                        "two keys under one id",
                        payload -> key(payload, 0).put("kid", key(payload, 1).get("kid"))),
                change("key id zero", payload -> key(payload, 0).put("kid", "00000000")),
                change(
                        "two keys with one fingerprint",
                        payload -> key(payload, 0).put("fp", key(payload, 1).get("fp"))),
                change("no primary", payload -> key(payload, 0).put("state", "decrypt-only")),
                change("generation 0", payload -> payload.put("generation", 0)),
                change("expired before it is valid", payload -> payload.put("exp", payload.get("nbf"))),
                change("unknown wrap", payload -> payload.put("wrap", Map.of("alg", "rsa"))),
                change("wrap without key", payload -> payload.put("wrap", Map.of("alg", "hpke-x25519"))),
                change("a set too few", payload -> sets(payload).remove("sign")),
                change("a set too many", payload -> sets(payload).put("edge", "")),
                change("a set that is no base64url", payload -> sets(payload).put("sign", "?")));
    }

    @ParameterizedTest
    @MethodSource
    void keys_that_are_not_those_of_the_list(String name, Consumer<Map<String, Object>> change) throws Exception {
        assertThat(refusalOf(signed(change))).isEqualTo(KeysetCheck.KEYS);
    }

    static List<Arguments> keys_that_are_not_those_of_the_list() {
        return List.of(
                change("two sets exchanged", payload -> {
                    Map<String, Object> sets = sets(payload);
                    Object field = sets.get("field");
                    sets.put("field", sets.get("field-eq"));
                    sets.put("field-eq", field);
                }),
                change("an empty set", payload -> sets(payload).put("sign", "")),
                change("garbage", payload -> sets(payload).put("sign", encode(new byte[100]))),
                change("another id", payload -> key(payload, 0).put("kid", "12345678")),
                change("a key of another type", payload -> {
                    for (String member : List.of("kid", "fp")) {
                        Object ofField = key(payload, 0).get(member);
                        key(payload, 0).put(member, key(payload, 3).get(member));
                        key(payload, 3).put(member, ofField);
                    }
                    Map<String, Object> sets = sets(payload);
                    Object field = sets.get("field");
                    sets.put("field", sets.get("subject-wrap"));
                    sets.put("subject-wrap", field);
                }));
    }

    @Test
    void a_list_that_names_another_primary_than_the_set() throws Exception {
        byte[] payload = IssuedKeyset.empty()
                .withEpoch(1, KeyState.DECRYPT_ONLY)
                .withEpoch(2, KeyState.PRIMARY)
                .payload();
        Map<String, Object> changed = members(payload);
        for (int i = 0; i < 16; i++) {
            key(changed, i).put("state", i < 8 ? "primary" : "decrypt-only");
        }

        assertThat(refusalOf(envelope(changed))).isEqualTo(KeysetCheck.KEYS);
    }

    @Test
    void a_key_that_is_not_the_one_of_its_fingerprint() throws Exception {
        assertThat(refusalOf(signed(payload -> key(payload, 0).put("fp", "0".repeat(32)))))
                .isEqualTo(KeysetCheck.FINGERPRINT);
    }

    @Test
    void a_keyset_that_is_not_valid_yet_and_then_is() throws Exception {
        IssuedKeyset later = IssuedKeyset.ofOrders().valid(NOW.instant().plusSeconds(61), IssuedKeyset.EXPIRES);
        KeysetLocation location = IssuedKeyset.at(later.writeTo(mount.resolve("keyset.json")));

        assertThat(refusalOf(location)).isEqualTo(KeysetCheck.VALIDITY);
        assertThat(KeysetLoader.of(location, Clock.offset(NOW, Duration.ofSeconds(1)))
                        .load()
                        .header()
                        .generation())
                .isEqualTo(1);
    }

    @Test
    void a_keyset_that_is_wrapped_when_no_recipient_key_is_configured() {
        RecipientKey recipient = RecipientKey.create(mount.resolve("recipient.jwk"), new SecureRandom());

        assertThat(refusalOf(IssuedKeyset.ofOrders()
                        .wrapped(Wrapping.to(recipient, new SecureRandom()))
                        .file()))
                .isEqualTo(KeysetCheck.WRAP);
    }

    @Test
    void a_keyset_that_is_wrapped_for_another_recipient() {
        RecipientKey.create(mount.resolve("ours.jwk"), new SecureRandom());
        RecipientKey another = RecipientKey.create(mount.resolve("theirs.jwk"), new SecureRandom());

        assertThat(refusalOf(withRecipient(IssuedKeyset.ofOrders()
                        .wrapped(Wrapping.to(another, new SecureRandom()))
                        .file())))
                .isEqualTo(KeysetCheck.WRAP);
    }

    @ParameterizedTest
    @MethodSource
    void a_wrap_that_was_made_for_another_place(String name, String member) throws Exception {
        RecipientKey ours = RecipientKey.create(mount.resolve("ours.jwk"), new SecureRandom());
        Wrapping wrapping = Wrapping.to(ours, new SecureRandom());
        Map<String, Object> payload =
                members(IssuedKeyset.ofOrders().wrapped(wrapping).payload());
        Map<String, Object> other =
                members(IssuedKeyset.ofOrders().generation(2).wrapped(wrapping).payload());
        payload.put(member, other.get(member));

        assertThat(refusalOf(withRecipient(envelope(payload)))).isEqualTo(KeysetCheck.WRAP);
    }

    static List<Arguments> a_wrap_that_was_made_for_another_place() {
        return List.of(
                Arguments.of("the key-encryption key of another generation", "wrap"),
                Arguments.of("the sets of another generation", "sets"));
    }

    @Test
    void a_wrapped_set_in_the_place_of_another() throws Exception {
        RecipientKey ours = RecipientKey.create(mount.resolve("ours.jwk"), new SecureRandom());
        Map<String, Object> payload = members(IssuedKeyset.ofOrders()
                .wrapped(Wrapping.to(ours, new SecureRandom()))
                .payload());
        Map<String, Object> sets = sets(payload);
        sets.put("field", sets.get("field-eq"));

        assertThat(refusalOf(withRecipient(envelope(payload)))).isEqualTo(KeysetCheck.WRAP);
    }

    private KeysetLocation withRecipient(byte[] file) {
        return IssuedKeyset.at(IssuedKeyset.write(mount.resolve("keyset.json"), file))
                .withRecipientKey(mount.resolve("ours.jwk"));
    }

    @Test
    void one_bit_flipped_in_any_byte() {
        byte[] good =
                IssuedKeyset.empty().with(Purpose.SIGN, 1, KeyState.PRIMARY).file();
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << i % 8);
            assertThat(refusalOf(bad))
                    .as("byte %d", i)
                    .isIn(KeysetCheck.FORM, KeysetCheck.ADDRESSEE, KeysetCheck.SIGNATURE);
        }
    }

    @Test
    void an_older_generation_and_another_content_of_the_same_one() throws Exception {
        Path file = IssuedKeyset.ofOrders().generation(5).writeTo(mount.resolve("keyset.json"));
        try (ServiceKeyset keyset = ServiceKeyset.open(IssuedKeyset.at(file), events::add, NOW)) {
            IssuedKeyset.ofOrders().generation(4).writeTo(file);
            keyset.reload();
            assertThat(keyset.status().refused().map(KeysetException::check)).contains(KeysetCheck.GENERATION);

            IssuedKeyset.ofOrders()
                    .generation(5)
                    .with(Purpose.FIELD, 2, KeyState.PREPARED)
                    .writeTo(file);
            keyset.reload();
            assertThat(keyset.status().refused().map(KeysetException::check)).contains(KeysetCheck.GENERATION);
            assertThat(keyset.status().generation()).isEqualTo(5);
            assertThat(keyset.keys()).hasSize(8);

            IssuedKeyset.ofOrders().generation(6).writeTo(file);
            keyset.reload();
            assertThat(keyset.status().refused()).isEmpty();
            assertThat(keyset.status().generation()).isEqualTo(6);
        }
    }

    @Test
    void a_wrap_that_is_whole_but_was_made_for_another_generation() throws Exception {
        RecipientKey ours = RecipientKey.create(mount.resolve("ours.jwk"), new SecureRandom());
        Map<String, Object> payload = members(IssuedKeyset.ofOrders()
                .wrapped(Wrapping.to(ours, new SecureRandom()))
                .payload());
        payload.put("generation", 2);

        assertThat(refusalOf(withRecipient(envelope(payload)))).isEqualTo(KeysetCheck.WRAP);
    }

    @Test
    void two_keys_of_one_purpose_and_epoch() throws Exception {
        Map<String, Object> payload = members(
                IssuedKeyset.ofOrders().withEpoch(2, KeyState.DECRYPT_ONLY).payload());
        key(payload, 8).put("epoch", 1);

        assertThat(refusalOf(envelope(payload))).isEqualTo(KeysetCheck.FORM);
    }

    @Test
    void keys_that_are_no_development_keys_of_this_service() {
        TrustDomain development = new TrustDomain("dev.invalid");
        byte[] others = IssuedKeyset.empty()
                .in(development)
                .to(new ServiceName("billing"))
                .withEpoch(1, KeyState.PRIMARY)
                .payload();

        assertThat(developmentRefusal(
                        "redoubt-dev-keyset", IssuedKeyset.ofOrders().payload()))
                .isEqualTo(KeysetCheck.ADDRESSEE);
        assertThat(developmentRefusal("redoubt-dev-keyset", others)).isEqualTo(KeysetCheck.ADDRESSEE);
        assertThat(developmentRefusal(
                        "redoubt-keyset+json",
                        IssuedKeyset.ofOrders().in(development).payload()))
                .isEqualTo(KeysetCheck.FORM);
    }

    private KeysetCheck developmentRefusal(String typ, byte[] payload) {
        Path file = IssuedKeyset.write(
                mount.resolve("dev.json"), Json.write(Map.of("typ", typ, "payload", encode(payload))));
        return catchThrowableOfType(
                        KeysetException.class,
                        () -> ServiceKeyset.development(file, IssuedKeyset.ORDERS, new SecureRandom(), NOW))
                .check();
    }

    @Test
    void a_new_file_without_keys_for_a_purpose_that_is_in_use() throws Exception {
        Path file = IssuedKeyset.ofOrders().writeTo(mount.resolve("keyset.json"));
        try (ServiceKeyset keyset = ServiceKeyset.open(IssuedKeyset.at(file), events::add, NOW)) {
            MacKeys names = keyset.macs(Purpose.STATE_KEY);
            IssuedKeyset fewer = IssuedKeyset.empty().generation(2);
            Purpose.all().stream()
                    .filter(purpose -> purpose != Purpose.STATE_KEY)
                    .forEach(purpose -> fewer.with(purpose, 1, KeyState.PRIMARY));
            fewer.writeTo(file);

            assertThat(keyset.reload()).isFalse();
            assertThat(keyset.status().refused())
                    .hasValueSatisfying(refused -> assertThat(refused.check()).isEqualTo(KeysetCheck.KEYS));
            assertThat(keyset.status().generation()).isEqualTo(1);
            assertThat(names.live()).hasSize(1);
        }
    }

    @Test
    void a_bad_new_file_is_told_once_and_changes_nothing() throws Exception {
        Path file = IssuedKeyset.ofOrders().writeTo(mount.resolve("keyset.json"));
        try (ServiceKeyset keyset = ServiceKeyset.open(IssuedKeyset.at(file), events::add, NOW)) {
            IssuedKeyset.ofOrders().generation(2).signedBy(SOMEBODY).writeTo(file);
            keyset.reload();
            keyset.reload();

            assertThat(events).singleElement().isInstanceOfSatisfying(SecurityEvent.KeysetRefused.class, event -> {
                assertThat(event.code()).isEqualTo("keyset.signature");
                assertThat(event.detail()).contains("provisioner-keys");
            });
            assertThat(keyset.status().generation()).isEqualTo(1);
            keyset.sealing(Purpose.FIELD, new FieldName("customer", "email"));
        }
    }

    @Test
    void each_provisioner_key_that_is_none_and_an_impossible_generation_are_mistakes_of_the_configuration() {
        String good = IssuedKeyset.PROVISIONER.key().text();

        assertThatThrownBy(() -> location(List.of(good, "AAAA", good + "A"), 0))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .extracting(ConfigurationException.Problem::setting)
                                .containsExactly(
                                        "keys.provisioner-keys[1]", "keys.provisioner-keys[2]", "keys.min-generation"));
        assertThatThrownBy(() -> location(List.of(), 1)).hasMessageStartingWith("keys.provisioner-keys: is empty");
        assertThat(location(List.of(good), 1).provisionerKeyIds())
                .containsExactly(IssuedKeyset.PROVISIONER.key().id());
    }

    private KeysetLocation location(List<String> provisionerKeys, long minGeneration) {
        return new KeysetLocation(
                IssuedKeyset.TRUST_DOMAIN,
                IssuedKeyset.ORDERS,
                mount.resolve("keyset.json"),
                provisionerKeys,
                FilePermissions.ENFORCE,
                Optional.empty(),
                minGeneration,
                Optional.empty());
    }

    private static byte[] signed(Consumer<Map<String, Object>> change) throws Exception {
        Map<String, Object> payload = members(IssuedKeyset.ofOrders().payload());
        change.accept(payload);
        return envelope(payload);
    }

    private static byte[] envelope(Map<String, Object> payload) {
        return SignedEnvelope.write(EnvelopeType.KEYSET, Json.write(payload), IssuedKeyset.PROVISIONER);
    }

    private static Arguments change(String name, Consumer<Map<String, Object>> change) {
        return Arguments.of(name, change);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> key(Map<String, Object> payload, int index) {
        return ((List<Map<String, Object>>) payload.get("keys")).get(index);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> sets(Map<String, Object> payload) {
        return (Map<String, Object>) payload.get("sets");
    }

    private static Map<String, Object> members(byte[] json) throws Exception {
        return mutable(StrictJson.object(json, LIMITS));
    }

    private static Map<String, Object> mutable(Map<?, ?> members) {
        Map<String, Object> copy = new LinkedHashMap<>();
        members.forEach((name, value) -> copy.put((String) name, mutable(value)));
        return copy;
    }

    private static Object mutable(Object value) {
        if (value instanceof Map<?, ?> members) {
            return mutable(members);
        }
        if (value instanceof List<?> elements) {
            List<Object> copy = new ArrayList<>();
            elements.forEach(element -> copy.add(mutable(element)));
            return copy;
        }
        return value;
    }

    private static byte[] decode(Map<String, Object> members, String name) {
        return Base64.getUrlDecoder().decode((String) members.get(name));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
