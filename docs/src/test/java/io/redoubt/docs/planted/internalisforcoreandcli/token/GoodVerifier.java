package io.redoubt.docs.planted.internalisforcoreandcli.token;

import io.redoubt.docs.planted.internalisforcoreandcli.internal.Json;

final class GoodVerifier {
    static final Class<?> USED = Json.class;

    private GoodVerifier() {}
}
