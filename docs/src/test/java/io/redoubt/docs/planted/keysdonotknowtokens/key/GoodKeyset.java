package io.redoubt.docs.planted.keysdonotknowtokens.key;

import io.redoubt.docs.planted.keysdonotknowtokens.audit.Event;

final class GoodKeyset {
    static final Class<?> USED = Event.class;

    private GoodKeyset() {}
}
