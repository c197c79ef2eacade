package io.redoubt.field;

import io.redoubt.key.FieldName;
import java.util.Optional;

/**
 * Reads what another library encrypted, as long as a column is on its way from there. It is asked only where plaintext would
 * be accepted, too. Implementations are thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LegacyDecryptor {

    /**
     * Decrypts a value of the other library.
     *
     * @param field the field
     * @param stored what stands in its column, text as UTF-8
     * @return the value, text as UTF-8; nothing if it is none of the other library's
     */
    Optional<byte[]> decrypt(FieldName field, byte[] stored);
}
