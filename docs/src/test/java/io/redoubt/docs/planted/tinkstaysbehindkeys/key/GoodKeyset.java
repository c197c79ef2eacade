package io.redoubt.docs.planted.tinkstaysbehindkeys.key;

import com.google.crypto.tink.Aead;

final class GoodKeyset {
    static final Class<?> USED = Aead.class;

    private GoodKeyset() {}
}
