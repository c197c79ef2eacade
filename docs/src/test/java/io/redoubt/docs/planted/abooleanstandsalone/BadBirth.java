package io.redoubt.docs.planted.abooleanstandsalone;

public final class BadBirth {
    public BadBirth(Boolean strict, String name) {}
}
