package io.redoubt.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.config.TinkConfig2026;
import com.google.crypto.tink.daead.AesSivKey;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.mac.HmacKey;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.prf.HmacPrfKey;
import com.google.crypto.tink.prf.HmacPrfParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each set holds the right bytes under the right id, and has one thing wrong: no fingerprint refuses it. */
class StoredKeysTest {

    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final LeafKey PRIMARY = leaf(Purpose.STATE_KEY, FIRST, KeyState.PRIMARY);
    private static final LeafKey EARLIER = leaf(Purpose.STATE_KEY, SECOND, KeyState.DECRYPT_ONLY);

    @Test
    void a_set_of_the_keys_of_its_list() throws Exception {
        byte[] set = serialized(KeysetHandle.newBuilder().addEntry(primary()).addEntry(entry(codes(EARLIER), SECOND)));

        assertThat(StoredKeys.read(set, List.of(EARLIER.entry(), PRIMARY.entry())))
                .extracting(LeafKey::entry)
                .containsExactly(EARLIER.entry(), PRIMARY.entry());
    }

    @ParameterizedTest
    @MethodSource
    void a_key_that_is_not_enabled(KeyStatus status) throws Exception {
        byte[] set = serialized(KeysetHandle.newBuilder()
                .addEntry(primary())
                .addEntry(entry(codes(EARLIER), SECOND).setStatus(status)));

        refuses("lists a key in another state than it has in its set", set, PRIMARY, EARLIER);
    }

    static List<KeyStatus> a_key_that_is_not_enabled() {
        return List.of(KeyStatus.DISABLED, KeyStatus.DESTROYED);
    }

    @Test
    void one_key_too_many() throws Exception {
        byte[] set = serialized(KeysetHandle.newBuilder().addEntry(primary()).addEntry(entry(codes(EARLIER), SECOND)));

        refuses("has a set with more or fewer keys than its list", set, PRIMARY);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void a_key_with_other_parameters(String name, Purpose purpose, Key key) throws Exception {
        byte[] set =
                serialized(KeysetHandle.newBuilder().addEntry(entry(key, FIRST).makePrimary()));

        refuses(
                "has a key of another type than its purpose and suite want",
                set,
                leaf(purpose, FIRST, KeyState.PRIMARY));
    }

    static List<Arguments> a_key_with_other_parameters() throws GeneralSecurityException {
        return List.of(
                Arguments.of("codes cut to 16 bytes", Purpose.STATE_KEY, mac(hmac().setTagSizeBytes(16))),
                Arguments.of(
                        "codes with a prefix",
                        Purpose.DPOP_NONCE,
                        mac(Purpose.DPOP_NONCE, hmac().setVariant(HmacParameters.Variant.TINK))),
                Arguments.of(
                        "codes over another message",
                        Purpose.LOG_PSEUDONYM,
                        mac(Purpose.LOG_PSEUDONYM, hmac().setVariant(HmacParameters.Variant.LEGACY))),
                Arguments.of(
                        "codes of SHA-512", Purpose.STATE_KEY, mac(hmac().setHashType(HmacParameters.HashType.SHA512))),
                Arguments.of("field keys of SHA-256", Purpose.FIELD, prf(Purpose.FIELD)),
                Arguments.of("signing keys of SHA-256", Purpose.SIGN, prf(Purpose.SIGN)),
                Arguments.of("wraps with a prefix", Purpose.SUBJECT_WRAP, siv(AesSivParameters.Variant.TINK)),
                Arguments.of("wraps with an old prefix", Purpose.SUBJECT_WRAP, siv(AesSivParameters.Variant.CRUNCHY)));
    }

    private static void refuses(String problem, byte[] set, LeafKey... listed) {
        List<KeyEntry> entries = Arrays.stream(listed).map(LeafKey::entry).toList();
        assertThatThrownBy(() -> StoredKeys.read(set, entries)).isInstanceOfSatisfying(KeysetException.class, e -> {
            assertThat(e.check()).isEqualTo(KeysetCheck.KEYS);
            assertThat(e.problem()).isEqualTo(problem);
        });
    }

    private static LeafKey leaf(Purpose purpose, int id, KeyState state) {
        byte[] bytes = Arrays.copyOf(IssuedKeyset.digest("test " + purpose.id() + id), purpose.leafBytes());
        return LeafKey.of("0000000" + id, purpose, purpose.suites().get(0), id, state, bytes);
    }

    private static SecretBytes secret(LeafKey leaf) {
        return SecretBytes.copyFrom(leaf.bytes(), InsecureSecretKeyAccess.get());
    }

    private static SecretBytes secret(Purpose purpose) {
        return secret(leaf(purpose, FIRST, KeyState.PRIMARY));
    }

    private static HmacParameters.Builder hmac() throws GeneralSecurityException {
        return HmacParameters.builder()
                .setKeySizeBytes(32)
                .setTagSizeBytes(32)
                .setHashType(HmacParameters.HashType.SHA256)
                .setVariant(HmacParameters.Variant.NO_PREFIX);
    }

    @AccessesPartialKey
    private static HmacKey codes(LeafKey leaf) throws GeneralSecurityException {
        return HmacKey.builder()
                .setParameters(hmac().build())
                .setKeyBytes(secret(leaf))
                .build();
    }

    @AccessesPartialKey
    private static HmacKey mac(Purpose purpose, HmacParameters.Builder changed) throws GeneralSecurityException {
        HmacParameters parameters = changed.build();
        HmacKey.Builder key = HmacKey.builder().setParameters(parameters).setKeyBytes(secret(purpose));
        return (parameters.hasIdRequirement() ? key.setIdRequirement(FIRST) : key).build();
    }

    private static HmacKey mac(HmacParameters.Builder changed) throws GeneralSecurityException {
        return mac(Purpose.STATE_KEY, changed);
    }

    @AccessesPartialKey
    private static HmacPrfKey prf(Purpose purpose) throws GeneralSecurityException {
        return HmacPrfKey.builder()
                .setParameters(HmacPrfParameters.builder()
                        .setKeySizeBytes(purpose.leafBytes())
                        .setHashType(HmacPrfParameters.HashType.SHA256)
                        .build())
                .setKeyBytes(secret(purpose))
                .build();
    }

    @AccessesPartialKey
    private static AesSivKey siv(AesSivParameters.Variant variant) throws GeneralSecurityException {
        return AesSivKey.builder()
                .setParameters(AesSivParameters.builder()
                        .setKeySizeBytes(64)
                        .setVariant(variant)
                        .build())
                .setKeyBytes(secret(Purpose.SUBJECT_WRAP))
                .setIdRequirement(FIRST)
                .build();
    }

    private static KeysetHandle.Builder.Entry primary() throws GeneralSecurityException {
        return entry(codes(PRIMARY), FIRST).makePrimary();
    }

    private static KeysetHandle.Builder.Entry entry(Key key, int id) {
        return KeysetHandle.importKey(key).withFixedId(id);
    }

    private static byte[] serialized(KeysetHandle.Builder set) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.serializeKeyset(set.build(), InsecureSecretKeyAccess.get(), TinkConfig2026.get());
    }
}
