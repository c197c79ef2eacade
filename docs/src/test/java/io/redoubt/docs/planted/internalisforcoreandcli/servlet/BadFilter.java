package io.redoubt.docs.planted.internalisforcoreandcli.servlet;

import io.redoubt.docs.planted.internalisforcoreandcli.internal.Json;

final class BadFilter {
    static final Class<?> USED = Json.class;

    private BadFilter() {}
}
