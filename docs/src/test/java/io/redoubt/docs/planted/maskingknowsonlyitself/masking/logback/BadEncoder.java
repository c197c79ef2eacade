package io.redoubt.docs.planted.maskingknowsonlyitself.masking.logback;

import io.redoubt.docs.planted.maskingknowsonlyitself.audit.Event;

final class BadEncoder {
    static final Class<?> USED = Event.class;

    private BadEncoder() {}
}
