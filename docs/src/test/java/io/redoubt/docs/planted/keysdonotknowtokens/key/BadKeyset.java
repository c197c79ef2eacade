package io.redoubt.docs.planted.keysdonotknowtokens.key;

import io.redoubt.docs.planted.keysdonotknowtokens.token.Verifier;

final class BadKeyset {
    static final Class<?> USED = Verifier.class;

    private BadKeyset() {}
}
