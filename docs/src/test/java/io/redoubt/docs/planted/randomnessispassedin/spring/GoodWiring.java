package io.redoubt.docs.planted.randomnessispassedin.spring;

import java.security.SecureRandom;

final class GoodWiring {
    SecureRandom random() {
        return new SecureRandom();
    }
}
