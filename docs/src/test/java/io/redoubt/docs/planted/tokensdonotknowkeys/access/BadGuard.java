package io.redoubt.docs.planted.tokensdonotknowkeys.access;

import io.redoubt.docs.planted.tokensdonotknowkeys.field.Cipher;

final class BadGuard {
    static final Class<?> USED = Cipher.class;

    private BadGuard() {}
}
