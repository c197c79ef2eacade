package io.redoubt.key;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Keys of which no two share the first eight bytes, and so no two are the same: for provisioning, never for a service. It
 * keeps those eight bytes of each key until it is thrown away. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class DistinctLeaves {

    private final Set<Long> prefixes = new HashSet<>();

    /** None yet. */
    public DistinctLeaves() {}

    /**
     * Adds a key, and says whether it differs from every one that was added before.
     *
     * @param leaf the key
     * @return false if one of those begins with the same eight bytes
     */
    public boolean add(LeafKey leaf) {
        return prefixes.add(ByteBuffer.wrap(leaf.bytes()).getLong());
    }

    /** {@return how many keys differ} */
    public int size() {
        return prefixes.size();
    }

    /** {@return how many keys differ} */
    @Override
    public String toString() {
        return "DistinctLeaves " + size();
    }
}
