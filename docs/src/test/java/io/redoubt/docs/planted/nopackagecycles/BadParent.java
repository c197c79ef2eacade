package io.redoubt.docs.planted.nopackagecycles;

import io.redoubt.docs.planted.nopackagecycles.child.BadChild;

public final class BadParent {
    static final Class<?> CHILD = BadChild.class;

    private BadParent() {}
}
