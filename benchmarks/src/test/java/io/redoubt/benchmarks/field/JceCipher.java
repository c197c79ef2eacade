package io.redoubt.benchmarks.field;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM of the JDK: nonce, ciphertext, tag, and nothing that says which key it was, or where it belongs. */
final class JceCipher implements ValueCipher {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
    private final SecureRandom random = new SecureRandom();
    private final Engines engines;

    private JceCipher(Engines engines) {
        this.engines = engines;
    }

    /** Where each call gets its engine. */
    @FunctionalInterface
    private interface Engines {
        Cipher next() throws GeneralSecurityException;
    }

    /** The least that anybody can do; for one thread. */
    static JceCipher keepingItsEngine() throws GeneralSecurityException {
        Cipher engine = Cipher.getInstance(TRANSFORMATION);
        return new JceCipher(() -> engine);
    }

    /** As it is usually written. */
    static JceCipher lookingForAnEngine() {
        return new JceCipher(() -> Cipher.getInstance(TRANSFORMATION));
    }

    @Override
    public byte[] seal(long row, byte[] value) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Cipher engine = engines.next();
        engine.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        byte[] sealed = new byte[NONCE_BYTES + value.length + TAG_BYTES];
        ByteBuffer.wrap(sealed).put(nonce);
        engine.doFinal(value, 0, value.length, sealed, NONCE_BYTES);
        return sealed;
    }

    @Override
    public byte[] open(long row, byte[] sealed) throws GeneralSecurityException {
        Cipher engine = engines.next();
        engine.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, sealed, 0, NONCE_BYTES));
        return engine.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    }
}
