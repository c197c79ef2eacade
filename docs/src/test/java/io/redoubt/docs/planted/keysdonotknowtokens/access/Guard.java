package io.redoubt.docs.planted.keysdonotknowtokens.access;

/** Something to use. */
public final class Guard {
    private Guard() {}
}
