package io.redoubt.internal;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs envelopes; the private key stays inside. Thread-safe. */
public final class EnvelopeSigner {

    private final PrivateKey privateKey;
    private final EnvelopeKey key;

    private EnvelopeSigner(PrivateKey privateKey, EnvelopeKey key) {
        this.privateKey = privateKey;
        this.key = key;
    }

    /**
     * {@return a signer}
     *
     * @param pair of P-256 or Ed25519
     */
    public static EnvelopeSigner of(KeyPair pair) {
        return new EnvelopeSigner(pair.getPrivate(), EnvelopeKey.of(pair.getPublic()));
    }

    /** {@return the key with which the signatures are verified} */
    public EnvelopeKey key() {
        return key;
    }

    /**
     * {@return the signature, 64 bytes}
     *
     * @param input what is signed
     */
    public byte[] sign(byte[] input) {
        try {
            Signature signature = Signature.getInstance(key.jcaName());
            signature.initSign(privateKey);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was made here signs", e);
        }
    }

    /** {@return the key's id} */
    @Override
    public String toString() {
        return "EnvelopeSigner " + key.id();
    }
}
