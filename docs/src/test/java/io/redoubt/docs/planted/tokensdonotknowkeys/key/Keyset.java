package io.redoubt.docs.planted.tokensdonotknowkeys.key;

/** Something to use. */
public final class Keyset {
    private Keyset() {}
}
