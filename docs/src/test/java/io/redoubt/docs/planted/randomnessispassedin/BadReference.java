package io.redoubt.docs.planted.randomnessispassedin;

import java.security.SecureRandom;
import java.util.function.Supplier;

final class BadReference {
    Supplier<SecureRandom> random() {
        return SecureRandom::new;
    }
}
