package io.redoubt.docs.planted.testkitknowsonlyitself.testkit.spring;

import io.redoubt.docs.planted.testkitknowsonlyitself.testkit.GoodIssuer;

final class GoodSupport {
    static final Class<?> USED = GoodIssuer.class;

    private GoodSupport() {}
}
