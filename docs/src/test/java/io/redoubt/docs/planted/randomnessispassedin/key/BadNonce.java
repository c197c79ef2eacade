package io.redoubt.docs.planted.randomnessispassedin.key;

import java.security.SecureRandom;

final class BadNonce {
    SecureRandom random() {
        return new SecureRandom();
    }
}
