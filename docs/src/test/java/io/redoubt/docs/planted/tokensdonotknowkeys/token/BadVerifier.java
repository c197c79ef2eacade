package io.redoubt.docs.planted.tokensdonotknowkeys.token;

import io.redoubt.docs.planted.tokensdonotknowkeys.key.Keyset;

final class BadVerifier {
    static final Class<?> USED = Keyset.class;

    private BadVerifier() {}
}
