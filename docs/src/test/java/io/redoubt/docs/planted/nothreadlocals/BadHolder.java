package io.redoubt.docs.planted.nothreadlocals;

final class BadHolder {
    static final ThreadLocal<String> CALLER = new ThreadLocal<>();

    private BadHolder() {}
}
