package io.redoubt.provisioning;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** A root in the memory of this process: what is left of one that was in a file. Thread-safe. */
final class SoftwareRoot implements Root {

    private final Mac mac;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SoftwareRoot(Mac mac) {
        this.mac = mac;
    }

    /** Takes what it needs of the key, which its caller then overwrites. */
    static SoftwareRoot of(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(RootKey.ALGORITHM);
            mac.init(key);
            return new SoftwareRoot(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-512", e);
        }
    }

    @Override
    public byte[] mac(byte[] input) {
        synchronized (mac) {
            if (closed.get()) {
                throw new IllegalStateException("the root is closed");
            }
            return mac.doFinal(input);
        }
    }

    /** Writes another key over what the MAC made of the root: it has no way to forget one. */
    @Override
    public void close() {
        synchronized (mac) {
            closed.set(true);
            try (RootKey nothing = RootKey.nothing()) {
                mac.init(nothing);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("HMAC-SHA-512 takes every key of 64 bytes", e);
            }
        }
    }

    @Override
    public String toString() {
        return closed.get() ? "a closed root" : "a root in memory";
    }
}
