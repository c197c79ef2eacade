package io.redoubt.docs.planted.internalisforcoreandcli.cli;

import io.redoubt.docs.planted.internalisforcoreandcli.internal.Json;

final class GoodCommand {
    static final Class<?> USED = Json.class;

    private GoodCommand() {}
}
