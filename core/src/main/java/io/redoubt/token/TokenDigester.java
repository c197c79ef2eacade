package io.redoubt.token;

import io.redoubt.internal.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * Makes SHA-256(seed ‖ token). The seed mixes 32 random bytes with what is asked of tokens, so that a digest is worth
 * nothing in another process, and nothing after another policy has come into force.
 */
final class TokenDigester {

    private static final int DIGEST_BYTES = 32;

    private final byte[] seed;
    private final EnginePool<Engine> engines = new EnginePool<>(Engine::new);

    private TokenDigester(byte[] seed) {
        this.seed = seed;
    }

    /**
     * {@return a digester that gives the same digest for the same token as long as it lives}
     *
     * @param random makes the seed
     * @param policy everything that a remembered token has passed, as text
     */
    static TokenDigester seeded(SecureRandom random, String policy) {
        byte[] bytes = new byte[DIGEST_BYTES];
        random.nextBytes(bytes);
        MessageDigest sha256 = Sha256.digest();
        sha256.update(bytes);
        return new TokenDigester(sha256.digest(policy.getBytes(StandardCharsets.UTF_8)));
    }

    TokenDigest digest(String token) {
        Engine engine = engines.borrow();
        TokenDigest digest = engine.digest(seed, token);
        engines.giveBack(engine);
        return digest;
    }

    /** One digest and the room for its result. */
    private static final class Engine {

        private final MessageDigest sha256 = Sha256.digest();
        private final byte[] result = new byte[DIGEST_BYTES];
        private final ByteBuffer words = ByteBuffer.wrap(result);

        TokenDigest digest(byte[] seed, String token) {
            sha256.update(seed);
            // A character beyond Latin-1 becomes '?', which no token that was verified contains: no two spellings meet.
            sha256.update(token.getBytes(StandardCharsets.ISO_8859_1));
            try {
                sha256.digest(result, 0, DIGEST_BYTES);
            } catch (DigestException e) {
                throw new IllegalStateException("32 bytes hold a SHA-256", e);
            }
            return new TokenDigest(words.getLong(0), words.getLong(8), words.getLong(16), words.getLong(24));
        }
    }
}
