package io.redoubt.docs.planted.nopackagecycles.child;

import io.redoubt.docs.planted.nopackagecycles.BadParent;

public final class BadChild {
    static final Class<?> PARENT = BadParent.class;

    private BadChild() {}
}
