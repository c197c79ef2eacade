package io.redoubt.masking;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Names values by HMAC-SHA-256. Thread-safe. */
final class HmacPseudonyms implements Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_KEY = 32;
    /** 80 bits. */
    private static final int BYTES = 10;

    private final String prefix;
    private final SecretKeySpec key;
    /** Computers at rest; as many as there were threads at once. */
    private final ConcurrentLinkedQueue<Mac> atRest = new ConcurrentLinkedQueue<>();

    private HmacPseudonyms(String keyId, SecretKeySpec key) {
        this.prefix = "k" + keyId + ".";
        this.key = key;
    }

    static HmacPseudonyms under(String keyId, byte[] key) {
        if (!keyId.matches("[a-z0-9]{1,8}")) {
            throw new IllegalArgumentException(
                    "the id of a key for pseudonyms has 1 to 8 lower case letters and digits");
        }
        if (key.length < LEAST_KEY) {
            throw new IllegalArgumentException("a key for pseudonyms has at least 32 bytes");
        }
        HmacPseudonyms pseudonyms = new HmacPseudonyms(keyId, new SecretKeySpec(key, ALGORITHM));
        pseudonyms.atRest.add(pseudonyms.fresh());
        return pseudonyms;
    }

    @Override
    public String of(String kind, byte[] value) {
        Mac mac = atRest.poll();
        if (mac == null) {
            mac = fresh();
        }
        byte[] name = kind.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(4)
                .putInt(name.length)
                .array()); // no two pairs of kind and value give the same bytes
        mac.update(name);
        byte[] code = mac.doFinal(value);
        atRest.add(mac);
        return prefix + Base32.lowerCase(code, BYTES);
    }

    private Mac fresh() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("a key for pseudonyms that HMAC-SHA-256 does not take", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
