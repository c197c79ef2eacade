package io.redoubt.docs.planted.internalisforcoreandcli.internal;

/** Something to use. */
public final class Json {
    private Json() {}
}
