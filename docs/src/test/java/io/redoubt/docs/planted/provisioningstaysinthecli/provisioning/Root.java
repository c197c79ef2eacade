package io.redoubt.docs.planted.provisioningstaysinthecli.provisioning;

/** Something to use. */
public final class Root {
    private Root() {}
}
