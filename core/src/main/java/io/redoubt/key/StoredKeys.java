package io.redoubt.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.SecretKeyAccess;
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
import java.util.Optional;

/**
 * The keys of one purpose as a Tink keyset, which is how a file holds them: each without prefix, under its own id, the
 * primary one marked. FORMATS section 3.
 */
final class StoredKeys {

    private static final SecretKeyAccess ACCESS = InsecureSecretKeyAccess.get();
    private static final int HEX = 16;

    private StoredKeys() {}

    /** {@return the set} */
    static byte[] write(List<LeafKey> leaves) throws GeneralSecurityException {
        KeysetHandle.Builder set = KeysetHandle.newBuilder();
        for (LeafKey leaf : leaves) {
            KeyEntry entry = leaf.entry();
            KeysetHandle.Builder.Entry stored = KeysetHandle.importKey(toTink(entry.purpose(), leaf.bytes()))
                    .withFixedId(Integer.parseUnsignedInt(entry.kid(), HEX));
            set.addEntry(entry.state() == KeyState.PRIMARY ? stored.makePrimary() : stored);
        }
        return TinkProtoKeysetFormat.serializeKeyset(set.build(), ACCESS, TinkConfig2026.get());
    }

    /**
     * Finds in a set exactly the keys of a list.
     *
     * @param set what {@link #write} wrote
     * @param entries all of them delivered, of one purpose
     * @return the keys, in the order of the list
     * @throws KeysetException if the set has other keys, or one of another type, with other parameters or another status
     */
    static List<LeafKey> read(byte[] set, List<KeyEntry> entries) throws KeysetException {
        KeysetHandle handle;
        try {
            handle = TinkProtoKeysetFormat.parseKeyset(set, ACCESS, TinkConfig2026.get());
        } catch (GeneralSecurityException | RuntimeException e) {
            // Without its cause, which may speak of keys.
            throw new KeysetException(KeysetCheck.KEYS, "has a set that is no Tink keyset");
        }
        if (handle.size() != entries.size()) {
            throw new KeysetException(KeysetCheck.KEYS, "has a set with more or fewer keys than its list");
        }
        return List.copyOf(readAll(handle, entries));
    }

    private static List<LeafKey> readAll(KeysetHandle handle, List<KeyEntry> entries) throws KeysetException {
        LeafKey[] leaves = new LeafKey[entries.size()];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = read(find(handle, entries.get(i)), entries.get(i));
        }
        return List.of(leaves);
    }

    private static KeysetHandle.Entry find(KeysetHandle handle, KeyEntry wanted) throws KeysetException {
        for (int i = 0; i < handle.size(); i++) {
            if (handle.getAt(i).getId() == Integer.parseUnsignedInt(wanted.kid(), HEX)) {
                return handle.getAt(i);
            }
        }
        throw new KeysetException(KeysetCheck.KEYS, "lists a key that is not in its set");
    }

    private static LeafKey read(KeysetHandle.Entry stored, KeyEntry entry) throws KeysetException {
        if (!stored.getStatus().equals(KeyStatus.ENABLED)
                || stored.isPrimary() != (entry.state() == KeyState.PRIMARY)) {
            throw new KeysetException(KeysetCheck.KEYS, "lists a key in another state than it has in its set");
        }
        LeafKey leaf = bytes(stored.getKey(), entry.purpose())
                .filter(bytes -> bytes.size() == entry.purpose().leafBytes())
                .map(bytes -> leaf(entry, bytes.toByteArray(ACCESS)))
                .orElseThrow(() -> new KeysetException(
                        KeysetCheck.KEYS, "has a key of another type than its purpose and suite want"));
        if (!leaf.entry().equals(entry)) {
            leaf.close();
            throw new KeysetException(KeysetCheck.FINGERPRINT, "has a key that is not the one of its fingerprint");
        }
        return leaf;
    }

    private static LeafKey leaf(KeyEntry entry, byte[] bytes) {
        try {
            return LeafKey.of(entry.kid(), entry.purpose(), entry.suite(), entry.epoch(), entry.state(), bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @AccessesPartialKey
    private static Key toTink(Purpose purpose, byte[] leaf) throws GeneralSecurityException {
        SecretBytes bytes = SecretBytes.copyFrom(leaf, ACCESS);
        return switch (kind(purpose)) {
            case PRF ->
                HmacPrfKey.builder()
                        .setParameters(prf(leaf.length))
                        .setKeyBytes(bytes)
                        .build();
            case MAC ->
                HmacKey.builder().setParameters(mac()).setKeyBytes(bytes).build();
            case SIV ->
                AesSivKey.builder().setParameters(siv()).setKeyBytes(bytes).build();
        };
    }

    /** {@return the bytes, or nothing if the key is not one as {@link #toTink} makes for the purpose} */
    @AccessesPartialKey
    private static Optional<SecretBytes> bytes(Key key, Purpose purpose) throws KeysetException {
        try {
            return switch (kind(purpose)) {
                case PRF ->
                    key instanceof HmacPrfKey prf && prf.getParameters().equals(prf(purpose.leafBytes()))
                            ? Optional.of(prf.getKeyBytes())
                            : Optional.empty();
                case MAC ->
                    key instanceof HmacKey mac && mac.getParameters().equals(mac())
                            ? Optional.of(mac.getKeyBytes())
                            : Optional.empty();
                case SIV ->
                    key instanceof AesSivKey siv && siv.getParameters().equals(siv())
                            ? Optional.of(siv.getKeyBytes())
                            : Optional.empty();
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("these parameters are Tink's own", e);
        }
    }

    private static HmacPrfParameters prf(int bytes) throws GeneralSecurityException {
        return HmacPrfParameters.builder()
                .setKeySizeBytes(bytes)
                .setHashType(HmacPrfParameters.HashType.SHA512)
                .build();
    }

    private static HmacParameters mac() throws GeneralSecurityException {
        return HmacParameters.builder()
                .setKeySizeBytes(Purpose.STATE_KEY.leafBytes())
                .setTagSizeBytes(Purpose.STATE_KEY.leafBytes())
                .setHashType(HmacParameters.HashType.SHA256)
                .setVariant(HmacParameters.Variant.NO_PREFIX)
                .build();
    }

    private static AesSivParameters siv() throws GeneralSecurityException {
        return AesSivParameters.builder()
                .setKeySizeBytes(Purpose.SUBJECT_WRAP.leafBytes())
                .setVariant(AesSivParameters.Variant.NO_PREFIX)
                .build();
    }

    private static Kind kind(Purpose purpose) {
        return switch (purpose) {
            case FIELD, FIELD_EQ, BLIND_INDEX, SIGN -> Kind.PRF;
            case STATE_KEY, DPOP_NONCE, LOG_PSEUDONYM -> Kind.MAC;
            case SUBJECT_WRAP -> Kind.SIV;
        };
    }

    private enum Kind {
        /** A PRF key, from which others are made; the seed of a signing key is one too. */
        PRF,
        MAC,
        SIV
    }
}
