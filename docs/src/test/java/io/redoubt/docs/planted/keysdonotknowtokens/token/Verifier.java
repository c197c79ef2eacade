package io.redoubt.docs.planted.keysdonotknowtokens.token;

/** Something to use. */
public final class Verifier {
    private Verifier() {}
}
