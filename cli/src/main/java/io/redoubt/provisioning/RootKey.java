package io.redoubt.provisioning;

import io.redoubt.ConfigurationException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * The 64 bytes themselves, on their way from where they were drawn to where they stay: unlike a
 * {@link javax.crypto.spec.SecretKeySpec} they can be overwritten. Not thread-safe.
 */
final class RootKey implements SecretKey, AutoCloseable {

    static final String ALGORITHM = "HmacSHA512";
    static final int BYTES = 64;

    private static final long serialVersionUID = 1L;

    private final transient byte[] bytes;

    private RootKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static RootKey random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new RootKey(bytes);
    }

    /** @throws ConfigurationException if there are not 64 bytes, or all are the same */
    static RootKey copyOf(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new ConfigurationException("root", "is not of 64 bytes", "draw 64 random bytes, and use all of them");
        }
        byte[] uniform = new byte[BYTES];
        Arrays.fill(uniform, bytes[0]);
        if (MessageDigest.isEqual(uniform, bytes)) {
            throw new ConfigurationException("root", "is one byte, repeated", "draw 64 random bytes");
        }
        return new RootKey(bytes.clone());
    }

    /** {@return what is no key at all, to be written over one} */
    static RootKey nothing() {
        return new RootKey(new byte[BYTES]);
    }

    @Override
    public String getAlgorithm() {
        return ALGORITHM;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /** {@return a copy, which its caller overwrites} */
    @Override
    public byte[] getEncoded() {
        return bytes.clone();
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    /** {@return what it is, never its bytes} */
    @Override
    public String toString() {
        return "RootKey";
    }
}
