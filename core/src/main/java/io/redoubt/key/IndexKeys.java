package io.redoubt.key;

import io.redoubt.internal.Enc;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of blind indexes of one epoch, each made when it is first wanted and kept as long as this is. Thread-safe. */
final class IndexKeys {

    private final KeyEntry entry;
    private final PrfKey leaf;
    private final Map<IndexName, IndexKey> keys = new ConcurrentHashMap<>();

    private IndexKeys(KeyEntry entry, PrfKey leaf) {
        this.entry = entry;
        this.leaf = leaf;
    }

    static IndexKeys of(LeafKey leaf) throws GeneralSecurityException {
        return new IndexKeys(leaf.entry(), PrfKey.of(leaf.bytes()));
    }

    IndexKey of(IndexName name) {
        IndexKey known = keys.get(name);
        return known != null ? known : keys.computeIfAbsent(name, this::derive);
    }

    /** FORMATS section 5: HKDF-Expand(LEAF, enc("redoubt/index/v1", entity, field, indexName, normaliser, bits), 64). */
    private IndexKey derive(IndexName name) {
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
                return new IndexKey(entry.epoch(), PrfKey.of(key));
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this key passed its self-test", e);
        }
    }
}
