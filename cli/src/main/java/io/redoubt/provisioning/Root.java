package io.redoubt.provisioning;

/**
 * The one secret from which every key of a fleet is made, and the only thing that it does: HMAC-SHA-512 under 64 bytes that
 * stay where they are, in a file, a token or a cloud.
 *
 * <p>The same 64 bytes give the same keys behind any implementation. Whoever writes one has it judged by
 * {@link RootContract}. Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface Root extends AutoCloseable {

    /**
     * {@return HMAC-SHA-512 of the input under the root: 64 bytes, a new array each time, which its caller overwrites}
     *
     * @param input 1 to 4,096 bytes
     * @throws IllegalStateException if the root is closed, or cannot be reached
     */
    byte[] mac(byte[] input);

    /** Forgets the root, or ends the session with what keeps it; {@link #mac} refuses from now on. */
    @Override
    void close();
}
