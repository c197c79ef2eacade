package io.redoubt.docs.planted.nothreadlocals;

final class GoodThread {
    Thread current() {
        return Thread.currentThread();
    }
}
