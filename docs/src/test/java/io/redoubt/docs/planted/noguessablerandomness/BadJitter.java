package io.redoubt.docs.planted.noguessablerandomness;

import java.util.concurrent.ThreadLocalRandom;

final class BadJitter {
    int jitter() {
        return ThreadLocalRandom.current().nextInt(6);
    }
}
