package io.redoubt.docs.planted.provisioningstaysinthecli.spring;

import io.redoubt.docs.planted.provisioningstaysinthecli.provisioning.Root;

final class BadWiring {
    static final Class<?> USED = Root.class;

    private BadWiring() {}
}
