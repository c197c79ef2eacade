package io.redoubt.docs.planted.internalisforcoreandcli.spring;

import io.redoubt.docs.planted.internalisforcoreandcli.internal.Json;

final class BadWiring {
    static final Class<?> USED = Json.class;

    private BadWiring() {}
}
