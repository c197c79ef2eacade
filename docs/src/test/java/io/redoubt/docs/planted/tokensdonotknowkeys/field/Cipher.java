package io.redoubt.docs.planted.tokensdonotknowkeys.field;

/** Something to use. */
public final class Cipher {
    private Cipher() {}
}
