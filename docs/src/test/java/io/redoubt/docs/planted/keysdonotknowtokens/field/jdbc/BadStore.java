package io.redoubt.docs.planted.keysdonotknowtokens.field.jdbc;

import io.redoubt.docs.planted.keysdonotknowtokens.token.Verifier;

final class BadStore {
    static final Class<?> USED = Verifier.class;

    private BadStore() {}
}
