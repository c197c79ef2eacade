package io.redoubt.docs.planted.tokensdonotknowkeys.token;

import io.redoubt.docs.planted.tokensdonotknowkeys.audit.Event;

final class GoodVerifier {
    static final Class<?> USED = Event.class;

    private GoodVerifier() {}
}
