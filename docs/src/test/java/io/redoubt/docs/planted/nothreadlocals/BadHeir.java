package io.redoubt.docs.planted.nothreadlocals;

final class BadHeir extends InheritableThreadLocal<String> {}
