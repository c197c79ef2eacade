package io.redoubt.key;

import io.redoubt.internal.Sha256;
import java.util.HexFormat;

/**
 * A keyset that was seen.
 *
 * @param generation its generation
 * @param sha256 the SHA-256 of its payload, in hexadecimal
 */
record SeenGeneration(long generation, String sha256) {

    static SeenGeneration of(long generation, byte[] payload) {
        return new SeenGeneration(
                generation, HexFormat.of().formatHex(Sha256.digest().digest(payload)));
    }

    /**
     * Refuses to go back.
     *
     * @param candidate the keyset to be used
     * @param where by what this one is remembered
     * @throws KeysetException if the candidate is of a lower generation, or the same with another payload
     */
    void requireNotAfter(SeenGeneration candidate, String where) throws KeysetException {
        if (candidate.generation < generation) {
            throw new KeysetException(
                    KeysetCheck.GENERATION, "is of a lower generation than one that " + where + " has seen");
        }
        if (candidate.generation == generation && !candidate.sha256.equals(sha256)) {
            throw new KeysetException(
                    KeysetCheck.GENERATION,
                    "has other content than the one of the same generation that " + where + " has seen");
        }
    }
}
