package io.redoubt.docs.planted.tinkstaysbehindkeys.field;

import com.google.crypto.tink.Aead;

final class BadCipher {
    static final Class<?> USED = Aead.class;

    private BadCipher() {}
}
