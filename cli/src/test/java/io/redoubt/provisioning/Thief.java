package io.redoubt.provisioning;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.SecretKeyAccess;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XAesGcmParameters;
import com.google.crypto.tink.aead.internal.XAesGcm;
import com.google.crypto.tink.config.TinkConfig2026;
import com.google.crypto.tink.daead.AesSivKey;
import com.google.crypto.tink.mac.HmacKey;
import com.google.crypto.tink.prf.HmacPrfKey;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.AesSiv;
import com.google.crypto.tink.subtle.EncryptThenAuthenticate;
import com.google.crypto.tink.subtle.XChaCha20Poly1305;
import com.google.crypto.tink.util.SecretBytes;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.Enc;
import io.redoubt.internal.EnvelopeSigner;
import io.redoubt.internal.Fingerprint;
import io.redoubt.internal.HkdfSha512;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.JsonMembers;
import io.redoubt.internal.P256Keys;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.internal.StrictJson;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.KeyState;
import io.redoubt.key.LeafKey;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Has the keyset file of one service, the key bytes in it, every public file and this source: and tries everything that the
 * formats know with everything that it has.
 */
final class Thief {

    private static final SecretKeyAccess ACCESS = InsecureSecretKeyAccess.get();
    private static final JsonLimits LIMITS = new JsonLimits(SignedEnvelope.MAX_BYTES, 8, 100_000);

    private final TrustDomain trustDomain;
    /** Every key in the file, and what one can make of them by pretending that they were keys of another kind. */
    private final List<byte[]> loot;

    private Thief(TrustDomain trustDomain, List<byte[]> loot) {
        this.trustDomain = trustDomain;
        this.loot = loot;
    }

    static Thief of(TrustDomain trustDomain, byte[] keysetFile) throws Exception {
        Map<String, Object> payload =
                StrictJson.object(SignedEnvelope.read(keysetFile).unverifiedPayload(), LIMITS);
        Map<String, Object> sets =
                JsonMembers.of(payload, payload.keySet(), Set.of()).object("sets");
        List<byte[]> keys = new ArrayList<>();
        for (Object set : sets.values()) {
            keys.addAll(keys(Base64.getUrlDecoder().decode((String) set)));
        }
        return new Thief(trustDomain, keys);
    }

