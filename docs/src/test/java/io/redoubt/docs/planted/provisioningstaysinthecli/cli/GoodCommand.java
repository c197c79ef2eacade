package io.redoubt.docs.planted.provisioningstaysinthecli.cli;

import io.redoubt.docs.planted.provisioningstaysinthecli.provisioning.Root;

final class GoodCommand {
    static final Class<?> USED = Root.class;

    private GoodCommand() {}
}
