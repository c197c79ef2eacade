package io.redoubt.docs.planted.provisioningstaysinthecli.key;

import io.redoubt.docs.planted.provisioningstaysinthecli.provisioning.Root;

final class BadKeyset {
    static final Class<?> USED = Root.class;

    private BadKeyset() {}
}
