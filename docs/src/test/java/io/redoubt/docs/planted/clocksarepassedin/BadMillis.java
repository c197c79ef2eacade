package io.redoubt.docs.planted.clocksarepassedin;

final class BadMillis {
    long age() {
        return System.currentTimeMillis();
    }
}
