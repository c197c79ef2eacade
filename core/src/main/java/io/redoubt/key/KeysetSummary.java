package io.redoubt.key;

import java.util.List;
import java.util.Optional;

/**
 * What may be known of a keyset by whoever looks at its file: everything but the keys. Immutable and thread-safe.
 *
 * @param header for whom and when
 * @param keys every key by name
 * @param recipient the id of the recipient key for which it is wrapped, if it is
 * @since 0.1.0
 */
public record KeysetSummary(KeysetHeader header, List<KeyEntry> keys, Optional<String> recipient) {

    /**
     * Copies the list.
     *
     * @param header for whom and when
     * @param keys every key by name
     * @param recipient the id of the recipient key
     */
    public KeysetSummary {
        keys = List.copyOf(keys);
    }

    /**
     * {@return what the payload of a keyset file says; who has signed it is for the caller to know}
     *
     * @param payload the payload, format 1
     * @throws KeysetException if it is of any other form
     */
    public static KeysetSummary read(byte[] payload) throws KeysetException {
        KeysetPayload keyset = KeysetPayload.read(payload);
        return new KeysetSummary(
                keyset.header(), keyset.entries(), keyset.wrap().map(KeysetPayload.Wrap::recipient));
    }
}
