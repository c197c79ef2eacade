package io.redoubt.docs.planted.internalisforcoreandcli;

import io.redoubt.docs.planted.internalisforcoreandcli.internal.Json;

final class GoodReason {
    static final Class<?> USED = Json.class;

    private GoodReason() {}
}
