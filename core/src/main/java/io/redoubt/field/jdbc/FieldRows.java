package io.redoubt.field.jdbc;

import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.Purpose;
import java.util.List;
import java.util.Map;

/**
 * How the values of one field stand. Immutable and thread-safe.
 *
 * @param field the field
 * @param purpose of its keys
 * @param epochs how many ciphertexts there are of each epoch, those of erased subjects left out
 * @param erased how many ciphertexts are of subjects that were erased: they need no key any more
 * @param plaintext how many values are no ciphertexts
 * @param empty how many rows have no value
 * @param indexes how the codes of its blind indexes stand
 * @since 0.1.0
 */
public record FieldRows(
        FieldName field,
        Purpose purpose,
        Map<Integer, Long> epochs,
        long erased,
        long plaintext,
        long empty,
        List<IndexRows> indexes) {

    /**
     * Accepts counts.
     *
     * @param field the field
     * @param purpose of its keys
     * @param epochs how many ciphertexts there are of each epoch
     * @param erased how many are of subjects that were erased
     * @param plaintext how many values are no ciphertexts
     * @param empty how many rows have no value
     * @param indexes how the codes stand
     */
    public FieldRows {
        epochs = Map.copyOf(epochs);
        indexes = List.copyOf(indexes);
    }

    /**
     * How the codes of one blind index stand.
     *
     * @param index all that it is
     * @param epochs how many codes there are of each epoch
     * @param missing how many rows have a value and no code, so that they are not found; of erased subjects there are to be none
     * @since 0.1.0
     */
    public record IndexRows(IndexName index, Map<Integer, Long> epochs, long missing) {

        /**
         * Accepts counts.
         *
         * @param index all that it is
         * @param epochs how many codes there are of each epoch
         * @param missing how many rows have a value and no code
         */
        public IndexRows {
            epochs = Map.copyOf(epochs);
        }
    }
}
