package io.redoubt.docs.planted.nopackagecycles.two;

import io.redoubt.docs.planted.nopackagecycles.one.BadOne;

public final class BadTwo {
    static final Class<?> BACK = BadOne.class;

    private BadTwo() {}
}
