package io.redoubt.docs.planted.nothingneedsthetestkit.testkit.spring;

import io.redoubt.docs.planted.nothingneedsthetestkit.testkit.Issuer;

final class GoodSupport {
    static final Class<?> USED = Issuer.class;

    private GoodSupport() {}
}
