package io.redoubt.docs.planted.noguessablerandomness;

import java.security.SecureRandom;

final class GoodDice {
    int roll(SecureRandom random) {
        return random.nextInt(6);
    }
}
