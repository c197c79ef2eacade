package io.redoubt.benchmarks.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * The least that a memory of tokens must do which does not keep the tokens themselves: one SHA-256 and one look-up. For
 * one thread; the map may be shared.
 */
final class DigestMap {

    private static final int DIGEST_BYTES = 32;

    private final Map<Digest, String> known;
    private final MessageDigest sha256;
    private final byte[] result = new byte[DIGEST_BYTES];
    private final ByteBuffer words = ByteBuffer.wrap(result);

    private DigestMap(Map<Digest, String> known, MessageDigest sha256) {
        this.known = known;
        this.sha256 = sha256;
    }

    static DigestMap over(Map<Digest, String> known) {
        try {
            return new DigestMap(known, MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Digest digest(String token) {
        sha256.update(token.getBytes(StandardCharsets.ISO_8859_1));
        try {
            sha256.digest(result, 0, DIGEST_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
        return new Digest(words.getLong(0), words.getLong(8), words.getLong(16), words.getLong(24));
    }

    String recall(String token) {
        String found = known.get(digest(token));
        if (found == null) {
            throw new IllegalStateException("not remembered");
        }
        return found;
    }

    /** All 256 bits. */
    record Digest(long first, long second, long third, long fourth) {
        @Override
        public int hashCode() {
            return (int) first;
        }
    }
}
