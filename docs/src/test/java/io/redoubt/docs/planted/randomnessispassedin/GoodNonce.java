package io.redoubt.docs.planted.randomnessispassedin;

import java.security.SecureRandom;

final class GoodNonce {
    byte[] nonce(SecureRandom random) {
        byte[] nonce = new byte[12];
        random.nextBytes(nonce);
        return nonce;
    }
}
