package io.redoubt.docs.planted.keysdonotknowtokens.field;

import io.redoubt.docs.planted.keysdonotknowtokens.access.Guard;

final class BadCipher {
    static final Class<?> USED = Guard.class;

    private BadCipher() {}
}
