package io.redoubt.docs.planted.internalisforcoreandcli.provisioning;

import io.redoubt.docs.planted.internalisforcoreandcli.internal.Json;

final class GoodRoot {
    static final Class<?> USED = Json.class;

    private GoodRoot() {}
}
