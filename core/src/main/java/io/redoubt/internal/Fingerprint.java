package io.redoubt.internal;

import java.util.Arrays;
import java.util.HexFormat;

/** The public name of a key, from which nothing of the key can be learnt. */
public final class Fingerprint {

    private static final int BYTES = 16;

    private Fingerprint() {}

    /**
     * {@return the first 16 bytes of SHA-256(enc("redoubt/fp/v1", leaf)) in hexadecimal}
     *
     * @param leaf the whole key, never a part of it: a part could be searched for alone
     */
    public static String of(byte[] leaf) {
        byte[] input = Enc.label("redoubt/fp/v1").bytes(leaf).toBytes();
        byte[] digest = Sha256.digest().digest(input);
        Arrays.fill(input, (byte) 0);
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }
}
