package io.redoubt.docs.planted.nothingneedsthetestkit.spring;

import io.redoubt.docs.planted.nothingneedsthetestkit.testkit.Issuer;

final class BadWiring {
    static final Class<?> USED = Issuer.class;

    private BadWiring() {}
}