    @AccessesPartialKey
    private static List<byte[]> keys(byte[] set) throws GeneralSecurityException {
        KeysetHandle handle = TinkProtoKeysetFormat.parseKeyset(set, ACCESS, TinkConfig2026.get());
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < handle.size(); i++) {
            Object key = handle.getAt(i).getKey();
            SecretBytes bytes = key instanceof HmacPrfKey prf
                    ? prf.getKeyBytes()
                    : key instanceof HmacKey mac ? mac.getKeyBytes() : ((AesSivKey) key).getKeyBytes();
            keys.add(bytes.toByteArray(ACCESS));
        }
        return keys;
    }

    int keys() {
        return loot.size();
    }

    /** Every key that the derivation of the fleet gives if a stolen key, or what is public, is taken for its secret. */
    Set<String> fingerprintsOfGuessedLeaves(ServiceName victim, int epoch, List<byte[]> publicBytes) throws Exception {
        Set<String> fingerprints = new LinkedHashSet<>();
        List<byte[]> secrets = new ArrayList<>(loot);
        secrets.addAll(publicBytes);
        for (byte[] secret : secrets) {
            byte[] whole = Arrays.copyOf(secret, 64);
            byte[] input = DerivationInputs.epoch(trustDomain, victim, epoch);
            byte[] pretendedRoot = hmac512(whole, Arrays.copyOf(concat(input, (byte) 1), input.length + 1));
            for (byte[] pretended : List.of(whole, pretendedRoot)) {
                for (Purpose purpose : Purpose.all()) {
                    for (Suite suite : purpose.suites()) {
                        byte[] info = DerivationInputs.leaf(trustDomain, victim, epoch, purpose, suite);
                        fingerprints.add(Fingerprint.of(HkdfSha512.expand(pretended, info, purpose.leafBytes())));
                        fingerprints.add(Fingerprint.of(Arrays.copyOf(whole, purpose.leafBytes())));
                    }
                }
            }
        }
        return fingerprints;
    }

    /** {@return the plaintext, if any key or derived key of any suite opens the value} */
    Optional<byte[]> open(byte[] sealed, byte[] place, FieldName field) {
        for (byte[] key : fieldKeys(field)) {
            for (Suite suite : Suite.values()) {
                Optional<byte[]> plaintext = tryOpen(suite, key, sealed, place);
                if (plaintext.isPresent()) {
                    return plaintext;
                }
            }
        }
        return Optional.empty();
    }

    private List<byte[]> fieldKeys(FieldName field) {
        List<byte[]> keys = new ArrayList<>(loot);
        for (byte[] key : loot) {
            for (Suite suite : Purpose.FIELD.suites()) {
                for (int length : new int[] {32, 64}) {
                    keys.add(HkdfSha512.expand(Arrays.copyOf(key, 64), fieldInfo(field, suite, length), length));
                }
            }
            keys.add(HkdfSha512.expand(Arrays.copyOf(key, 64), fieldInfo(field, Suite.A256SIV, 64), 64));
        }
        return keys;
    }

    private static byte[] fieldInfo(FieldName field, Suite suite, int length) {
        return Enc.label("redoubt/field/v1")
                .text(field.entity())
                .text(field.field())
                .ascii(suite.id())
                .number(length)
                .toBytes();
    }

    @AccessesPartialKey
    private static Optional<byte[]> tryOpen(Suite suite, byte[] key, byte[] sealed, byte[] place) {
        byte[] half = Arrays.copyOf(key, 32);
        byte[] whole = Arrays.copyOf(key, 64);
        try {
            Aead aead = switch (suite) {
                case A256GCM -> new AesGcmJce(half);
                case XA256GCM ->
                    XAesGcm.create(XAesGcmKey.create(
                            XAesGcmParameters.create(XAesGcmParameters.Variant.NO_PREFIX, 12),
                            SecretBytes.copyFrom(half, ACCESS),
                            null));
                case XC20P -> new XChaCha20Poly1305(half);
                case A256CTR_HS256 ->
                    EncryptThenAuthenticate.newAesCtrHmac(
                            half, 16, "HMACSHA256", Arrays.copyOfRange(whole, 32, 64), 32);
                default -> null;
            };
            if (aead != null) {
                return Optional.of(aead.decrypt(sealed, place));
            }
            if (suite == Suite.A256SIV) {
                DeterministicAead siv = new AesSiv(whole);
                return Optional.of(siv.decryptDeterministically(sealed, place));
            }
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** {@return every code that the stolen keys give for a message, under every name that the formats know} */
    Set<String> codes(byte[] message, IndexName index) throws Exception {
        Set<String> codes = new LinkedHashSet<>();
        byte[] info = Enc.label("redoubt/index/v1")
                .text(index.field().entity())
                .text(index.field().field())
                .text(index.index())
                .text(index.normaliser())
                .number(index.bits())
                .toBytes();
        for (byte[] key : loot) {
            byte[] whole = Arrays.copyOf(key, 64);
            codes.add(prefix(hmac512(key, message)));
            codes.add(prefix(hmac512(whole, message)));
            codes.add(prefix(hmac512(HkdfSha512.expand(whole, info, 64), message)));
            codes.add(prefix(hmac256(key, message)));
            codes.add(prefix(hmac256(Arrays.copyOf(key, 32), message)));
        }
        return codes;
    }

    /** {@return everything that can be taken for a signing key} */
    List<EnvelopeSigner> signers() {
        return loot.stream().map(P256Keys::fromSeed).map(EnvelopeSigner::of).toList();
    }

    /** {@return the public halves of everything that can be taken for the seed of a signing key} */
    Set<String> publicKeys() {
        Set<String> keys = new LinkedHashSet<>();
        for (byte[] key : loot) {
            for (Suite suite : Purpose.SIGN.suites()) {
                byte[] seed = Arrays.copyOf(key, Purpose.SIGN.leafBytes());
                keys.add(LeafKey.of("00000001", Purpose.SIGN, suite, 1, KeyState.PRIMARY, seed)
                        .publicKey());
            }
            keys.add(EnvelopeSigner.of(P256Keys.fromSeed(key)).key().text());
        }
        return keys;
    }

    /** Eight bytes are enough to call two codes the same. */
    static String prefix(byte[] code) {
        return HexFormat.of().formatHex(code, 0, 8);
    }

    private static byte[] concat(byte[] bytes, byte last) {
        byte[] all = Arrays.copyOf(bytes, bytes.length + 1);
        all[bytes.length] = last;
        return all;
    }

    private static byte[] hmac512(byte[] key, byte[] message) throws GeneralSecurityException {
        return hmac("HmacSHA512", key, message);
    }

    private static byte[] hmac256(byte[] key, byte[] message) throws GeneralSecurityException {
        return hmac("HmacSHA256", key, message);
    }

    private static byte[] hmac(String algorithm, byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(message);
    }
}
