package io.redoubt.provisioning;

import io.redoubt.key.LeafKey;
import java.util.List;

/** The keys of one service in memory, for as long as its keyset is written. Not thread-safe. */
final class DerivedKeys implements AutoCloseable {

    private final List<KeyRecord> records;
    private final List<LeafKey> leaves;

    DerivedKeys(List<KeyRecord> records, List<LeafKey> leaves) {
        this.records = List.copyOf(records);
        this.leaves = List.copyOf(leaves);
    }

    /** {@return what the manifest says about all keys, also those that are not delivered} */
    List<KeyRecord> records() {
        return records;
    }

    /** {@return the keys that are delivered} */
    List<LeafKey> leaves() {
        return leaves;
    }

    /** Overwrites the keys. */
    @Override
    public void close() {
        leaves.forEach(LeafKey::close);
    }
}
