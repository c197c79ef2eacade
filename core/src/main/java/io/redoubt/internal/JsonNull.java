package io.redoubt.internal;

/** The JSON value {@code null}, which is not the same as no value: a claim that is null is present and wrong. */
public enum JsonNull {
    /** The only one. */
    NULL
}
