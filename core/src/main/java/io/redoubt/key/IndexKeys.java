package io.redoubt.key;

import io.redoubt.internal.Enc;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of blind indexes of one epoch, each made when it is first wanted and kept as long as this is. Thread-safe. */
final class IndexKeys {

    private final KeyEntry entry;
    private final PrfKey leaf;
    private final Expiry expiry;
    private final Map<IndexName, Pair> keys = new ConcurrentHashMap<>();

    private IndexKeys(KeyEntry entry, PrfKey leaf, Expiry expiry) {
        this.entry = entry;
        this.leaf = leaf;
        this.expiry = expiry;
    }

    static IndexKeys of(LeafKey leaf, Expiry expiry) throws GeneralSecurityException {
        return new IndexKeys(leaf.entry(), PrfKey.of(leaf.bytes()), expiry);
    }

    /** {@return the key for codes that are stored} */
    IndexKey storing(IndexName name) {
        return of(name).storing();
    }

    /** {@return the key for codes that are looked for, which goes on after the keyset has expired} */
    IndexKey seeking(IndexName name) {
        return of(name).seeking();
    }

    private Pair of(IndexName name) {
        Pair known = keys.get(name);
        return known != null ? known : keys.computeIfAbsent(name, this::derive);
    }

    /** FORMATS section 5: HKDF-Expand(LEAF, enc("redoubt/index/v1", entity, field, indexName, normaliser, bits), 64). */
    private Pair derive(IndexName name) {
        byte[] info = Enc.label("redoubt/index/v1")
                .text(name.field().entity())
                .text(name.field().field())
                .text(name.index())
                .text(name.normaliser())
                .number(name.bits())
                .toBytes();
        try {
            byte[] key = leaf.derive(info, PrfKey.BYTES);
            try {
                PrfKey made = PrfKey.of(key);
                return new Pair(
                        new IndexKey(entry, made, Optional.of(expiry)), new IndexKey(entry, made, Optional.empty()));
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this key passed its self-test", e);
        }
    }

    /** One key in its two uses. */
    private record Pair(IndexKey storing, IndexKey seeking) {}
}
