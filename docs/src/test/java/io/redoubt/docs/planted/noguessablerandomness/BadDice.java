package io.redoubt.docs.planted.noguessablerandomness;

import java.util.Random;

final class BadDice {
    int roll(Random random) {
        return random.nextInt(6);
    }
}
