package io.redoubt.docs.planted.internalisforcoreandcli.testkit;

import io.redoubt.docs.planted.internalisforcoreandcli.internal.Json;

final class BadIssuer {
    static final Class<?> USED = Json.class;

    private BadIssuer() {}
}
