package io.redoubt.key;

import io.redoubt.internal.Enc;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The field keys of one epoch, each made when it is first wanted and kept as long as this is. Thread-safe. */
final class FieldKeys {

    private static final FieldName TEST = new FieldName("redoubt", "self-test");

    private final KeyEntry entry;
    private final PrfKey leaf;
    private final Expiry expiry;
    private final Map<FieldName, DataKey> keys = new ConcurrentHashMap<>();

    private FieldKeys(KeyEntry entry, PrfKey leaf, Expiry expiry) {
        this.entry = entry;
        this.leaf = leaf;
        this.expiry = expiry;
    }

    static FieldKeys of(LeafKey leaf, Expiry expiry) throws GeneralSecurityException {
        FieldKeys made = new FieldKeys(leaf.entry(), PrfKey.of(leaf.bytes()), expiry);
        made.derive(TEST);
        return made;
    }

    DataKey of(FieldName name) {
        DataKey known = keys.get(name);
        return known != null ? known : keys.computeIfAbsent(name, this::derive);
    }

    /** FORMATS section 4: HKDF-Expand(LEAF, enc("redoubt/field/v1", entity, field, suite, L), L). */
    private DataKey derive(FieldName name) {
        int bytes = DataCipher.keyBytes(entry.suite());
        byte[] info = Enc.label("redoubt/field/v1")
                .text(name.entity())
                .text(name.field())
                .ascii(entry.suite().id())
                .number(bytes)
                .toBytes();
        try {
            byte[] key = leaf.derive(info, bytes);
            try {
                return DataKey.of(entry, key, expiry, Optional.of(SubjectParent.of(entry, leaf, name, expiry)));
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of this suite cannot be made", e);
        }
    }
}
