package io.redoubt.docs.planted.nothingneedsthetestkit.testkit;

/** Something to use. */
public final class Issuer {
    private Issuer() {}
}
