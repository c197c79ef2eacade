package io.redoubt.docs.planted.tinkstaysbehindkeys.provisioning;

import com.google.crypto.tink.Aead;

final class GoodRoot {
    static final Class<?> USED = Aead.class;

    private GoodRoot() {}
}
