package io.redoubt.field.jdbc;

import io.redoubt.internal.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The right to work on a range of rows for a while, which everybody else has once it is over.
 *
 * @param job the job
 * @param target number of the table in the job
 * @param token that nobody else has
 * @param after the last row that was done, or the one before the range, as text; none at the beginning of the table
 * @param upTo the last row of the range, as text; none if it is the end of the table
 */
record Lease(long job, int target, String token, Optional<String> after, Optional<String> upTo) {

    private static final HexFormat HEX = HexFormat.of();
    private static final int BYTES = 16;

    /**
     * {@return a token that nobody had before}
     *
     * @param before that of whoever had the range before, or what is unique about a new range
     * @param owner who has it now
     */
    static String tokenAfter(String before, String owner) {
        byte[] digest = Sha256.digest().digest((before + "\n" + owner).getBytes(StandardCharsets.UTF_8));
        return HEX.formatHex(digest, 0, BYTES);
    }
}
