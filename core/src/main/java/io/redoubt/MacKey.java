package io.redoubt;

/**
 * A key of this service that makes message authentication codes, and does nothing else; its bytes stay inside.
 *
 * <p>Implementations are thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MacKey {

    /**
     * {@return the whole code of the message under this key, HMAC-SHA-256: 32 bytes}
     *
     * @param message what is to be known again, encoded so that no two meanings share bytes
     */
    byte[] mac(byte[] message);
}
