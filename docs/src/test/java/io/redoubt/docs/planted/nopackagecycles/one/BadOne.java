package io.redoubt.docs.planted.nopackagecycles.one;

import io.redoubt.docs.planted.nopackagecycles.two.BadTwo;

public final class BadOne {
    static final Class<?> NEXT = BadTwo.class;

    private BadOne() {}
}
